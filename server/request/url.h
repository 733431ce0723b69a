#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.h"

namespace tiski {

// A path segment or a query's name or value: everything but letters, digits and -._~ as %XX, a space as %20.
std::string percent_encode(std::string_view text);
// As above, but '/' stays: a whole path.
std::string percent_encode_path(std::string_view path);

// Nothing for a % without two hex digits.
std::optional<std::string> percent_decode(std::string_view text);

// "a=1&b=x+y" → {a: "1"}, {b: "x y"}; a broken %XX stays as it is. Names and values are sanitised: invalid UTF-8
// replaced, control characters dropped.
Parameters parse_parameters(std::string_view query);

// "a=1&b=x%20y": pairs in their order, those with an empty value left out. Without '?'.
std::string build_query(const Parameters& parameters);

// PATH?QUERY, or PATH alone.
std::string build_url(std::string_view path, const Parameters& parameters);

}  // namespace tiski
