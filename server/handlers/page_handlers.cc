#include <fmt/format.h>

#include <functional>
#include <mutex>

#include "search/language/text.h"
#include "server/handlers/az_pages.h"
#include "server/handlers/site.h"
#include "server/http/compression.h"
#include "server/request/preferred_language.h"
#include "server/request/search_state.h"
#include "server/request/url.h"
#include "server/views/make_article_page.h"
#include "server/views/make_browse_pages.h"
#include "server/views/make_path_pages.h"
#include "server/views/make_results.h"
#include "server/views/make_search_page.h"
#include "server/views/make_shell.h"

namespace tiski {
namespace {

constexpr int kYear = 365 * 24 * 60 * 60;  // seconds
const std::string kLang = "/([a-z]{2,3})";
const std::string kSlug = "([a-z0-9][a-z0-9-]{0,79})";

using PageHandler = std::function<Response(const Site&, const Visit&)>;

// What all pages have in common: the language of their path, the index, the ETag.
Router::Handler page(const Site& site, PageHandler make) {
  return [&site, make = std::move(make)](const Request& request) {
    const auto visit = make_visit(site, request, request.captures.front());
    if (visit.searcher == nullptr) {
      if (site.source.current() != nullptr) return not_found(site, request);  // a language that nobody writes in
      return error_response(site, request, 503, "error_no_index");
    }
    auto etag = make_etag(site, visit);
    if (is_fresh(request, etag)) return not_modified(etag);
    auto response = make(site, visit);
    if (response.status == 200) response.etag = std::move(etag);
    // The service worker sees by it that what it keeps is of an older index.
    response.headers.emplace_back("Tiski-Generation", visit.snapshot().info().generation);
    if (request.has_parameter("desk")) {
      response.headers.emplace_back(
          "Set-Cookie", fmt::format("desk={}; Path=/; Max-Age={}; SameSite=Lax", is_desk(visit) ? 1 : 0, kYear));
    }
    return response;
  };
}

Response home_page(const Site& site, const Visit& visit) {
  auto response = html_response(site, visit, make_home_page(visit));
  // Who comes here has chosen the language: `/` leads to it from now on.
  if (cookie_value(visit.request.header("cookie"), "lang") != visit.lang) {
    response.headers.emplace_back("Set-Cookie",
                                  fmt::format("lang={}; Path=/; Max-Age={}; SameSite=Lax", visit.lang, kYear));
  }
  return response;
}

Response search_page(const Site& site, const Visit& visit) {
  const auto state = read_page_state(visit.request.parameters, visit.kb(), visit.lang);
  auto view = make_search_results(visit, state);
  add_page_parts(visit, state, view);
  return html_response(site, visit, view);
}

// The document with that slug in that language, if it is shown today.
std::optional<std::uint32_t> valid_slug(const Visit& visit, const Xapian::Database& db, const std::string& lang,
                                        const std::string& slug) {
  const auto docid = Snapshot::find_slug(db, lang, slug);
  if (!docid || !visit.snapshot().valid_on(visit.today).test(*docid)) return std::nullopt;
  return docid;
}

Response to_article(const Visit& visit, const Xapian::Database& db, std::uint32_t docid, int status) {
  const auto record = Snapshot::record(db, docid);
  return redirect(status, article_url(record.lang, record.slug, visit.request.parameter("q")));
}

// A slug of another language: its translation into this one, else the article as it is, within this language's page.
std::optional<std::uint32_t> foreign_article(const Visit& visit, const Xapian::Database& db, const std::string& slug,
                                             bool& is_translated) {
  for (const auto& lang : visit.kb().languages) {
    if (lang == visit.lang) continue;
    const auto docid = valid_slug(visit, db, lang, slug);
    if (!docid) continue;
    const auto best = find_article(visit, db, Snapshot::record(db, *docid).id);
    is_translated = best && Snapshot::record(db, *best).lang == visit.lang;
    return is_translated ? best : docid;
  }
  return std::nullopt;
}

Response article_page(const Site& site, const Visit& visit) {
  const auto& slug = visit.request.captures[1];
  const auto& db = visit.database();
  auto docid = valid_slug(visit, db, visit.lang, slug);
  if (!docid) {
    const auto alias = Snapshot::find_alias(db, visit.lang, slug);
    if (alias && visit.snapshot().valid_on(visit.today).test(*alias)) return to_article(visit, db, *alias, 301);
    bool is_translated = false;
    docid = foreign_article(visit, db, slug, is_translated);
    if (docid && is_translated) return to_article(visit, db, *docid, 302);
  }
  if (!docid) return not_found(site, visit.request);
  const auto q = first_code_points(visit.request.parameter("q"), kMaxQueryCodePoints);
  auto view = make_article(visit, *docid, q);
  add_page_parts(visit, view);
  return html_response(site, visit, view);
}

Response topic_page(const Site& site, const Visit& visit) {
  const auto* facet = visit.kb().find_facet("topic");
  const auto* value = facet == nullptr ? nullptr : facet->find(visit.request.captures[1]);
  if (value == nullptr) return not_found(site, visit.request);
  return html_response(site, visit, make_topic_page(visit, *value));
}

Response glossary_page(const Site& site, const Visit& visit) {
  return html_response(site, visit, make_glossary_page(visit));
}

Response path_page(const Site& site, const Visit& visit) {
  const auto* found = find_path(visit, visit.request.captures[1]);
  if (found == nullptr) return not_found(site, visit.request);
  return html_response(site, visit, make_path_page(visit, *found));
}

PageHandler plain(const std::string& name) {
  return
      [name](const Site& site, const Visit& visit) { return html_response(site, visit, make_plain_page(visit, name)); };
}

Response root(const Site& site, const Request& request) {
  const auto searcher = site.source.current();
  auto response = redirect(302, fmt::format("/{}/", language_of(site, request, searcher.get())));
  response.headers.emplace_back("Vary", "Cookie, Accept-Language");
  return response;
}

Response permanent(const Site& site, const Request& request) {
  const auto searcher = site.source.current();
  if (searcher == nullptr) return error_response(site, request, 503, "error_no_index");
  const auto visit = make_visit(site, request, language_of(site, request, searcher.get()));
  const auto& db = visit.database();
  const auto docid = find_article(visit, db, request.captures.front());
  if (!docid) return not_found(site, request);
  auto response = to_article(visit, db, *docid, 302);
  response.headers.emplace_back("Vary", "Cookie, Accept-Language");
  return response;
}

Response asset(const Site& site, const Request& request) {
  const auto* found = site.assets.find_url(request.path);
  if (found == nullptr) return not_found(site, request);
  Response response;
  const bool gzip = !found->gzip.empty() && accepts_gzip(request.header("accept-encoding"));
  if (!found->gzip.empty()) response.headers.emplace_back("Vary", "Accept-Encoding");
  response.is_gzip = gzip;
  response.body = gzip ? found->gzip : found->body;
  response.content_type = found->content_type;
  response.etag = found->etag;
  response.cache_control = "public, max-age=31536000, immutable";
  return response;
}

// Under a fixed address at the root, for a service worker governs what lies below its own.
Response service_worker(const Site& site, const Request& request) {
  const auto* found = site.assets.find_file("sw.js");
  if (found == nullptr) return not_found(site, request);
  if (is_fresh(request, found->etag)) return not_modified(found->etag);
  Response response;
  response.body = found->body;
  response.content_type = found->content_type;
  response.etag = found->etag;
  return response;
}

Response icon(const Site& site, const Request& request) {
  const auto* found = site.assets.find_file("icon.svg");
  return found == nullptr ? not_found(site, request) : redirect(302, found->url);
}

Response robots(const Request&) {
  Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = "User-agent: *\nDisallow: /\n";
  return response;
}

}  // namespace

void add_page_routes(const Site& site, Router& router) {
  const auto get = [&router](const std::string& pattern, std::string name, Router::Handler handler) {
    router.add(Method::kGet, pattern, std::move(name), std::move(handler));
  };
  const auto with_site = [&site](Response (*handler)(const Site&, const Request&)) {
    return [&site, handler](const Request& request) { return handler(site, request); };
  };
  const auto az_pages = std::make_shared<AzPages>();
  get("/", "root", with_site(root));
  get(kLang + "/", "home", page(site, home_page));
  get(kLang, "home", [](const Request& request) { return redirect(301, request.path + "/"); });
  get(kLang + "/search", "search", page(site, search_page));
  get(kLang + "/a/" + kSlug, "article", page(site, article_page));
  get(kLang + "/c/" + kSlug, "topic", page(site, topic_page));
  get(kLang + "/az", "az",
      page(site, [az_pages](const Site& from, const Visit& visit) { return az_pages->get(from, visit); }));
  get(kLang + "/glossary", "glossary", page(site, glossary_page));
  get(kLang + "/paths", "paths", page(site, [](const Site& from, const Visit& visit) {
        return html_response(from, visit, make_paths_page(visit));
      }));
  get(kLang + "/paths/" + kSlug, "path", page(site, path_page));
  get(kLang + "/help", "help", page(site, plain("help")));
  get(kLang + "/accessibility", "accessibility", page(site, plain("accessibility")));
  get(kLang + "/offline", "offline", page(site, plain("offline")));
  get("/id/" + kSlug, "permanent", with_site(permanent));
  get("/assets/[A-Za-z0-9._-]+", "asset", with_site(asset));
  get("/sw\\.js", "service_worker", with_site(service_worker));
  get("/favicon\\.(?:ico|svg)", "icon", with_site(icon));
  get("/robots\\.txt", "robots", robots);
}

}  // namespace tiski
