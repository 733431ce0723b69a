#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "search/query/searcher.h"
#include "server/assets.h"
#include "server/html/templates.h"
#include "server/http/message.h"
#include "server/http/router.h"
#include "server/messages.h"
#include "server/state/form_tokens.h"
#include "server/state/reports.h"
#include "server/views/visit.h"

namespace tiski {

// What all handlers share: made at start, then unchanged. The things it refers to outlive it. Thread safe.
struct Site {
  SearcherSource& source;
  const Templates& templates;
  const Messages& messages;
  const Assets& assets;
  const FormTokens& tokens;
  Reports* reports = nullptr;   // null: readers' reports are not kept
  std::function<Date()> today;  // the clock that validity and freshness are judged by
  bool has_trainer = false;
  std::string openapi;    // templates/openapi.json
  std::string page_salt;  // part of every ETag: templates and secret of this installation
};

// All routes of the reader's side, and the answers for what has none.
void add_page_routes(const Site& site, Router& router);
void add_api_routes(const Site& site, Router& router);
void add_form_routes(const Site& site, Router& router);
Router::Fallbacks make_fallbacks(const Site& site);

// ---- For handlers

// A visit in that language, with the index that is published now.
Visit make_visit(const Site& site, const Request& request, std::string lang);
// The language of a path that begins with one, else the reader's preferred one.
std::string language_of(const Site& site, const Request& request, const Searcher* searcher);

template <typename View>
Response html_response(const Site& site, const Visit& visit, const View& view, int status = 200) {
  Response response;
  response.status = status;
  response.body = site.templates.render(view.shell.page, visit.lang, to_data(view));
  return response;
}

// Stands for all that a page or its JSON depends on: address, generation, day, templates.
std::string make_etag(const Site& site, const Visit& visit);
bool is_fresh(const Request& request, const std::string& etag);
Response not_modified(const std::string& etag);

Response redirect(int status, std::string url);
// The page (or, below /api/, the problem) that says what is wrong; `key` names the messages KEY_heading and KEY_text.
Response error_response(const Site& site, const Request& request, int status, const std::string& key);
Response not_found(const Site& site, const Request& request);
Response problem(const Request& request, int status, std::string_view detail, std::string_view parameter = {});
bool is_api(const Request& request);

}  // namespace tiski
