#include "server/handlers/site.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "search/error.h"
#include "search/language/text.h"
#include "server/digest.h"
#include "server/http/response_headers.h"
#include "server/json/to_json.h"
#include "server/request/preferred_language.h"
#include "server/views/make_browse_pages.h"
#include "server/views/make_shell.h"

namespace tiski {
namespace {

std::vector<std::string> known_languages(const Site& site, const Searcher* searcher) {
  if (searcher != nullptr) return searcher->snapshot().knowledge_base().languages;
  std::vector<std::string> languages = {"fi"};
  for (const auto& [lang, catalog] : site.messages.catalogs()) languages.push_back(lang);
  return languages;
}

Visit visit_without_index(const Site& site, const Request& request) {
  auto lang = language_of(site, request, nullptr);
  return Visit{request, nullptr, lang, site.messages.in(lang), site.messages, site.today(), {}, site.has_trainer};
}

// "/fi/a/oma-virhe_2" → "oma virhe 2"
std::string words_of_path(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  auto words = std::string(path.substr(path.rfind('/') + 1));
  for (char& c : words) {
    if (c == '-' || c == '_' || c == '.' || c == '+') c = ' ';
  }
  return std::string(first_code_points(words, 100));
}

// What handlers may be told by an exception: an Error is a failure of the index or the disk, and memory may be scarce
// for a while; all else is our mistake.
Response failed(const Site& site, const Request& request, const std::exception_ptr& thrown) {
  int status = 500;
  try {
    std::rethrow_exception(thrown);
  } catch (const Error& error) {
    status = 503;
    spdlog::error("{} {} ({})", request.id, error.what(), error.hint());
  } catch (const std::bad_alloc&) {
    status = 503;
    spdlog::error("{} there is not enough memory", request.id);
  } catch (const std::exception& error) {
    spdlog::error("{} {}", request.id, error.what());
  } catch (...) {
    spdlog::error("{} an unknown exception", request.id);
  }
  try {
    return error_response(site, request, status, status == 503 ? "error_unavailable" : "error_internal");
  } catch (const std::exception& error) {
    spdlog::error("{} no page for it either: {}", request.id, error.what());
    return problem(request, status, status_phrase(status));
  }
}

std::string_view refusal_key(int status) {
  switch (status) {
    case 408:
      return "error_timeout";
    case 413:
    case 414:
    case 431:
      return "error_too_large";
    case 421:
      return "error_host";
    default:
      return "error_request";
  }
}

}  // namespace

std::string language_of(const Site& site, const Request& request, const Searcher* searcher) {
  const auto languages = known_languages(site, searcher);
  const auto first = std::string_view(request.path).substr(std::min<std::size_t>(1, request.path.size()));
  const auto segment = first.substr(0, first.find('/'));
  if (std::find(languages.begin(), languages.end(), segment) != languages.end()) return std::string(segment);
  return preferred_language(request.header("cookie"), request.header("accept-language"), languages);
}

Visit make_visit(const Site& site, const Request& request, std::string lang) {
  auto searcher = site.source.current();
  if (searcher != nullptr && !searcher->snapshot().knowledge_base().has_language(lang)) searcher = nullptr;
  const auto& words = site.messages.in(lang);
  const auto today = site.today();
  auto token = site.reports == nullptr ? std::string() : site.tokens.make(today);
  return Visit{request, std::move(searcher), std::move(lang), words, site.messages,
               today,   std::move(token),    site.has_trainer};
}

std::string make_etag(const Site& site, const Visit& visit) {
  const auto& request = visit.request;
  return fmt::format("W/\"{}\"", short_digest(fmt::format("{}|{}|{}|{}|{}?{}", site.page_salt,
                                                          visit.snapshot().info().generation, format_date(visit.today),
                                                          is_desk(visit) ? "desk" : "", request.path, request.query)));
}

bool is_fresh(const Request& request, const std::string& etag) {
  const bool reads = request.method == Method::kGet || request.method == Method::kHead;
  return reads && matches_etag(request.header("if-none-match"), etag);
}

Response not_modified(const std::string& etag) {
  Response response;
  response.status = 304;
  response.etag = etag;
  return response;
}

Response redirect(int status, std::string url) {
  Response response;
  response.status = status;
  response.headers.emplace_back("Location", std::move(url));
  return response;
}

bool is_api(const Request& request) { return request.path.starts_with("/api/"); }

Response problem(const Request& request, int status, std::string_view detail, std::string_view parameter) {
  Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = problem_json(status, detail, parameter, request.id);
  response.cache_control = "no-store";
  return response;
}

Response error_response(const Site& site, const Request& request, int status, const std::string& key) {
  const auto visit = visit_without_index(site, request);
  Response response;
  if (is_api(request)) {
    response = problem(request, status, visit.words.text(key + "_text"));
  } else {
    response = html_response(site, visit, make_error_page(visit, status, key), status);
    response.cache_control = "no-store";
  }
  if (status == 503) response.headers.emplace_back("Retry-After", "5");
  return response;
}

Response not_found(const Site& site, const Request& request) {
  if (is_api(request)) return problem(request, 404, "there is nothing under this address");
  const auto searcher = site.source.current();
  const auto visit = make_visit(site, request, language_of(site, request, searcher.get()));
  auto response = html_response(site, visit, make_not_found_page(visit, words_of_path(request.path)), 404);
  response.cache_control = "no-store";
  return response;
}

Router::Fallbacks make_fallbacks(const Site& site) {
  Router::Fallbacks fallbacks;
  fallbacks.not_found = [&site](const Request& request) { return not_found(site, request); };
  fallbacks.wrong_method = [&site](const Request& request, const std::string& allow) {
    auto response = error_response(site, request, 405, "error_request");
    response.headers.emplace_back("Allow", allow);
    return response;
  };
  fallbacks.foreign_origin = [&site](const Request& request) {
    return error_response(site, request, 403, "error_origin");
  };
  fallbacks.failed = [&site](const Request& request, const std::exception_ptr& thrown) {
    return failed(site, request, thrown);
  };
  // Made once for each kind of refusal: the front's thread must not wait for a template.
  auto pages = std::make_shared<std::map<std::string, std::string, std::less<>>>();
  for (const auto* key : {"error_timeout", "error_too_large", "error_host", "error_request"}) {
    const Request nobody;
    const auto visit = visit_without_index(site, nobody);
    pages->emplace(key, html_response(site, visit, make_error_page(visit, 400, key)).body);
  }
  fallbacks.refusal_page = [pages](const Refusal& refusal) { return pages->find(refusal_key(refusal.status))->second; };
  return fallbacks;
}

}  // namespace tiski
