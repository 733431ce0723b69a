#include "search/query/search_session.h"

#include <algorithm>
#include <utility>

#include "search/index/schema.h"
#include "search/query/asked_language.h"
#include "search/query/correction.h"
#include "search/query/occurrences.h"
#include "search/query/query_builder.h"
#include "search/query/query_planner.h"
#include "search/query/snippets.h"

namespace tiski {

SearchSession::SearchSession(const SearchResources& resources, std::string lang, Date today)
    : resources_(resources),
      lang_(std::move(lang)),
      db_(resources.snapshot->database()),
      reader_(db_, *resources.terms),
      valid_(resources.snapshot->valid_on(today)) {}

Analyzer& SearchSession::analyzer(const std::string& lang) {
  const auto found = analyzers_.find(lang);
  if (found != analyzers_.end()) return *found->second;
  return *analyzers_.emplace(lang, resources_.analyzers->lease(lang)).first->second;
}

Bitmap SearchSession::visible(const std::string& lang) const {
  Bitmap visible = valid_;
  return visible &= resources_.snapshot->in_language(lang);
}

std::string SearchSession::language_of(const ParsedQuery& query) {
  std::vector<PossibleLanguage> languages = {{&analyzer(lang_), resources_.languages.find(lang_)->second.get()}};
  for (const auto& other : resources_.snapshot->knowledge_base().languages) {
    if (other != lang_) languages.push_back({&analyzer(other), resources_.languages.find(other)->second.get()});
  }
  return asked_language(query, reader_, languages);
}

Understanding SearchSession::understand(const std::string& lang, const std::string& asked_in, LastWord last_word) {
  const auto& state = *resources_.languages.find(lang)->second;
  Understanding understanding;
  understanding.ranking = &resources_.ranking;
  understanding.terms = &reader_;
  understanding.analyzer = &analyzer(lang);
  understanding.synonyms = &state.synonyms();
  understanding.spoken = &resources_.languages.find(asked_in)->second->spoken();
  understanding.prefix = last_word == LastWord::kBeingTyped;
  understanding.asked_in_another = lang != asked_in;
  for (const auto& other : resources_.snapshot->knowledge_base().languages) {
    if (other == lang) continue;
    SourceLanguage source{&analyzer(other), &state.links_from(other), state.table_from(other)};
    const auto at = other == asked_in ? understanding.sources.begin() : understanding.sources.end();
    understanding.sources.insert(at, source);
  }
  return understanding;
}

MatchedQuery SearchSession::match(std::string_view text, const std::string& lang, LastWord last_word) {
  auto parsed = parse_query(text);
  auto asked_in = language_of(parsed);
  auto plan = plan_query(parsed, text, understand(lang, asked_in, last_word));
  MatchPass pass(db_, plan, visible(lang));
  Bitmap matches = resources_.ranking.requirement == Requirement::kAnyWord
                       ? pass.with_any_word()
                       : pass.with_words(enough_words(pass.counted_words()));
  matches |= pass.exact_title();
  const auto documents = static_cast<double>(resources_.snapshot->in_language(lang).count());
  std::vector<double> rarity;
  for (std::size_t i = 0; i < plan.words.size(); ++i) {
    rarity.push_back(term_weight(resources_.ranking, documents, static_cast<double>(pass.word(i).count())));
  }
  return {std::move(parsed),
          std::move(plan),
          std::move(pass),
          std::move(rarity),
          std::move(matches),
          std::move(asked_in),
          false,
          {},
          {}};
}

const FoundElsewhere& SearchSession::match_elsewhere(const std::string& text, const std::string& lang) {
  const std::pair key(lang, text);
  const auto found = elsewhere_.find(key);
  if (found != elsewhere_.end()) return found->second;
  auto query = match(text, lang, LastWord::kWhole);
  if (!query.matches.any()) relax(query);
  auto ranked = rank(query, query.matches, query.matches.count(), Pins::kIgnored);
  return elsewhere_.emplace(key, FoundElsewhere{std::move(query), std::move(ranked)}).first->second;
}

std::string SearchSession::counterpart_language(const std::string& asked_in) const {
  if (asked_in != lang_) return asked_in;
  std::string largest;
  std::size_t most = 0;
  for (const auto& lang : resources_.snapshot->knowledge_base().languages) {
    const auto articles = resources_.snapshot->in_language(lang).count();
    if (lang == lang_ || articles <= most) continue;
    largest = lang;
    most = articles;
  }
  return largest;
}

void SearchSession::add_counterparts(MatchedQuery& query, const std::string& text) {
  const auto lang = counterpart_language(query.asked_in);
  const auto& ranking = resources_.ranking;
  const double share = query.asked_in == lang_ ? ranking.counterpart : ranking.asked_counterpart;
  if (lang.empty() || share <= 0 || !query.parsed.asks()) return;
  const auto& elsewhere = match_elsewhere(text, lang);
  const auto looked_at = std::min(elsewhere.ranked.size(), ranking.closer_look);
  for (std::size_t i = 0; i < looked_at; ++i) {
    const auto& one = elsewhere.ranked[i];
    query.counterparts[resources_.documents->get(db_, one.docid)->record.id] = share * one.score;
  }
}

std::optional<std::string> SearchSession::propose_correction(std::string_view text, const MatchedQuery& query) {
  if (query.asked_in != lang_) return std::nullopt;
  bool all_known = true;
  for (std::size_t i = 0; i < query.plan.words.size(); ++i) {
    const auto& word = query.plan.words[i];
    all_known = all_known && word.forms.known && !word.guessed && query.pass.word(i).any();
  }
  if (all_known) return std::nullopt;
  const auto& speller = resources_.languages.find(lang_)->second->speller();
  return tiski::propose_correction(text, query.plan, query.pass, speller, analyzer(lang_));
}

bool SearchSession::rests_on_foreign_words(const MatchedQuery& query) {
  std::vector<std::string> others;
  for (const auto& other : resources_.snapshot->knowledge_base().languages) {
    if (other != lang_) others.push_back(other);
  }
  return tiski::rests_on_foreign_words(query.plan, db_, analyzer(lang_), others);
}

void SearchSession::relax(MatchedQuery& query) {
  const auto best = query.pass.best_count();
  query.matches = best > 0 ? query.pass.with_words(best) : query.pass.with_any_word();
  if (!query.matches.any()) query.matches = query.pass.with_any_part();
  query.relaxed = query.matches.any();
}

void SearchSession::add_outstanding(MatchedQuery& query) const {
  const auto& ranking = resources_.ranking;
  if (ranking.requirement == Requirement::kAnyWord || !query.plan.phrases.empty()) return;
  if (query.pass.counted_words() <= 2 && query.matches.count() >= ranking.few_matches) return;
  const auto any_word = query.pass.with_any_word();
  if (Bitmap::count_common(any_word, query.matches) == any_word.count()) return;
  const auto ranked = rank_by_weight(query, any_word, ranking.closer_look);
  const auto is_match = [&query](const Ranked& one) { return query.matches.test(one.docid); };
  const auto best_match = std::find_if(ranked.begin(), ranked.end(), is_match);
  const double least = best_match == ranked.end() ? 0 : ranking.outstanding * best_match->score;
  for (std::size_t i = 0; i < std::min(ranked.size(), ranking.outstanding_count) && ranked[i].score >= least; ++i) {
    if (is_match(ranked[i])) continue;
    query.matches.set(ranked[i].docid);
    query.relaxed = true;
  }
}

const LookedAt& SearchSession::look_at(const MatchedQuery& query, std::uint32_t docid, const TextMap& map) const {
  const auto [found, is_new] = query.looked_at.try_emplace(docid);
  if (is_new) {
    auto& looked = found->second;
    looked.occurrences = find_occurrences(reader_, docid, query.plan, query.pass, map);
    looked.worth = closer_look(map, looked.occurrences, query.rarity, resources_.ranking);
    drop_light(looked.occurrences, query.plan);
  }
  return found->second;
}

std::vector<Ranked> SearchSession::rank_by_weight(const MatchedQuery& query, const Bitmap& matches,
                                                  std::size_t count) const {
  if (count == 0 || !matches.any()) return {};
  const auto& ranking = resources_.ranking;
  Xapian::Enquire enquire(db_);
  enquire.set_weighting_scheme(DocumentWeight(ranking));
  const auto documents = static_cast<double>(resources_.snapshot->in_language(query.plan.lang).count());
  enquire.set_query(restrict_to(matches, build_query(query.plan, reader_, documents, ranking)));
  const auto found = enquire.get_mset(0, static_cast<Xapian::doccount>(std::max(count, ranking.closer_look)));
  std::vector<Ranked> ranked;
  for (auto it = found.begin(); it != found.end(); ++it) ranked.push_back({*it, it.get_weight()});
  const auto end = ranked.begin() + static_cast<std::ptrdiff_t>(std::min(ranking.closer_look, ranked.size()));
  for (auto it = ranked.begin(); it != end; ++it) {
    const auto document = resources_.documents->get(db_, it->docid);
    it->score += look_at(query, it->docid, document->map).worth;
    const auto counterpart = query.counterparts.find(document->record.id);
    if (counterpart != query.counterparts.end()) it->score += counterpart->second;
  }
  std::sort(ranked.begin(), end, ranks_before);
  if (ranked.size() > count) ranked.resize(count);
  return ranked;
}

std::vector<Ranked> SearchSession::rank(const MatchedQuery& query, const Bitmap& matches, std::size_t count,
                                        Pins pins) const {
  std::vector<Ranked> ranked;
  Bitmap rest = matches;
  const auto append = [&](const Bitmap& group) {
    Bitmap some = rest;
    some &= group;
    rest.subtract(some);
    const auto best = rank_by_weight(query, some, count - ranked.size());
    ranked.insert(ranked.end(), best.begin(), best.end());
  };
  if (pins == Pins::kFirst) append(query.pass.pinned());
  append(query.pass.exact_title());
  append(Bitmap(rest));
  return ranked;
}

std::vector<Ranked> SearchSession::sort_by(Sort sort, const Bitmap& matches, std::size_t count) const {
  const auto slot = static_cast<Xapian::valueno>(sort == Sort::kReviewed ? Slot::kReviewed : Slot::kTitleKey);
  std::vector<std::pair<std::string, std::uint32_t>> keyed;
  auto value = db_.valuestream_begin(slot);
  const auto end = db_.valuestream_end(slot);
  matches.for_each([&](std::uint32_t docid) {
    if (value != end) value.skip_to(docid);
    keyed.emplace_back(value != end && value.get_docid() == docid ? *value : std::string(), docid);
  });
  const auto before = [sort](const auto& a, const auto& b) {
    if (a.first != b.first) return sort == Sort::kReviewed ? a.first > b.first : a.first < b.first;
    return a.second < b.second;
  };
  count = std::min(count, keyed.size());
  std::partial_sort(keyed.begin(), keyed.begin() + static_cast<std::ptrdiff_t>(count), keyed.end(), before);
  std::vector<Ranked> sorted;
  for (std::size_t i = 0; i < count; ++i) sorted.push_back({keyed[i].second, 0});
  return sorted;
}

SearchHit SearchSession::make_hit(const MatchedQuery& query, const Ranked& ranked) {
  const auto document = resources_.documents->get(db_, ranked.docid);
  SearchHit hit;
  hit.docid = ranked.docid;
  hit.record = document->record;
  hit.pinned = query.pass.pinned().test(ranked.docid);
  hit.score = ranked.score;
  if (query.plan.words.empty() && query.plan.phrases.empty()) return hit;
  const auto& occurrences = look_at(query, ranked.docid, document->map).occurrences;
  hit.sections = best_sections(document->map, occurrences, query.rarity);
  hit.matched = explain_matches(occurrences, query.plan, document->map, analyzer(query.plan.lang));
  return hit;
}

}  // namespace tiski
