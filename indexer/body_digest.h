#pragma once

#include <string>
#include <string_view>

namespace tiski {

// The first 12 hex digits of the SHA-256 of a body with its line ends as \n: what `source_rev` holds.
std::string body_digest(std::string_view body);

}  // namespace tiski
