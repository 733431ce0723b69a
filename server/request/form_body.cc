#include "server/request/form_body.h"

#include <nlohmann/json.hpp>

#include "search/language/text.h"
#include "server/request/url.h"

namespace tiski {

std::optional<Parameters> read_form_body(const Request& request) {
  const auto type = request.header("content-type");
  const auto media_type = type.substr(0, type.find_first_of("; "));
  if (media_type == "application/x-www-form-urlencoded") return parse_parameters(request.body);
  if (media_type != "application/json") return std::nullopt;
  const auto json = nlohmann::json::parse(request.body, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  Parameters fields;
  for (const auto& [name, value] : json.items()) {
    if (!value.is_string()) return std::nullopt;
    fields.emplace_back(name, sanitize(value.get<std::string>()));
  }
  return fields;
}

}  // namespace tiski
