#pragma once

#include <string>
#include <string_view>

namespace tiski {

// Free text of readers with what may point to a person taken out: e-mail addresses (also "nimi (at) firma.fi"),
// identity codes, account numbers and runs of four digits or more (however they are parted: blanks, dashes, dots,
// brackets, also those beyond ASCII) become "…". Linear in the text's length.
std::string mask_personal_data(std::string_view text);

}  // namespace tiski
