#include "search/index/snapshot.h"

#include <limits>

#include "search/article/stored_form.h"
#include "search/error.h"
#include "search/index/index_file.h"
#include "search/index/schema.h"
#include "search/index/xapian_errors.h"

namespace tiski {
namespace {

constexpr std::int64_t kAlways = std::numeric_limits<std::int64_t>::max();

constexpr const char* kBuildAgain = "Build the index again with this version: tiski-indexer build";

std::int64_t days_of(Date day) { return std::chrono::sys_days(day).time_since_epoch().count(); }

Bitmap members(const Xapian::Database& db, const std::string& term) {
  Bitmap documents(db.get_lastdocid());
  for (auto posting = db.postlist_begin(term); posting != db.postlist_end(term); ++posting) documents.set(*posting);
  return documents;
}

// term → documents, for all terms that begin with `prefix`.
std::map<std::string, Bitmap> members_by_term(const Xapian::Database& db, const std::string& prefix) {
  std::map<std::string, Bitmap> all;
  for (auto term = db.allterms_begin(prefix); term != db.allterms_end(prefix); ++term) {
    all.emplace(*term, members(db, *term));
  }
  return all;
}

std::optional<std::uint32_t> only_document(const Xapian::Database& db, const std::string& term) {
  return with_translated_errors("looking up " + term, [&]() -> std::optional<std::uint32_t> {
    const auto posting = db.postlist_begin(term);
    if (posting == db.postlist_end(term)) return std::nullopt;
    return *posting;
  });
}

template <typename Value, typename FromStored>
Value stored_value(const Xapian::Database& db, const char* key, FromStored from_stored) {
  const std::string text = db.get_metadata(key);
  return text.empty() ? Value{} : from_stored(text);
}

// The days on which a document is shown, where they are limited.
struct Validity {
  std::uint32_t docid = 0;
  std::int64_t from = -kAlways;  // days since 1970
  std::int64_t to = kAlways;
};

std::vector<Validity> limited_validities(const Xapian::Database& db) {
  std::map<std::uint32_t, Validity> found;
  const auto read = [&](Slot slot, std::int64_t Validity::*end) {
    const auto number = static_cast<Xapian::valueno>(slot);
    for (auto value = db.valuestream_begin(number); value != db.valuestream_end(number); ++value) {
      Validity& validity = found[value.get_docid()];
      validity.docid = value.get_docid();
      validity.*end = static_cast<std::int64_t>(Xapian::sortable_unserialise(*value));
    }
  };
  read(Slot::kValidFrom, &Validity::from);
  read(Slot::kValidTo, &Validity::to);
  std::vector<Validity> all;
  all.reserve(found.size());
  for (const auto& [docid, validity] : found) all.push_back(validity);
  return all;
}

}  // namespace

struct Snapshot::State {
  explicit State(const std::filesystem::path& index) : file(index) {}

  void load(const Xapian::Database& db, const std::string& name);
  void verify(const Xapian::Database& db, const std::string& name) const;

