#include "search/index/translation_table.h"

#include <nlohmann/json.hpp>

#include "search/error.h"

namespace tiski {

using nlohmann::json;

std::string to_stored(const TranslationTable& table) {
  return json(table).dump(-1, ' ', false, json::error_handler_t::replace);
}

TranslationTable translations_from_stored(std::string_view text) {
  try {
    return json::parse(text).get<TranslationTable>();
  } catch (const json::exception& error) {
    throw Error(std::string("the stored translations are damaged: ") + error.what(),
                "Build the index again: tiski-indexer build");
  }
}

}  // namespace tiski
