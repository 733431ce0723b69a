#include <fmt/format.h>

#include <functional>

#include "search/language/text.h"
#include "server/handlers/site.h"
#include "server/request/form_body.h"
#include "server/request/url.h"
#include "server/views/make_results.h"

namespace tiski {
namespace {

constexpr std::size_t kMaxFeedbackBytes = 8 * 1024;

std::string_view field(const Parameters& fields, std::string_view name) {
  for (const auto& [key, value] : fields) {
    if (key == name) return value;
  }
  return {};
}

std::optional<Verdict> parse_verdict(std::string_view text) {
  if (text == "helped") return Verdict::kHelped;
  if (text == "not_helped") return Verdict::kNotHelped;
  if (text == "outdated") return Verdict::kOutdated;
  return std::nullopt;
}

// A refused form: where the message is for people a page with its own words, for programs a problem that names the
// field.
Response refused(const Site& site, const Request& request, int status, const std::string& key, std::string_view detail,
                 std::string_view name = {}) {
  return is_api(request) ? problem(request, status, detail, name) : error_response(site, request, status, key);
}

// What a form did: the page it came from, or 201.
Response done(const Request& request, Kept kept, const Site& site, const std::string& back) {
  switch (kept) {
    case Kept::kTooMany:
      return refused(site, request, 429, "error_too_many", "too many reports just now; try again in a minute");
    case Kept::kFailed:
      return refused(site, request, 503, "error_unavailable", "reports cannot be kept just now");
    case Kept::kYes:
      break;
  }
  if (!is_api(request)) return redirect(303, back);
  Response response;
  response.status = 201;
  response.content_type = "application/json";
  response.body = R"({"status":"kept"})";
  response.cache_control = "no-store";
  return response;
}

Response feedback(const Site& site, const Visit& visit, const Parameters& fields) {
  const auto& request = visit.request;
  const auto invalid = [&](std::string_view name, std::string_view detail) {
    return refused(site, request, 400, "error_form", detail, name);
  };
  const auto verdict = parse_verdict(field(fields, "verdict"));
  if (!verdict) return invalid("verdict", "verdict must be helped, not_helped or outdated");
  const auto text = field(fields, "text");
  if (text.size() > kMaxFeedbackBytes) {
    return refused(site, request, 413, "error_too_large",
                   fmt::format("text may have at most {} bytes", kMaxFeedbackBytes), "text");
  }
  const auto& db = visit.database();
  const auto lang = std::string(field(fields, "lang").empty() ? visit.lang : field(fields, "lang"));
  const auto docid = Snapshot::find_id(db, lang, field(fields, "article"));
  if (!docid) return invalid("article", "there is no article with this id in this language");
  const auto record = Snapshot::record(db, *docid);
  const auto kept = site.reports->keep({record.id, record.lang, *verdict, std::string(text)}, visit.today);
  const auto back = build_url(fmt::format("/{}/a/{}", visit.lang, percent_encode(record.slug)), {{"sent", "1"}});
  return done(request, kept, site, back + "#feedback");
}

Response missing(const Site& site, const Visit& visit, const Parameters& fields) {
  const auto q = first_code_points(field(fields, "q"), kMaxQueryCodePoints);
  if (q.empty()) return refused(site, visit.request, 400, "error_form", "q must say what was not found", "q");
  const auto kept = site.reports->keep(MissingReport{std::string(q), visit.lang}, visit.today);
  return done(visit.request, kept, site,
              build_url(fmt::format("/{}/search", visit.lang), {{"q", std::string(q)}, {"reported", "1"}}));
}

using FormHandler = std::function<Response(const Site&, const Visit&, const Parameters&)>;

// What all forms have in common: an index, a place to keep reports, a body that can be read, a token of ours.
Router::Handler form(const Site& site, FormHandler handle) {
  return [&site, handle = std::move(handle)](const Request& request) {
    const auto searcher = site.source.current();
    if (searcher == nullptr || site.reports == nullptr) {
      return refused(site, request, 503, "error_unavailable", "reports cannot be kept here");
    }
    const auto fields = read_form_body(request);
    if (!fields) {
      return refused(site, request, 415, "error_form", "send a form or a JSON object of texts");
    }
    auto token = field(*fields, "token");
    if (token.empty()) token = request.header("x-tiski-token");
    if (!site.tokens.accepts(token, site.today())) {
      return refused(site, request, 403, "error_origin", "token is missing or too old; GET /api/v1/token gives one",
                     "token");
    }
    auto lang = request.captures.empty() ? std::string(field(*fields, "lang")) : request.captures.front();
    if (lang.empty()) lang = searcher->snapshot().knowledge_base().languages.front();
    const auto visit = make_visit(site, request, lang);
    if (visit.searcher == nullptr) return refused(site, request, 400, "error_form", "lang is not known", "lang");
    return handle(site, visit, *fields);
  };
}

Response token(const Site& site, const Request& request) {
  if (site.reports == nullptr) return problem(request, 503, "reports cannot be kept here");
  Response response;
  response.content_type = "application/json";
  response.body = fmt::format(R"({{"token":"{}"}})", site.tokens.make(site.today()));
  response.cache_control = "no-store";
  return response;
}

}  // namespace

void add_form_routes(const Site& site, Router& router) {
  router.add(Method::kPost, "/([a-z]{2,3})/feedback", "feedback", form(site, feedback));
  router.add(Method::kPost, "/([a-z]{2,3})/missing", "missing", form(site, missing));
  router.add(Method::kPost, "/api/v1/feedback", "api-feedback", form(site, feedback));
  router.add(Method::kPost, "/api/v1/missing", "api-missing", form(site, missing));
  router.add(Method::kGet, "/api/v1/token", "api-token",
             [&site](const Request& request) { return token(site, request); });
}

}  // namespace tiski