  IndexFile file;
  IndexInfo info;
  KnowledgeBase kb;
  std::vector<GlossaryTerm> glossary;
  Synonyms synonyms;
  std::vector<TrainingPath> paths;
  TranslationTable translations;
  std::uint32_t max_docid = 0;
  Bitmap none;
  Bitmap all;
  std::map<std::string, Bitmap> by_language;  // by term
  std::map<std::string, Bitmap> by_facet;     // by term
  std::vector<Validity> validities;
};

void Snapshot::State::load(const Xapian::Database& db, const std::string& name) {
  const std::string description = db.get_metadata(kInfoKey);
  if (description.empty()) {
    throw Error(name + " was not finished, or is not a Tiski index", "Build the index again: tiski-indexer build");
  }
  info = IndexInfo::from_json(description);
  max_docid = db.get_lastdocid();
  verify(db, name);
  kb = stored_value<KnowledgeBase>(db, kKnowledgeBaseKey, knowledge_base_from_stored);
  glossary = stored_value<std::vector<GlossaryTerm>>(db, kGlossaryKey, glossary_from_stored);
  synonyms = stored_value<Synonyms>(db, kSynonymsKey, synonyms_from_stored);
  paths = stored_value<std::vector<TrainingPath>>(db, kPathsKey, paths_from_stored);
  translations = stored_value<TranslationTable>(db, kTranslationsKey, translations_from_stored);
  none = Bitmap(max_docid);
  all = Bitmap(max_docid);
  for (std::uint32_t docid = 1; docid <= max_docid; ++docid) all.set(docid);
  by_language = members_by_term(db, language_term(""));
  by_facet = members_by_term(db, std::string(1, kFields[static_cast<std::size_t>(Field::kFacet)].prefix));
  validities = limited_validities(db);
}

void Snapshot::State::verify(const Xapian::Database& db, const std::string& name) const {
  if (info.schema_version != kSchemaVersion) {
    throw Error(name + " has schema " + std::to_string(info.schema_version) + ", this program reads schema " +
                    std::to_string(kSchemaVersion),
                kBuildAgain);
  }
  if (info.generation.empty() || db.get_metadata(kSentinelKey) != info.generation) {
    throw Error(name + " was not finished", kBuildAgain);
  }
  std::uint64_t promised = 0;
  for (const auto& [lang, count] : info.articles) promised += count;
  if (promised != db.get_doccount() || promised != max_docid) {
    throw Error(name + " holds " + std::to_string(db.get_doccount()) + " articles and says " + std::to_string(promised),
                kBuildAgain);
  }
}

Snapshot::Snapshot() = default;
Snapshot::~Snapshot() = default;

std::shared_ptr<const Snapshot> Snapshot::open(const std::filesystem::path& index) {
  std::shared_ptr<Snapshot> snapshot(new Snapshot);
  snapshot->state_ = std::make_unique<State>(index);
  with_translated_errors("reading " + index.string(),
                         [&] { snapshot->state_->load(snapshot->database(), index.string()); });
  return snapshot;
}

Xapian::Database Snapshot::database() const { return state_->file.database(); }

const IndexInfo& Snapshot::info() const { return state_->info; }
const KnowledgeBase& Snapshot::knowledge_base() const { return state_->kb; }
const std::vector<GlossaryTerm>& Snapshot::glossary() const { return state_->glossary; }
const Synonyms& Snapshot::synonyms() const { return state_->synonyms; }
const std::vector<TrainingPath>& Snapshot::paths() const { return state_->paths; }
const TranslationTable& Snapshot::translations() const { return state_->translations; }
std::uint32_t Snapshot::max_docid() const { return state_->max_docid; }

const Bitmap& Snapshot::in_language(std::string_view lang) const {
  const auto found = state_->by_language.find(language_term(lang));
  return found == state_->by_language.end() ? state_->none : found->second;
}

const Bitmap& Snapshot::with_facet_value(std::string_view facet, std::string_view value) const {
  const auto found = state_->by_facet.find(facet_term(facet, value));
  return found == state_->by_facet.end() ? state_->none : found->second;
}

Bitmap Snapshot::valid_on(Date day) const {
  const std::int64_t wanted = days_of(day);
  Bitmap valid = state_->all;
  for (const Validity& validity : state_->validities) {
    if (wanted < validity.from || wanted > validity.to) valid.reset(validity.docid);
  }
  return valid;
}

ArticleRecord Snapshot::record(const Xapian::Database& db, std::uint32_t docid) {
  return with_translated_errors("reading an article's record",
                                [&] { return ArticleRecord::from_json(db.get_document(docid).get_data()); });
}

Article Snapshot::article(const Xapian::Database& db, std::uint32_t docid) {
  return with_translated_errors("reading an article",
                                [&] { return article_from_stored(db.get_metadata(article_key(docid))); });
}

TextMap Snapshot::text_map(const Xapian::Database& db, std::uint32_t docid) {
  return with_translated_errors("reading an article's text map",
                                [&] { return TextMap::decode(db.get_metadata(text_map_key(docid))); });
}

std::optional<std::uint32_t> Snapshot::find_id(const Xapian::Database& db, std::string_view lang, std::string_view id) {
  return only_document(db, make_term(Field::kId, lang, id));
}

std::optional<std::uint32_t> Snapshot::find_slug(const Xapian::Database& db, std::string_view lang,
                                                 std::string_view slug) {
  return only_document(db, make_term(Field::kSlug, lang, slug));
}

std::optional<std::uint32_t> Snapshot::find_alias(const Xapian::Database& db, std::string_view lang,
                                                  std::string_view alias) {
  return only_document(db, make_term(Field::kAlias, lang, alias));
}

}  // namespace tiski
