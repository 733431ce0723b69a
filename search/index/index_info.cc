#include "search/index/index_info.h"

#include <nlohmann/json.hpp>

#include "search/error.h"

namespace tiski {

using nlohmann::json;

std::string IndexInfo::to_json() const {
  const json object = {{"schema_version", schema_version}, {"program_version", program_version},
                       {"generation", generation},         {"built_at", built_at},
                       {"analyzers", analyzers},           {"articles", articles},
                       {"dictionaries", dictionaries}};
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

IndexInfo IndexInfo::from_json(std::string_view text) {
  try {
    const json object = json::parse(text);
    IndexInfo info;
    object.at("schema_version").get_to(info.schema_version);
    object.at("program_version").get_to(info.program_version);
    object.at("generation").get_to(info.generation);
    object.at("built_at").get_to(info.built_at);
    object.at("analyzers").get_to(info.analyzers);
    object.at("articles").get_to(info.articles);
    object.at("dictionaries").get_to(info.dictionaries);
    return info;
  } catch (const json::exception& error) {
    throw Error(std::string("what the index says of itself is damaged: ") + error.what(),
                "Build the index again: tiski-indexer build");
  }
}

}  // namespace tiski
