#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tiski {

// Article HTML with <mark> around every word whose folded form is among `forms` (ascending). Tags, attributes and
// character references stay as they are; the HTML must be of the indexer's making.
std::string mark_html(std::string_view html, const std::vector<std::string>& forms);

}  // namespace tiski
