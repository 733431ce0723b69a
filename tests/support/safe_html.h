#pragma once

#include <string>
#include <string_view>

namespace tiski {

// Reads the HTML of articles as strictly as it can be read: elements and attributes of a short list only, all quoted
// and closed in their order, nothing raw in between, addresses of the allowed schemes. Gives what is wrong with it
// first; empty: nothing. Knows nothing of how the HTML was made.
std::string fault_of_article_html(std::string_view html);

}  // namespace tiski
