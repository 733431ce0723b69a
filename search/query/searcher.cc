#include "search/query/searcher.h"

#include <algorithm>
#include <set>
#include <utility>

#include "search/index/xapian_errors.h"
#include "search/language/text.h"
#include "search/query/facet_counts.h"
#include "search/query/occurrences.h"
#include "search/query/parsed_query.h"
#include "search/query/related.h"
#include "search/query/search_session.h"
#include "search/query/suggester.h"

namespace tiski {
namespace {

constexpr std::size_t kOtherLanguageHits = 3;
constexpr const char* kSearching = "searching";

std::size_t first_of_page(const SearchRequest& request) {
  return static_cast<std::size_t>(std::clamp(request.page, 1, kMaxPage) - 1) *
         static_cast<std::size_t>(std::clamp(request.per_page, 1, kMaxPerPage));
}

std::size_t last_of_page(const SearchRequest& request) {
  return first_of_page(request) + static_cast<std::size_t>(std::clamp(request.per_page, 1, kMaxPerPage));
}

std::vector<QueryTerm> describe(const QueryPlan& plan) {
  std::vector<QueryTerm> terms;
  for (const auto& word : plan.words) terms.push_back({word.input, word.forms.lemmas, word.synonyms});
  return terms;
}

}  // namespace

struct Searcher::State {
  SearchResources resources;

