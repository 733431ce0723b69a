#pragma once

#include <string>
#include <string_view>

namespace tiski {

// The gzip form. `level` 1–9; pages take a low one, assets, made once, the highest.
std::string gzip(std::string_view bytes, int level);

// Does an Accept-Encoding header take gzip? "gzip;q=0" does not.
bool accepts_gzip(std::string_view accept_encoding);

// Text, JSON, XML, SVG, scripts: what gains by it.
bool is_compressible(std::string_view content_type);

}  // namespace tiski
