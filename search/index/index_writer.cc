#include "search/index/index_writer.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <random>

#include "search/article/stored_form.h"
#include "search/error.h"
#include "search/index/file_errors.h"
#include "search/index/index_file.h"
#include "search/index/publication.h"
#include "search/index/schema.h"
#include "search/index/snapshot.h"
#include "search/index/working_database.h"
#include "search/index/xapian_errors.h"

namespace fs = std::filesystem;

namespace tiski {
namespace {

// Time and chance: two builds never share a generation, and a person can read when it was made.
std::string make_generation(std::time_t now) {
  std::random_device random;
  return fmt::format("{:%Y%m%dT%H%M%SZ}-{:08x}", fmt::gmtime(now), random());
}

}  // namespace

struct IndexWriter::State {
  explicit State(const fs::path& index) : paths(index), lock(paths), doing("building " + paths.index.string()) {}
  ~State();

  std::optional<Xapian::Database> open_previous();
  void begin();
  bool copy(std::string_view key, const std::string* required_digest);
  IndexInfo describe(std::map<std::string, std::string> analyzer_versions) const;

  IndexPaths paths;
  PublishLock lock;
  std::string doing;  // begins messages: "building var/tiski.index"
  std::optional<WorkingDatabase> database;
  std::string previous_problem;
  std::vector<TrainingPath> previous_paths;
  std::vector<GlossaryTerm> previous_glossary;
  Synonyms previous_synonyms;
  std::vector<std::string> languages;  // of the knowledge base
  std::string dictionaries;
};

IndexWriter::State::~State() {
  database.reset();
  std::error_code ignored;
  fs::remove_all(paths.building, ignored);
}

std::optional<Xapian::Database> IndexWriter::State::open_previous() {
  std::error_code ignored;
  if (!fs::exists(paths.index, ignored)) return std::nullopt;
  try {
    const auto previous = Snapshot::open(paths.index);
    previous_paths = previous->paths();
    previous_glossary = previous->glossary();
    previous_synonyms = previous->synonyms();
    return previous->database();
  } catch (const Error& error) {
    previous_problem = error.what();
    return std::nullopt;
  }
}

void IndexWriter::State::begin() {
  clear_leftovers(paths);
  auto previous = open_previous();
  std::error_code problem;
  fs::create_directory(paths.building, problem);
  if (problem) throw_file_error("making", paths.building, problem.value());
  with_translated_errors(doing, [&] { database.emplace(paths.building / "database", std::move(previous)); });
}

bool IndexWriter::State::copy(std::string_view key, const std::string* required_digest) {
  return with_translated_errors(doing, [&] { return database->copy(key, required_digest); });
}

IndexInfo IndexWriter::State::describe(std::map<std::string, std::string> analyzer_versions) const {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  IndexInfo info;
  info.schema_version = kSchemaVersion;
  info.program_version = TISKI_VERSION;
  info.generation = make_generation(now);
  info.built_at = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
  info.analyzers = std::move(analyzer_versions);
  info.articles = database->counts();
  for (const std::string& lang : languages) info.articles.try_emplace(lang, 0);
  info.dictionaries = dictionaries;
  return info;
}

IndexWriter::IndexWriter(std::filesystem::path index) : state_(std::make_unique<State>(index)) { state_->begin(); }

IndexWriter::~IndexWriter() = default;
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;

const std::string& IndexWriter::previous_problem() const { return state_->previous_problem; }

const std::vector<TrainingPath>& IndexWriter::previous_paths() const { return state_->previous_paths; }

const std::vector<GlossaryTerm>& IndexWriter::previous_glossary() const { return state_->previous_glossary; }

const Synonyms& IndexWriter::previous_synonyms() const { return state_->previous_synonyms; }

bool IndexWriter::copy_unchanged(std::string_view key, std::string_view source_digest) {
  const std::string digest(source_digest);
  return state_->copy(key, &digest);
}

bool IndexWriter::carry_over(std::string_view key) { return state_->copy(key, nullptr); }

void IndexWriter::add(const PreparedDocument& prepared) {
  with_translated_errors(state_->doing, [&] { state_->database->add(prepared); });
}

std::vector<std::string> IndexWriter::lemmas(std::string_view lang) const {
  return with_translated_errors(state_->doing,
                                [&] { return state_->database->terms(make_term(Field::kWord, lang, "")); });
}

void IndexWriter::set_knowledge_base(const KnowledgeBase& kb) {
  state_->languages = kb.languages;
  state_->database->set_metadata(kKnowledgeBaseKey, to_stored(kb));
}

void IndexWriter::set_glossary(const std::vector<GlossaryTerm>& glossary) {
  state_->database->set_metadata(kGlossaryKey, to_stored(glossary));
}

void IndexWriter::set_synonyms(const Synonyms& synonyms) {
  state_->database->set_metadata(kSynonymsKey, to_stored(synonyms));
}

void IndexWriter::set_paths(const std::vector<TrainingPath>& paths) {
  state_->database->set_metadata(kPathsKey, to_stored(paths));
}

void IndexWriter::set_translations(const TranslationTable& table, std::string dictionaries) {
  state_->database->set_metadata(kTranslationsKey, to_stored(table));
  state_->dictionaries = std::move(dictionaries);
}

IndexInfo IndexWriter::publish(std::map<std::string, std::string> analyzer_versions) {
  const fs::path file = state_->paths.building / "index";
  const IndexInfo info = state_->describe(std::move(analyzer_versions));
  state_->database->set_metadata(kInfoKey, info.to_json());
  state_->database->set_metadata(kSentinelKey, info.generation);
  with_translated_errors(state_->doing, [&] { state_->database->compact_to(file); });
  seal_index_file(file);
  Snapshot::open(file);
  replace_index(state_->paths, file);
  return info;
}

}  // namespace tiski
