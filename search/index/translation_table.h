#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tiski {

// word in one language → words in another that the index knows ("fi>en": "pyörätuoli" → {"wheelchair"}). All are
// lemmas.
using TranslationTable = std::map<std::string, std::map<std::string, std::vector<std::string>>>;

std::string to_stored(const TranslationTable& table);
TranslationTable translations_from_stored(std::string_view text);  // throws Error on damage

}  // namespace tiski
