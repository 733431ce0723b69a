#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tiski {

// The language in which `/` greets: the saved choice (cookie `lang`), else the best of Accept-Language, else the first
// of `languages`.
std::string preferred_language(std::string_view cookie_header, std::string_view accept_language,
                               const std::vector<std::string>& languages);

// The value of one cookie; empty where it is absent.
std::string_view cookie_value(std::string_view cookie_header, std::string_view name);

}  // namespace tiski
