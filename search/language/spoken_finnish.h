#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tiski {

// What a Finnish word may be in writing if it is typed as it is spoken: "paremmaks" → "paremmaksi", "oikeessa" →
// "oikeassa", "vammasesta" → "vammaisesta", "kassal" → "kassalla", "tehä" → "tehdä". Guesses from its letters alone,
// the likelier first, most of them no words: the caller asks the morphology which is one, and only for words that are
// none as typed. Folded text in and out; at most a dozen.
std::vector<std::string> written_finnish(std::string_view spoken);

}  // namespace tiski
