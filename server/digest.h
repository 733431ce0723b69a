#pragma once

#include <string>
#include <string_view>

namespace tiski {

// The first 12 hex digits of the SHA-256: for asset names and ETags.
std::string short_digest(std::string_view bytes);

// HMAC-SHA-256 in hex: for form tokens.
std::string keyed_digest(std::string_view key, std::string_view bytes);

// `size` bytes from the system's random source. Throws Error when it has none.
std::string random_bytes(std::size_t size);

// Compares in time that does not depend on where the difference is.
bool equal_in_constant_time(std::string_view a, std::string_view b);

std::string to_hex(std::string_view bytes);

}  // namespace tiski
