#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "search/article/article.h"
#include "search/article/knowledge_base.h"
#include "search/article/training_path.h"
#include "search/index/bitmap.h"
#include "search/index/index_info.h"
#include "search/index/record.h"
#include "search/index/text_map.h"
#include "search/index/translation_table.h"

namespace tiski {

// One generation of an index, immutable. Held by shared_ptr; a request uses one snapshot from end to end, so that
// everything it says comes from one generation even while a new index is published. Thread safe; the databases it opens
// are not: one per thread.
class Snapshot {
 public:
  // Opens and verifies the index file (schema version, sentinel, counts). Throws Error with a hint: missing, foreign,
  // damaged, other version.
  static std::shared_ptr<const Snapshot> open(const std::filesystem::path& index);
  ~Snapshot();

  // A database of exactly this generation (20–40 µs: the file is held open by its descriptor, whatever has been renamed
  // over its path).
  Xapian::Database database() const;

  const IndexInfo& info() const;
  const KnowledgeBase& knowledge_base() const;
  const std::vector<GlossaryTerm>& glossary() const;
  const Synonyms& synonyms() const;
  const std::vector<TrainingPath>& paths() const;
  const TranslationTable& translations() const;

  std::uint32_t max_docid() const;
  // Documents of one language; of one facet value in any language (empty bitmap for unknown ones).
  const Bitmap& in_language(std::string_view lang) const;
  const Bitmap& with_facet_value(std::string_view facet, std::string_view value) const;
  // Documents shown to readers on that day (valid_from, valid_to).
  Bitmap valid_on(Date day) const;

  // The database must be of this snapshot.
  static ArticleRecord record(const Xapian::Database& db, std::uint32_t docid);
  static Article article(const Xapian::Database& db, std::uint32_t docid);
  static TextMap text_map(const Xapian::Database& db, std::uint32_t docid);

  static std::optional<std::uint32_t> find_id(const Xapian::Database& db, std::string_view lang, std::string_view id);
  static std::optional<std::uint32_t> find_slug(const Xapian::Database& db, std::string_view lang,
                                                std::string_view slug);
  static std::optional<std::uint32_t> find_alias(const Xapian::Database& db, std::string_view lang,
                                                 std::string_view alias);

 private:
  Snapshot();
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tiski
