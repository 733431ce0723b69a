#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tiski {

// Code points of a word; invalid bytes count as one each.
std::u32string to_code_points(std::string_view word);

// How likely one word is a slip for another: the sum of what its single edits cost, where an ordinary edit costs 1 and
// those that Finnish (and Swedish) fingers and ears really make cost less: a letter doubled or not, ä for a and ö for
// o, neighbouring keys, neighbouring letters swapped, letters that sound alike, the last letter left out. Costs follow
// the frequencies of real misspellings. Nothing when more than `max_edits` edits are needed (each kind counts as one).
std::optional<double> edit_cost(std::u32string_view typed, std::u32string_view meant, int max_edits);

// The same where `typed` is only the beginning of `meant`: what follows it costs nothing.
std::optional<double> prefix_edit_cost(std::u32string_view typed, std::u32string_view meant, int max_edits);

}  // namespace tiski
