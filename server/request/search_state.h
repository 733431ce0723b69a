#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "search/article/knowledge_base.h"
#include "search/query/search_request.h"
#include "server/http/message.h"

namespace tiski {

// The state of the results page, and of /api/v1/search: all of it is in the URL. Text has been sanitised with the
// request's parameters.
struct SearchState {
  std::string lang;
  std::string q;
  bool q_was_cut = false;                                    // it was over kMaxQueryCodePoints
  std::map<std::string, std::vector<std::string>> filters;   // known facets and values, in kb.yaml's order
  std::vector<std::pair<std::string, std::string>> unknown;  // known facet, unknown value: shown, not searched
  std::optional<Sort> sort;                                  // as chosen; absent: the usual order
  int page = 1;
  int per_page = 10;
  bool prefix = false;

  bool has_filters() const { return !filters.empty() || !unknown.empty(); }
  // By relevance; without words by title.
  Sort effective_sort() const { return sort.value_or(q.empty() ? Sort::kTitle : Sort::kRelevance); }
};

std::string_view to_string(Sort sort);

// For pages: whatever a link or a hand-typed address says gives some state. Unknown names are ignored, numbers put
// within their limits.
SearchState read_page_state(const Parameters& parameters, const KnowledgeBase& kb, std::string_view lang);

// A parameter of the API that cannot be: its name, and what would be right.
struct BadParameter {
  std::string name;
  std::string message;
};

// For the API: exact. `lang` is read too; absent it is the knowledge base's first.
std::variant<SearchState, BadParameter> read_api_state(const Parameters& parameters, const KnowledgeBase& kb);

// The value of `lang`, or the knowledge base's first language.
std::variant<std::string, BadParameter> read_api_lang(const Parameters& parameters, const KnowledgeBase& kb);
// A whole number between the two; `otherwise` where the parameter is absent or empty.
std::variant<int, BadParameter> read_api_number(const Parameters& parameters, std::string_view name, int from, int to,
                                                int otherwise);

SearchRequest to_request(const SearchState& state, Date today);

// The state as parameters, in one order, defaults and empty ones left out: equal states have equal URLs.
Parameters to_parameters(const SearchState& state, const KnowledgeBase& kb);
// "/fi/search?q=…"
std::string search_url(const SearchState& state, const KnowledgeBase& kb);
// "/api/v1/search?…"
std::string api_search_url(const SearchState& state, const KnowledgeBase& kb);

// The same state with one thing changed; all but with_page() begin at page 1.
SearchState with_page(SearchState state, int page);
SearchState with_sort(SearchState state, Sort sort);
SearchState with_query(SearchState state, std::string q);
SearchState with_lang(SearchState state, std::string lang);
SearchState with_toggled(SearchState state, const KnowledgeBase& kb, const std::string& facet,
                         const std::string& value);
SearchState without_filter(SearchState state, const std::string& facet, const std::string& value);
SearchState without_filters(SearchState state);

}  // namespace tiski