  SearchResults search(const SearchRequest& request) const;
  MatchedQuery match(SearchSession& session, const SearchRequest& request, SearchResults& results) const;
  void list_everything(SearchSession& session, const SearchRequest& request, SearchResults& results) const;
  void count(const Bitmap& matches, const SearchRequest& request, SearchResults& results) const;
  std::vector<SearchHit> page_of_hits(SearchSession& session, const MatchedQuery& query, const SearchRequest& request,
                                      const Bitmap& matches) const;
  void search_other_languages(SearchSession& session, const SearchRequest& request, const std::string& text,
                              SearchResults& results) const;
  std::vector<ArticleRecord> related(std::uint32_t docid, std::size_t limit, Date today) const;
  std::vector<std::string> matched_forms(std::uint32_t docid, std::string_view q, const std::string& lang) const;
};

SearchResults Searcher::State::search(const SearchRequest& request) const {
  SearchResults results;
  if (!resources.languages.contains(request.lang)) return results;
  SearchSession session(resources, request.lang, request.today);
  if (parse_query(request.q).empty()) {
    list_everything(session, request, results);
    return results;
  }
  const auto query = match(session, request, results);
  Bitmap matches = query.matches;
  if (request.with_pins) matches |= query.pass.pinned();
  count(matches, request, results);
  results.terms = describe(query.plan);
  results.relaxed = query.relaxed;
  results.words_cut = query.plan.cut;
  results.hits =
      page_of_hits(session, query, request, FacetFilter(*resources.snapshot, request.filters).apply(matches));
  if (request.other_languages && query.parsed.asks()) {
    search_other_languages(session, request, results.correction_applied ? *results.corrected : request.q, results);
  }
  return results;
}

// What matches, decided on the text and the language alone, so that filters only ever narrow.
MatchedQuery Searcher::State::match(SearchSession& session, const SearchRequest& request,
                                    SearchResults& results) const {
  const auto last_word = request.prefix ? LastWord::kBeingTyped : LastWord::kWhole;
  auto query = session.match(request.q, request.lang, last_word);
  const auto found = [&request](const MatchedQuery& one) {
    return one.matches.any() || (request.with_pins && one.pass.pinned().any());
  };
  results.corrected = session.propose_correction(request.q, query);
  if (results.corrected && (!found(query) || session.rests_on_foreign_words(query))) {
    auto corrected = session.match(*results.corrected, request.lang, last_word);
    results.correction_applied = found(corrected);
    if (results.correction_applied) query = std::move(corrected);
  }
  if (!found(query)) SearchSession::relax(query);
  session.add_counterparts(query, results.correction_applied ? *results.corrected : request.q);
  session.add_outstanding(query);
  return query;
}

void Searcher::State::list_everything(SearchSession& session, const SearchRequest& request,
                                      SearchResults& results) const {
  const Bitmap all = session.visible(request.lang);
  count(all, request, results);
  const auto matches = FacetFilter(*resources.snapshot, request.filters).apply(all);
  const auto sort = request.sort == Sort::kReviewed ? Sort::kReviewed : Sort::kTitle;
  const auto listed = session.sort_by(sort, matches, last_of_page(request));
  for (auto i = first_of_page(request); i < listed.size(); ++i) {
    SearchHit hit;
    hit.docid = listed[i].docid;
    hit.record = Snapshot::record(session.db(), hit.docid);
    results.hits.push_back(std::move(hit));
  }
}

void Searcher::State::count(const Bitmap& matches, const SearchRequest& request, SearchResults& results) const {
  const FacetFilter filter(*resources.snapshot, request.filters);
  results.total = filter.apply(matches).count();
  results.total_without_filters = matches.count();
  results.facets = filter.count(matches);
  if (results.total == 0) results.lifted = filter.count_lifted(matches);
}

std::vector<SearchHit> Searcher::State::page_of_hits(SearchSession& session, const MatchedQuery& query,
                                                     const SearchRequest& request, const Bitmap& matches) const {
  const auto pins = request.with_pins ? Pins::kFirst : Pins::kIgnored;
  const auto ranked = request.sort == Sort::kRelevance ? session.rank(query, matches, last_of_page(request), pins)
                                                       : session.sort_by(request.sort, matches, last_of_page(request));
  std::vector<SearchHit> hits;
  for (auto i = first_of_page(request); i < ranked.size(); ++i) {
    hits.push_back(session.make_hit(query, ranked[i]));
    hits.back().pinned = hits.back().pinned && request.with_pins;
  }
  return hits;
}

void Searcher::State::search_other_languages(SearchSession& session, const SearchRequest& request,
                                             const std::string& text, SearchResults& results) const {
  const FacetFilter filter(*resources.snapshot, request.filters);
  for (const auto& lang : resources.snapshot->knowledge_base().languages) {
    if (lang == request.lang) continue;
    const auto& found = session.match_elsewhere(text, lang);
    if (found.query.relaxed) continue;
    const auto matches = filter.apply(found.query.matches);
    OtherLanguage other{lang, matches.count(), {}};
    if (other.total == 0) continue;
    for (const auto& ranked : found.ranked) {
      if (other.hits.size() == kOtherLanguageHits) break;
      if (matches.test(ranked.docid)) other.hits.push_back(session.make_hit(found.query, ranked));
    }
    results.other_languages.push_back(std::move(other));
  }
}

std::vector<ArticleRecord> Searcher::State::related(std::uint32_t docid, std::size_t limit, Date today) const {
  const auto& snapshot = *resources.snapshot;
  const auto db = snapshot.database();
  const auto article = Snapshot::article(db, docid);
  Bitmap candidates = snapshot.valid_on(today);
  candidates &= snapshot.in_language(article.lang);
  candidates.reset(docid);
  std::vector<ArticleRecord> records;
  const auto add = [&](std::uint32_t other) {
    if (records.size() == limit || !candidates.test(other)) return;
    candidates.reset(other);
    records.push_back(Snapshot::record(db, other));
  };
  for (const auto& id : article.related) {
    if (const auto found = Snapshot::find_id(db, article.lang, id)) add(*found);
  }
  const Bitmap rest = candidates;
  for (const auto other : find_similar(db, docid, article.lang, rest, resources.ranking, limit - records.size())) {
    add(other);
  }
  return records;
}

std::vector<std::string> Searcher::State::matched_forms(std::uint32_t docid, std::string_view q,
                                                        const std::string& lang) const {
  if (!resources.languages.contains(lang) || docid == 0 || docid > resources.snapshot->max_docid()) return {};
  SearchSession session(resources, lang, today());
  const auto article_lang = Snapshot::record(session.db(), docid).lang;
  const auto query = session.match(q, article_lang, LastWord::kWhole);
  const auto map = Snapshot::text_map(session.db(), docid);
  std::set<std::string> forms;
  auto occurrences = find_occurrences(session.terms(), docid, query.plan, query.pass, map);
  drop_light(occurrences, query.plan);
  for (const auto& occurrence : occurrences) {
    if (const auto place = map.find(occurrence.position)) forms.insert(fold(form_at(*place)));
  }
  return {forms.begin(), forms.end()};
}

Searcher::Searcher(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<AnalyzerPool> analyzers, Ranking ranking)
    : state_(std::make_unique<State>()) {
  auto& resources = state_->resources;
  resources.snapshot = std::move(snapshot);
  resources.analyzers = std::move(analyzers);
  resources.ranking = ranking;
  for (const auto& lang : resources.snapshot->knowledge_base().languages) {
    resources.languages.emplace(lang, std::make_unique<LanguageState>(*resources.snapshot, *resources.analyzers, lang));
  }
}

Searcher::~Searcher() = default;

void Searcher::prepare() const {
  with_translated_errors("preparing the search", [&] {
    for (const auto& [lang, state] : state_->resources.languages) state->prepare();
  });
}

void Searcher::forget() const {
  state_->resources.documents->clear();
  state_->resources.terms->clear();
}

const Snapshot& Searcher::snapshot() const { return *state_->resources.snapshot; }

SearchResults Searcher::search(const SearchRequest& request) const {
  return with_translated_errors(kSearching, [&] { return state_->search(request); });
}

std::vector<Suggestion> Searcher::suggest(const SuggestRequest& request) const {
  return with_translated_errors(kSearching, [&] { return tiski::suggest(state_->resources, request); });
}

std::vector<ArticleRecord> Searcher::related(std::uint32_t docid, std::size_t limit, Date today) const {
  return with_translated_errors(kSearching, [&] { return state_->related(docid, limit, today); });
}

std::vector<std::string> Searcher::matched_forms(std::uint32_t docid, std::string_view q, std::string_view lang) const {
  return with_translated_errors(kSearching, [&] { return state_->matched_forms(docid, q, std::string(lang)); });
}

}  // namespace tiski
