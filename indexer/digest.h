#pragma once

#include <string>
#include <string_view>

namespace tiski {

// SHA-256 in 64 lower-case hex digits. This file's implementation is the indexer's only OpenSSL include.
std::string sha256_hex(std::string_view bytes);

// The first 12 digits over a body with its line ends as \n: what `source_rev` holds.
std::string body_digest(std::string_view body);

}  // namespace tiski
