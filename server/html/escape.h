#pragma once

#include <string>
#include <string_view>

namespace tiski {

// & < > " ' as entities: right in element text and in quoted attributes, nowhere else.
std::string html_escape(std::string_view text);

}  // namespace tiski
