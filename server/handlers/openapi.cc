#include "server/handlers/openapi.h"

#include <nlohmann/json.hpp>

namespace tiski {
namespace {

using Json = nlohmann::ordered_json;

Json string_parameter(const std::string& name, const std::string& description, std::vector<std::string> values) {
  Json schema = {{"type", "array"}, {"items", {{"type", "string"}, {"enum", std::move(values)}}}};
  return {
      {"name", name}, {"in", "query"}, {"description", description}, {"explode", true}, {"schema", std::move(schema)}};
}

}  // namespace

Response openapi_document(const Site& site) {
  auto document = Json::parse(site.openapi);
  document["info"]["version"] = TISKI_VERSION;
  if (const auto searcher = site.source.current()) {
    const auto& kb = searcher->snapshot().knowledge_base();
    document["components"]["parameters"]["lang"]["schema"]["enum"] = kb.languages;
    document["components"]["parameters"]["lang"]["schema"]["default"] = kb.languages.front();
    for (const auto& facet : kb.facets) {
      std::vector<std::string> values;
      for (const auto& value : facet.values) values.push_back(value.id);
      const auto parameter = string_parameter(facet.name, text_in(facet.label, "en"), std::move(values));
      for (const auto* path : {"/search", "/articles", "/facets"}) {
        document["paths"][path]["get"]["parameters"].push_back(parameter);
      }
    }
  }
  Response response;
  response.content_type = "application/json";
  response.body = document.dump(1);
  return response;
}

}  // namespace tiski
