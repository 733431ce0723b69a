#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "search/article/knowledge_base.h"
#include "search/article/training_path.h"
#include "search/index/document_builder.h"
#include "search/index/index_info.h"
#include "search/index/translation_table.h"

namespace tiski {

// Builds a new index beside the old one and publishes it in one step. The destructor never publishes: an unfinished
// build leaves the old index as it was and removes its own files; those of a build that was killed are removed by the
// next one. One writer an index: a lock file beside it is held (flock) until the end. Not thread safe. Files beside the
// index: publication.h.
class IndexWriter {
 public:
  // Throws Error with a hint: the folder can't be written, another builder holds the lock (names its process), a disk
  // error.
  explicit IndexWriter(std::filesystem::path index);
  ~IndexWriter();
  IndexWriter(IndexWriter&&) noexcept;

  // Why nothing can be copied from the index now published (damaged, foreign, of another schema); empty where it can be
  // or where there is none.
  const std::string& previous_problem() const;

  // What the index now published has beside its documents; nothing where it can't be read.
  const std::vector<TrainingPath>& previous_paths() const;
  const std::vector<GlossaryTerm>& previous_glossary() const;
  const Synonyms& previous_synonyms() const;

  // Call this and carry_over() for all documents before the first add(): copies are cheapest then (working_database.h).
  // Copies the document of that key from the index now published if its source digest is the same. False: prepare it
  // anew.
  bool copy_unchanged(std::string_view key, std::string_view source_digest);
  // Copies the document of that key whatever its digest (a broken article is carried over). False: there is none.
  bool carry_over(std::string_view key);
  // Each key once, counting copied ones: a second document of the same key throws std::logic_error.
  void add(const PreparedDocument& prepared);

  // All lemmas that the documents added so far have in one language, for the translation table. Ascending.
  std::vector<std::string> lemmas(std::string_view lang) const;

  void set_knowledge_base(const KnowledgeBase& kb);
  void set_glossary(const std::vector<GlossaryTerm>& glossary);
  void set_synonyms(const Synonyms& synonyms);
  void set_paths(const std::vector<TrainingPath>& paths);
  void set_translations(const TranslationTable& table, std::string dictionaries);

  // Compacts to a single file, seals and fsyncs it, verifies it by opening, keeps the index before as `index`.previous,
  // renames, fsyncs the folder. Fills in counts, generation and time. Throws Error; then nothing was published. The
  // last call: nothing can be added afterwards.
  IndexInfo publish(std::map<std::string, std::string> analyzer_versions);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Brings `index`.previous back as `index` (and keeps the other as .previous, so that a second call undoes the first).
// Atomic. Throws Error with a hint when there is none or it is damaged.
IndexInfo rollback_index(const std::filesystem::path& index);

}  // namespace tiski
