#include "server/handlers/opensearch.h"

#include <fmt/format.h>

#include "server/request/search_state.h"
#include "server/views/opensearch.h"

namespace tiski {

Response opensearch(const Site& site, const Request& request) {
  const auto searcher = site.source.current();
  if (searcher == nullptr) return error_response(site, request, 503, "error_no_index");
  const auto& kb = searcher->snapshot().knowledge_base();
  const auto asked = read_api_lang(request.parameters, kb);
  const auto* known = std::get_if<std::string>(&asked);
  const auto lang = known == nullptr ? kb.languages.front() : *known;
  const auto* icon = site.assets.find_file("icon.svg");
  const auto& base = request.base_url;
  views::OpenSearch view;
  view.lang = lang;
  view.name = text_in(kb.name, lang);
  view.description = text_in(kb.tagline, lang);
  if (icon != nullptr) view.icon_url = base + icon->url;
  view.search_url = fmt::format("{}/{}/search?q={{searchTerms}}", base, lang);
  view.suggest_url = fmt::format("{}/api/v1/suggest?format=opensearch&lang={}&q={{searchTerms}}", base, lang);
  view.own_url = fmt::format("{}/opensearch.xml?lang={}", base, lang);
  Response response;
  response.content_type = "application/opensearchdescription+xml; charset=utf-8";
  response.body = site.templates.render("opensearch", lang, to_data(view));
  return response;
}

}  // namespace tiski
