#include "server/request/search_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "search/language/text.h"
#include "server/request/url.h"

namespace tiski {
namespace {

constexpr int kUsualPerPage = 10;

std::string_view value_of(const Parameters& parameters, std::string_view name) {
  for (const auto& [key, value] : parameters) {
    if (key == name) return value;
  }
  return {};
}

std::optional<int> whole_number(std::string_view digits) {
  int number = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failure != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::optional<Sort> parse_sort(std::string_view text) {
  for (const auto sort : {Sort::kRelevance, Sort::kReviewed, Sort::kTitle}) {
    if (text == to_string(sort)) return sort;
  }
  return std::nullopt;
}

bool contains(const std::vector<std::string>& values, std::string_view value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// Every link of a page repeats the unknown values: 700 of them made 7.5 MB of an address of 8 KiB.
constexpr std::size_t kMaxUnknownValues = 8;
constexpr std::size_t kMaxValueCodePoints = 80;

// Chosen values in kb.yaml's order, each once; the first ones that it does not have go to `unknown`.
void read_filters(const Parameters& parameters, const KnowledgeBase& kb, SearchState& state) {
  for (const auto& facet : kb.facets) {
    std::vector<std::string> asked;
    for (const auto& [name, given] : parameters) {
      // Cut before they are compared: two that are equal then would be one in the link that is made of them.
      const std::string value(first_code_points(given, kMaxValueCodePoints));
      if (name != facet.name || value.empty() || contains(asked, value)) continue;
      asked.push_back(value);
      if (facet.find(value) == nullptr && state.unknown.size() < kMaxUnknownValues) {
        state.unknown.emplace_back(facet.name, value);
      }
    }
    std::vector<std::string> chosen;
    for (const auto& value : facet.values) {
      if (contains(asked, value.id)) chosen.push_back(value.id);
    }
    if (!chosen.empty()) state.filters.emplace(facet.name, std::move(chosen));
  }
}

void read_query(std::string_view typed, SearchState& state) {
  const auto q = trimmed(typed);
  const auto kept = first_code_points(q, kMaxQueryCodePoints);
  state.q_was_cut = kept.size() < q.size();
  state.q = trimmed(kept);
}

}  // namespace

std::string_view to_string(Sort sort) {
  switch (sort) {
    case Sort::kRelevance:
      return "relevance";
    case Sort::kReviewed:
      return "reviewed";
    case Sort::kTitle:
      return "title";
  }
  return "relevance";
}

SearchState read_page_state(const Parameters& parameters, const KnowledgeBase& kb, std::string_view lang) {
  SearchState state;
  state.lang = lang;
  read_query(value_of(parameters, "q"), state);
  read_filters(parameters, kb, state);
  state.sort = parse_sort(value_of(parameters, "sort"));
  state.page = std::clamp(whole_number(value_of(parameters, "page")).value_or(1), 1, kMaxPage);
  state.prefix = value_of(parameters, "prefix") == "1";
  return state;
}

std::variant<std::string, BadParameter> read_api_lang(const Parameters& parameters, const KnowledgeBase& kb) {
  const auto lang = value_of(parameters, "lang");
  if (lang.empty()) return kb.languages.front();
  if (kb.has_language(lang)) return std::string(lang);
  return BadParameter{"lang", fmt::format("lang must be one of {}", fmt::join(kb.languages, ", "))};
}

std::variant<int, BadParameter> read_api_number(const Parameters& parameters, std::string_view name, int from, int to,
                                                int otherwise) {
  const auto text = value_of(parameters, name);
  if (text.empty()) return otherwise;
  const auto number = whole_number(text);
  if (number && *number >= from && *number <= to) return *number;
  return BadParameter{std::string(name), fmt::format("{} must be a whole number from {} to {}", name, from, to)};
}

std::variant<SearchState, BadParameter> read_api_state(const Parameters& parameters, const KnowledgeBase& kb) {
  SearchState state;
  auto lang = read_api_lang(parameters, kb);
  if (auto* bad = std::get_if<BadParameter>(&lang)) return std::move(*bad);
  state.lang = std::move(std::get<std::string>(lang));
  read_query(value_of(parameters, "q"), state);
  if (state.q_was_cut) {
    return BadParameter{"q", fmt::format("q may have at most {} characters", kMaxQueryCodePoints)};
  }
  read_filters(parameters, kb, state);
  if (!state.unknown.empty()) {
    const auto& facet = state.unknown.front().first;
    return BadParameter{facet, fmt::format("{} has a value that is not one of its facet's", facet)};
  }
  const auto sort = value_of(parameters, "sort");
  state.sort = parse_sort(sort);
  if (!sort.empty() && !state.sort) return BadParameter{"sort", "sort must be relevance, reviewed or title"};
  for (const auto& [name, to, member] : {std::tuple{"page", kMaxPage, &SearchState::page},
                                         std::tuple{"per_page", kMaxPerPage, &SearchState::per_page}}) {
    auto number = read_api_number(parameters, name, 1, to, state.*member);
    if (auto* bad = std::get_if<BadParameter>(&number)) return std::move(*bad);
    state.*member = std::get<int>(number);
  }
  auto prefix = read_api_number(parameters, "prefix", 0, 1, 0);
  if (auto* bad = std::get_if<BadParameter>(&prefix)) return std::move(*bad);
  state.prefix = std::get<int>(prefix) == 1;
  return state;
}

SearchRequest to_request(const SearchState& state, Date today) {
  SearchRequest request;
  request.q = state.q;
  request.lang = state.lang;
  request.filters = state.filters;
  request.sort = state.effective_sort();
  request.page = state.page;
  request.per_page = state.per_page;
  request.prefix = state.prefix;
  request.today = today;
  return request;
}

Parameters to_parameters(const SearchState& state, const KnowledgeBase& kb) {
  Parameters parameters;
  parameters.emplace_back("q", state.q);
  for (const auto& facet : kb.facets) {
    if (const auto chosen = state.filters.find(facet.name); chosen != state.filters.end()) {
      for (const auto& value : chosen->second) parameters.emplace_back(facet.name, value);
    }
    for (const auto& [name, value] : state.unknown) {
      if (name == facet.name) parameters.emplace_back(name, value);
    }
  }
  auto unsorted = state;
  unsorted.sort.reset();
  if (state.effective_sort() != unsorted.effective_sort()) parameters.emplace_back("sort", to_string(*state.sort));
  if (state.page > 1) parameters.emplace_back("page", std::to_string(state.page));
  if (state.per_page != kUsualPerPage) parameters.emplace_back("per_page", std::to_string(state.per_page));
  if (state.prefix) parameters.emplace_back("prefix", "1");
  return parameters;
}

std::string search_url(const SearchState& state, const KnowledgeBase& kb) {
  return build_url("/" + state.lang + "/search", to_parameters(state, kb));
}

std::string api_search_url(const SearchState& state, const KnowledgeBase& kb) {
  auto parameters = to_parameters(state, kb);
  parameters.emplace(parameters.begin(), "lang", state.lang);
  return build_url("/api/v1/search", parameters);
}

SearchState with_page(SearchState state, int page) {
  state.page = page;
  return state;
}

SearchState with_sort(SearchState state, Sort sort) {
  state.sort = sort;
  return with_page(std::move(state), 1);
}

SearchState with_query(SearchState state, std::string q) {
  state.q = std::move(q);
  return with_page(std::move(state), 1);
}

SearchState with_lang(SearchState state, std::string lang) {
  state.lang = std::move(lang);
  return with_page(std::move(state), 1);
}

SearchState with_toggled(SearchState state, const KnowledgeBase& kb, const std::string& facet,
                         const std::string& value) {
  auto& chosen = state.filters[facet];
  const bool on = !contains(chosen, value);
  std::vector<std::string> now;
  if (const auto* known = kb.find_facet(facet)) {
    for (const auto& each : known->values) {
      if (each.id == value ? on : contains(chosen, each.id)) now.push_back(each.id);
    }
  }
  chosen = std::move(now);
  if (chosen.empty()) state.filters.erase(facet);
  return with_page(std::move(state), 1);
}

SearchState without_filter(SearchState state, const std::string& facet, const std::string& value) {
  if (const auto chosen = state.filters.find(facet); chosen != state.filters.end()) {
    std::erase(chosen->second, value);
    if (chosen->second.empty()) state.filters.erase(chosen);
  }
  std::erase(state.unknown, std::pair(facet, value));
  return with_page(std::move(state), 1);
}

SearchState without_filters(SearchState state) {
  state.filters.clear();
  state.unknown.clear();
  return with_page(std::move(state), 1);
}

}  // namespace tiski
