#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "search/language/analyzer.h"
#include "search/query/match_pass.h"
#include "search/query/query_plan.h"
#include "search/query/speller.h"

namespace tiski {

// "Did you mean": the text with each word that matches nothing, and that the language's dictionary does not accept,
// replaced by the likeliest form of the index; nothing where there is none. Words typed without their dots (paivitys
// for päivitys) are replaced even when the dictionary knows them, as they match nothing.
std::optional<std::string> propose_correction(std::string_view text, const QueryPlan& plan, const MatchPass& pass,
                                              const Speller& speller, Analyzer& analyzer);

}  // namespace tiski
