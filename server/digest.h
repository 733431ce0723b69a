#pragma once

#include <string>
#include <string_view>

namespace tiski {

// The first 12 hex digits of the SHA-256: for asset names and ETags.
std::string short_digest(std::string_view bytes);

// `size` bytes from the system's random source. Throws Error when it has none.
std::string random_bytes(std::size_t size);

// Compares in time that does not depend on where the difference is.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace tiski
