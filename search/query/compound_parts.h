#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/language/analyzer.h"
#include "search/query/term_lookup.h"

namespace tiski {

// The words of the index that make up a compound which the index lacks, first to last, by their lemmas:
// "kundnöjdhetsenkät" → {kundnöjd, enkät}. For languages whose analyser leaves compounds whole (Analyzer). At most
// three of at least three letters each, none a stop word; an "s" may stand between two. Empty where there are none, and
// for words of more than 40 letters.
std::vector<std::string> find_compound_parts(std::string_view word, Analyzer& analyzer, const TermLookup& lookup);

}  // namespace tiski
