#include "server/views/make_search_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "search/language/text.h"
#include "server/request/url.h"
#include "server/views/make_results.h"
#include "server/views/make_shell.h"

namespace tiski {
namespace {

constexpr int kPagesAround = 2;           // numbered links on each side of the current page
constexpr std::size_t kSinglesTried = 6;  // words of an empty result that are searched alone
constexpr std::size_t kPhrasesOnCard = 3;
constexpr std::size_t kFacetsOpen = 2;  // of the first; the others are unfolded when something in them is chosen

views::FacetGroup make_facet(const Visit& visit, const SearchState& state, const FacetCounts& counts) {
  views::FacetGroup group;
  group.name = counts.facet;
  const auto* facet = visit.kb().find_facet(counts.facet);
  group.label = facet == nullptr ? counts.facet : text_in(facet->label, visit.lang);
  for (const auto& each : counts.values) {
    views::FacetOption option;
    option.html_id = fmt::format("f-{}-{}", counts.facet, each.value);
    option.name = counts.facet;
    option.value = each.value;
    option.label = value_label(visit, counts.facet, each.value);
    option.count = each.count;
    option.selected = each.selected;
    option.none = each.count == 0;
    option.toggle_url = search_url(with_toggled(state, visit.kb(), counts.facet, each.value), visit.kb());
    group.any_selected = group.any_selected || each.selected;
    group.options.push_back(std::move(option));
  }
  return group;
}

std::vector<views::Chip> make_chips(const Visit& visit, const SearchState& state) {
  std::vector<views::Chip> chips;
  const auto add = [&](const std::string& facet, const std::string& value, bool unknown) {
    const auto* known = visit.kb().find_facet(facet);
    chips.push_back({known == nullptr ? facet : text_in(known->label, visit.lang),
                     unknown ? value : value_label(visit, facet, value),
                     search_url(without_filter(state, facet, value), visit.kb()), unknown});
  };
  for (const auto& facet : visit.kb().facets) {
    if (const auto chosen = state.filters.find(facet.name); chosen != state.filters.end()) {
      for (const auto& value : chosen->second) add(facet.name, value, false);
    }
  }
  for (const auto& [facet, value] : state.unknown) add(facet, value, true);
  return chips;
}

std::vector<views::HiddenField> hidden_fields(const Parameters& parameters) {
  std::vector<views::HiddenField> hidden;
  for (const auto& [name, value] : parameters) {
    if (!value.empty()) hidden.push_back({name, value});
  }
  return hidden;
}

std::vector<views::Link> make_sorts(const Visit& visit, const SearchState& state) {
  std::vector<views::Link> sorts;
  const auto add = [&](Sort sort, std::string_view key) {
    sorts.push_back(
        {visit.words.text(key), search_url(with_sort(state, sort), visit.kb()), state.effective_sort() == sort});
  };
  if (!state.q.empty()) add(Sort::kRelevance, "sort_relevance");
  add(Sort::kReviewed, "sort_reviewed");
  add(Sort::kTitle, "sort_title");
  return sorts;
}

views::Pagination make_pagination(const Visit& visit, const SearchState& state, std::size_t total) {
  views::Pagination pagination;
  const auto per_page = static_cast<std::size_t>(state.per_page);
  const int last = static_cast<int>(std::min<std::size_t>((total + per_page - 1) / per_page, kMaxPage));
  const auto url = [&](int page) { return search_url(with_page(state, page), visit.kb()); };
  if (last < 1 || (last == 1 && state.page == 1)) return pagination;
  pagination.first_url = url(1);
  pagination.last_url = url(last);
  if (state.page > 1) pagination.previous_url = url(std::min(state.page - 1, last));
  if (state.page < last) pagination.next_url = url(state.page + 1);
  int shown = 0;
  for (int page = 1; page <= last; ++page) {
    if (page != 1 && page != last && std::abs(page - state.page) > kPagesAround) continue;
    if (page > shown + 1) pagination.pages.push_back({"", "", false, true});
    pagination.pages.push_back({std::to_string(page), url(page), page == state.page, false});
    shown = page;
  }
  return pagination;
}

std::optional<views::Correction> make_correction(const Visit& visit, const SearchState& state,
                                                 const SearchResults& results) {
  if (!results.corrected) return std::nullopt;
  return views::Correction{results.correction_applied, state.q, *results.corrected,
                           search_url(with_query(state, *results.corrected), visit.kb())};
}

std::vector<views::OtherLanguageGroup> make_other_languages(const Visit& visit, const SearchState& state,
                                                            const SearchResults& results, const std::string& q) {
  std::vector<views::OtherLanguageGroup> groups;
  for (const auto& other : results.other_languages) {
    if (other.total == 0) continue;
    views::OtherLanguageGroup group;
    group.lang = other.lang;
    group.lang_name = language_name(visit.words, other.lang);
    group.total = other.total;
    group.total_text = visit.words.count("articles", other.total);
    group.url = search_url(with_lang(state, other.lang), visit.kb());
    for (std::size_t i = 0; i < other.hits.size(); ++i) {
      group.results.push_back(make_card(visit, other.hits[i], q, i + 1));
      group.results.back().number = fmt::format("{}-{}", other.lang, i + 1);
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

// How many results each word of the query has alone, under the same filters; those that have any.
std::vector<views::WayOut> make_single_words(const Visit& visit, const SearchState& state,
                                             const std::vector<views::TermUnderstood>& terms) {
  std::vector<views::WayOut> ways;
  if (terms.size() < 2) return ways;
  for (std::size_t i = 0; i < std::min(terms.size(), kSinglesTried); ++i) {
    const auto single = with_query(state, terms[i].input);
    auto request = to_request(single, visit.today);
    request.per_page = 1;
    request.other_languages = false;
    const auto results = visit.searcher->search(request);
    if (results.total == 0 || results.correction_applied) continue;
    ways.push_back(
        {terms[i].input, search_url(single, visit.kb()), visit.words.count("articles", results.total), results.total});
  }
  return ways;
}

views::ZeroResults make_zero(const Visit& visit, const SearchState& state, const SearchResults& results) {
  views::ZeroResults zero;
  if (results.total_without_filters == 0) return zero;  // no filter is to blame
  for (const auto& [filter, count] : results.lifted) {
    const auto& [facet, value] = filter;
    zero.lift.push_back({value_label(visit, facet, value), search_url(without_filter(state, facet, value), visit.kb()),
                         visit.words.count("articles", count), count});
  }
  if (results.lifted.size() > 1) {
    const auto count = results.total_without_filters;
    zero.without_filters = {visit.words.text("chips_clear"), search_url(without_filters(state), visit.kb()),
                            visit.words.count("articles", count), count};
  }
  return zero;
}

// A glossary word that is just what was typed, in some form.
const GlossaryTerm* find_term(const Visit& visit, const views::SearchPage& page) {
  auto asked = std::vector<std::string>{fold(page.q)};
  if (page.terms.size() == 1) {
    asked.insert(asked.end(), page.terms[0].lemmas.begin(), page.terms[0].lemmas.end());
  }
  for (const auto& term : visit.snapshot().glossary()) {
    const auto words = term.words.find(visit.lang);
    if (words == term.words.end()) continue;
    for (const auto& word : words->second) {
      if (std::find(asked.begin(), asked.end(), fold(word)) != asked.end()) return &term;
    }
  }
  return nullptr;
}

// Ready words of the first result: those of its best section, or any where the article is made of them.
std::optional<views::SayCard> find_say_card(const Visit& visit, const views::SearchPage& page) {
  const auto& first = page.results.front();
  const auto& db = visit.database();
  const auto docid = Snapshot::find_id(db, first.lang, first.id);
  if (!docid || first.best_section == std::nullopt) return std::nullopt;
  const auto article = Snapshot::article(db, *docid);
  auto card = make_say_card(visit, article, first.best_section->anchor, "say", kPhrasesOnCard);
  const bool of_best_section =
      card && card->url == article_url(article.lang, article.slug, {}, first.best_section->anchor);
  if (!of_best_section && !first.pinned && first_value(article.facets, "type") != "fraasit") return std::nullopt;
  return card;
}

}  // namespace

views::SearchPage make_search_results(const Visit& visit, const SearchState& state) {
  const auto results = visit.searcher->search(to_request(state, visit.today));
  const auto& q = results.correction_applied && results.corrected ? *results.corrected : state.q;
  views::SearchPage page;
  page.q = state.q;
  page.total = results.total;
  page.total_text = visit.words.count("articles", results.total);
  page.page = state.page;
  page.per_page = state.per_page;
  page.sort = to_string(state.effective_sort());
  page.correction = make_correction(visit, state, results);
  page.relaxed = results.relaxed;
  page.words_cut = results.words_cut;
  for (const auto& term : results.terms) page.terms.push_back({term.input, term.lemmas, term.synonyms});
  page.chips = make_chips(visit, state);
  if (!page.chips.empty()) page.clear_url = search_url(without_filters(state), visit.kb());
  for (const auto& counts : results.facets) {
    page.facets.push_back(make_facet(visit, state, counts));
    page.facets.back().open = page.facets.back().any_selected || page.facets.size() <= kFacetsOpen;
  }
  if (results.total > 1) page.sorts = make_sorts(visit, state);
  const auto before = static_cast<std::size_t>(state.page - 1) * static_cast<std::size_t>(state.per_page);
  for (std::size_t i = 0; i < results.hits.size(); ++i) {
    page.results.push_back(make_card(visit, results.hits[i], q, before + i + 1));
  }
  page.pagination = make_pagination(visit, state, results.total);
  page.other_languages = make_other_languages(visit, state, results, q);
  if (results.total == 0) page.zero = make_zero(visit, state, results);
  page.past_end = results.total > 0 && results.hits.empty();
  page.api_url = api_search_url(state, visit.kb());
  return page;
}

void add_page_parts(const Visit& visit, const SearchState& state, views::SearchPage& page) {
  ShellContent content;
  content.page = "search";
  content.title =
      state.q.empty() ? visit.words.text("results_heading") : visit.words.format("results_title", {{"q", state.q}});
  content.q = state.q;
  content.no_index = true;
  content.url_in = [&](const std::string& lang) {
    auto there = state;
    there.lang = lang;
    return search_url(there, visit.kb());
  };
  page.shell = make_shell(visit, std::move(content));
  const auto first_page = with_page(state, 1);
  page.shell.search.hidden = hidden_fields(to_parameters(with_query(first_page, ""), visit.kb()));
  page.facet_hidden = hidden_fields(to_parameters(without_filters(first_page), visit.kb()));
  auto without_sort = first_page;
  without_sort.sort.reset();
  page.sort_hidden = hidden_fields(to_parameters(without_sort, visit.kb()));
  if (state.q_was_cut) {
    page.shell.notices.push_back(visit.words.count("notice_query_cut", kMaxQueryCodePoints));
  }
  if (page.words_cut) page.shell.notices.push_back(visit.words.count("notice_words_cut", kMaxQueryWords));
  if (page.zero) {
    page.zero->words = make_single_words(visit, state, page.terms);
    page.zero->reported = visit.request.parameter("reported") == "1";
    if (!visit.form_token.empty() && !state.q.empty())
      page.zero->report_action = fmt::format("/{}/missing", visit.lang);
  }
  if (state.page != 1 || state.q.empty()) return;
  if (const auto* term = find_term(visit, page)) page.term = make_term(visit, *term);
  if (!page.results.empty()) page.say = find_say_card(visit, page);
}

}  // namespace tiski
