#include "search/index/index_writer.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <random>
#include <set>
#include <stdexcept>

#include "search/article/stored_form.h"
#include "search/error.h"
#include "search/index/file_errors.h"
#include "search/index/index_file.h"
#include "search/index/publication.h"
#include "search/index/schema.h"
#include "search/index/snapshot.h"
#include "search/index/xapian_errors.h"

namespace fs = std::filesystem;

namespace tiski {
namespace {

std::string language_of(std::string_view key) { return std::string(key.substr(0, key.find(':'))); }

std::string id_of(std::string_view key) {
  const auto colon = key.find(':');
  return std::string(colon == std::string_view::npos ? std::string_view() : key.substr(colon + 1));
}

// Time and chance: two builds never share a generation, and a person can read when it was made.
std::string make_generation(std::time_t now) {
  std::random_device random;
  return fmt::format("{:%Y%m%dT%H%M%SZ}-{:08x}", fmt::gmtime(now), random());
}

}  // namespace

struct IndexWriter::State {
  explicit State(const fs::path& index) : paths(index), lock(paths) {}
  ~State();

  void open_previous();
  void create_database();
  void add_document(std::string_view key, const Xapian::Document& document, const std::string& stored_article,
                    const std::string& text_map);
  bool copy(std::string_view key, const std::string* required_digest);
  IndexInfo describe(std::map<std::string, std::string> analyzer_versions) const;
  void set_metadata(const char* key, const std::string& value);
  void write_file(const IndexInfo& info, const fs::path& file);

  IndexPaths paths;
  PublishLock lock;
  std::string doing;  // begins messages: "building var/tiski.index"
  std::unique_ptr<Xapian::WritableDatabase> database;
  std::optional<Xapian::Database> previous;
  std::string previous_problem;
  std::set<std::string, std::less<>> keys;
  std::map<std::string, std::uint32_t> counts;
  std::string dictionaries;
};

IndexWriter::State::~State() {
  database.reset();
  std::error_code ignored;
  fs::remove_all(paths.building, ignored);
}

void IndexWriter::State::open_previous() {
  std::error_code ignored;
  if (!fs::exists(paths.index, ignored)) return;
  if (fs::is_directory(paths.index, ignored)) {
    throw Error(paths.index.string() + " is a folder", "An index is a single file: choose another name with --index.");
  }
  try {
    previous = Snapshot::open(paths.index)->database();
  } catch (const Error& error) {
    previous_problem = error.what();
  }
}

void IndexWriter::State::create_database() {
  std::error_code problem;
  fs::create_directory(paths.building, problem);
  if (problem) throw_file_error("making", paths.building, problem.value());
  database = with_translated_errors(doing, [&] {
    // What is built here is thrown away unless it is compacted and synced as a whole: no need to sync each step.
    return std::make_unique<Xapian::WritableDatabase>(
        (paths.building / "database").string(),
        Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
  });
}

void IndexWriter::State::add_document(std::string_view key, const Xapian::Document& document,
                                      const std::string& stored_article, const std::string& text_map) {
  if (!keys.emplace(key).second) throw std::logic_error("the document " + std::string(key) + " was added twice");
  with_translated_errors(doing, [&] {
    const Xapian::docid docid = database->add_document(document);
    database->set_metadata(article_key(docid), stored_article);
    database->set_metadata(text_map_key(docid), text_map);
  });
  ++counts[language_of(key)];
}

bool IndexWriter::State::copy(std::string_view key, const std::string* required_digest) {
  if (!previous) return false;
  const auto docid = Snapshot::find_id(*previous, language_of(key), id_of(key));
  if (!docid) return false;
  return with_translated_errors(doing, [&] {
    const Xapian::Document document = previous->get_document(*docid);
    if (required_digest && document.get_value(static_cast<Xapian::valueno>(Slot::kSourceDigest)) != *required_digest) {
      return false;
    }
    add_document(key, document, previous->get_metadata(article_key(*docid)),
                 previous->get_metadata(text_map_key(*docid)));
    return true;
  });
}

void IndexWriter::State::set_metadata(const char* key, const std::string& value) {
  with_translated_errors(doing, [&] { database->set_metadata(key, value); });
}

IndexInfo IndexWriter::State::describe(std::map<std::string, std::string> analyzer_versions) const {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  IndexInfo info;
  info.schema_version = kSchemaVersion;
  info.program_version = TISKI_VERSION;
  info.generation = make_generation(now);
  info.built_at = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
  info.analyzers = std::move(analyzer_versions);
  info.articles = counts;
  info.dictionaries = dictionaries;
  return info;
}

void IndexWriter::State::write_file(const IndexInfo& info, const fs::path& file) {
  with_translated_errors(doing, [&] {
    database->set_metadata(kInfoKey, info.to_json());
    database->set_metadata(kSentinelKey, info.generation);
    database->commit();
    database->compact(file.string(), Xapian::DBCOMPACT_SINGLE_FILE);
  });
  seal_index_file(file);
}

IndexWriter::IndexWriter(std::filesystem::path index) : state_(std::make_unique<State>(index)) {
  state_->doing = "building " + state_->paths.index.string();
  clear_leftovers(state_->paths);
  state_->open_previous();
  state_->create_database();
}

IndexWriter::~IndexWriter() = default;
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;

const std::string& IndexWriter::previous_problem() const { return state_->previous_problem; }

bool IndexWriter::copy_unchanged(std::string_view key, std::string_view source_digest) {
  const std::string digest(source_digest);
  return state_->copy(key, &digest);
}

bool IndexWriter::carry_over(std::string_view key) { return state_->copy(key, nullptr); }

void IndexWriter::add(const PreparedDocument& prepared) {
  state_->add_document(prepared.key, prepared.document, prepared.stored_article, prepared.text_map);
}

std::vector<std::string> IndexWriter::lemmas(std::string_view lang) const {
  return with_translated_errors(state_->doing, [&] {
    const std::string prefix = make_term(Field::kWord, lang, "");
    std::vector<std::string> all;
    const auto end = state_->database->allterms_end(prefix);
    for (auto term = state_->database->allterms_begin(prefix); term != end; ++term) {
      all.push_back((*term).substr(prefix.size()));
    }
    return all;
  });
}

void IndexWriter::set_knowledge_base(const KnowledgeBase& kb) {
  for (const std::string& lang : kb.languages) state_->counts.try_emplace(lang, 0);
  state_->set_metadata(kKnowledgeBaseKey, to_stored(kb));
}

void IndexWriter::set_glossary(const std::vector<GlossaryTerm>& glossary) {
  state_->set_metadata(kGlossaryKey, to_stored(glossary));
}

void IndexWriter::set_synonyms(const Synonyms& synonyms) { state_->set_metadata(kSynonymsKey, to_stored(synonyms)); }

void IndexWriter::set_translations(const TranslationTable& table, std::string dictionaries) {
  state_->set_metadata(kTranslationsKey, to_stored(table));
  state_->dictionaries = std::move(dictionaries);
}

IndexInfo IndexWriter::publish(std::map<std::string, std::string> analyzer_versions) {
  const fs::path file = state_->paths.building / "index";
  state_->write_file(state_->describe(std::move(analyzer_versions)), file);
  const IndexInfo info = Snapshot::open(file)->info();
  replace_index(state_->paths, file);
  return info;
}

}  // namespace tiski
