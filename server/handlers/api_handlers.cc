#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <functional>

#include "search/language/text.h"
#include "server/handlers/openapi.h"
#include "server/handlers/opensearch.h"
#include "server/handlers/site.h"
#include "server/json/to_json.h"
#include "server/request/search_state.h"
#include "server/request/url.h"
#include "server/views/make_article_page.h"
#include "server/views/make_browse_pages.h"
#include "server/views/make_results.h"
#include "server/views/make_search_page.h"

namespace tiski {
namespace {

constexpr int kUsualSuggestions = 8;
constexpr int kMaxSuggestions = 20;
constexpr int kArticlesPerPage = 50;
const std::string kApi = "/api/v1";
const std::string kId = "/([a-z0-9][a-z0-9-]{0,79})";

using ApiHandler = std::function<Response(const Site&, const Visit&)>;

Response json_response(std::string body) {
  Response response;
  response.content_type = "application/json";
  response.body = std::move(body);
  return response;
}

Response bad_parameter(const Request& request, const BadParameter& bad) {
  return problem(request, 400, bad.message, bad.name);
}

// What all of the API has in common: the language parameter, the index, the ETag.
Router::Handler api(const Site& site, ApiHandler make) {
  return [&site, make = std::move(make)](const Request& request) {
    const auto searcher = site.source.current();
    if (searcher == nullptr) return error_response(site, request, 503, "error_no_index");
    const auto lang = read_api_lang(request.parameters, searcher->snapshot().knowledge_base());
    if (const auto* bad = std::get_if<BadParameter>(&lang)) return bad_parameter(request, *bad);
    auto visit = make_visit(site, request, std::get<std::string>(lang));
    if (visit.searcher == nullptr) return error_response(site, request, 503, "error_no_index");
    auto etag = make_etag(site, visit);
    if (is_fresh(request, etag)) return not_modified(etag);
    auto response = make(site, visit);
    if (response.status == 200) response.etag = std::move(etag);
    return response;
  };
}

// RFC 8288: the pages around this one, as the request's own address with another `page`.
void add_links(const Visit& visit, const views::SearchPage& page, Response& response) {
  const auto per_page = static_cast<std::size_t>(page.per_page);
  const int last = static_cast<int>(std::clamp<std::size_t>((page.total + per_page - 1) / per_page, 1, kMaxPage));
  std::string links;
  const auto add = [&](int number, std::string_view rel) {
    Parameters parameters;
    for (const auto& parameter : visit.request.parameters) {
      if (parameter.first != "page") parameters.push_back(parameter);
    }
    parameters.emplace_back("page", std::to_string(number));
    if (!links.empty()) links += ", ";
    links += fmt::format("<{}>; rel=\"{}\"", build_url(percent_encode_path(visit.request.path), parameters), rel);
  };
  add(1, "first");
  if (page.page > 1) add(std::min(page.page - 1, last), "prev");
  if (page.page < last) add(page.page + 1, "next");
  add(last, "last");
  response.headers.emplace_back("Link", std::move(links));
}

Response search(const Site&, const Visit& visit) {
  const auto begin = std::chrono::steady_clock::now();
  auto state = read_api_state(visit.request.parameters, visit.kb());
  if (const auto* bad = std::get_if<BadParameter>(&state)) return bad_parameter(visit.request, *bad);
  const auto page = make_search_results(visit, std::get<SearchState>(state));
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  auto response = json_response(search_json(visit, page, std::round(took.count() * 100) / 100));
  add_links(visit, page, response);
  return response;
}

Response articles(const Site&, const Visit& visit) {
  auto parameters = visit.request.parameters;
  std::erase_if(parameters, [](const auto& each) { return each.first == "q"; });
  if (visit.request.parameter("per_page").empty()) {
    parameters.emplace_back("per_page", std::to_string(kArticlesPerPage));
  }
  auto state = read_api_state(parameters, visit.kb());
  if (const auto* bad = std::get_if<BadParameter>(&state)) return bad_parameter(visit.request, *bad);
  const auto page = make_search_results(visit, std::get<SearchState>(state));
  auto response = json_response(articles_json(visit, page));
  add_links(visit, page, response);
  return response;
}

std::optional<views::ArticlePage> asked_article(const Visit& visit) {
  const auto& db = visit.database();
  const auto docid = find_article(visit, db, visit.request.captures.front());
  if (!docid) return std::nullopt;
  return make_article(visit, *docid, {});
}

Response article(const Site&, const Visit& visit) {
  const auto page = asked_article(visit);
  if (!page) return problem(visit.request, 404, "there is no article with this id");
  return json_response(article_json(*page));
}

Response related(const Site&, const Visit& visit) {
  const auto page = asked_article(visit);
  if (!page) return problem(visit.request, 404, "there is no article with this id");
  return json_response(related_json(*page));
}

Response facets(const Site&, const Visit& visit) {
  auto state = read_api_state(visit.request.parameters, visit.kb());
  if (const auto* bad = std::get_if<BadParameter>(&state)) return bad_parameter(visit.request, *bad);
  return json_response(facets_json(visit, make_search_results(visit, std::get<SearchState>(state))));
}

Response glossary(const Site&, const Visit& visit) {
  return json_response(glossary_json(visit, make_glossary_page(visit).terms));
}

Response suggest(const Site&, const Visit& visit) {
  const auto limit = read_api_number(visit.request.parameters, "limit", 1, kMaxSuggestions, kUsualSuggestions);
  if (const auto* bad = std::get_if<BadParameter>(&limit)) return bad_parameter(visit.request, *bad);
  const auto format = visit.request.parameter("format");
  if (!format.empty() && format != "opensearch") {
    return bad_parameter(visit.request, {"format", "format must be opensearch, or be left out"});
  }
  SuggestRequest request;
  request.q = visit.request.parameter("q");
  if (first_code_points(request.q, kMaxQueryCodePoints).size() < request.q.size()) {
    return bad_parameter(visit.request, {"q", fmt::format("q may have at most {} characters", kMaxQueryCodePoints)});
  }
  request.lang = visit.lang;
  request.limit = static_cast<std::size_t>(std::get<int>(limit));
  request.today = visit.today;
  const auto suggestions = visit.searcher->suggest(request);
  if (format.empty()) return json_response(suggestions_json(visit, request.q, suggestions));
  auto response = json_response(opensearch_suggestions_json(visit, request.q, suggestions));
  response.content_type = "application/x-suggestions+json";
  return response;
}

Response health(const Site& site, const Request&) {
  const auto searcher = site.source.current();
  auto response = json_response(health_json(searcher == nullptr ? nullptr : &searcher->snapshot().info()));
  response.cache_control = "no-store";
  if (searcher == nullptr) response.status = 503;
  return response;
}

}  // namespace

void add_api_routes(const Site& site, Router& router) {
  const auto get = [&router](const std::string& pattern, std::string name, Router::Handler handler) {
    router.add(Method::kGet, pattern, std::move(name), std::move(handler));
  };
  get(kApi + "/search", "api-search", api(site, search));
  get(kApi + "/suggest", "api-suggest", api(site, suggest));
  get(kApi + "/articles", "api-articles", api(site, articles));
  get(kApi + "/articles" + kId, "api-article", api(site, article));
  get(kApi + "/articles" + kId + "/related", "api-related", api(site, related));
  get(kApi + "/facets", "api-facets", api(site, facets));
  get(kApi + "/glossary", "api-glossary", api(site, glossary));
  get(kApi + "/healthz", "api-health", [&site](const Request& request) { return health(site, request); });
  get(kApi + "/openapi\\.json", "api-openapi", [&site](const Request&) { return openapi_document(site); });
  get("/opensearch\\.xml", "opensearch", [&site](const Request& request) { return opensearch(site, request); });
}

}  // namespace tiski
