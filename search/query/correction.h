#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "search/language/analyzer.h"
#include "search/query/match_pass.h"
#include "search/query/query_plan.h"
#include "search/query/speller.h"

namespace tiski {

// "Did you mean": the text with each word that the language's dictionary does not accept and no article has as it
// stands replaced by the likeliest form of the index, also where the word matches something by its stem, a part or as a
// beginning; nothing where there is none. Without a dictionary only words that match nothing. Words typed without their
// dots (paivitys for päivitys) are replaced even when the dictionary knows them, if they match nothing.
std::optional<std::string> propose_correction(std::string_view text, const QueryPlan& plan, const MatchPass& pass,
                                              const Speller& speller, Analyzer& analyzer);

// Does what matches a query of one or two words match it only because a word of another language stands in an article
// and happens to have a stem that was typed ("reklamatio": the Swedish "reklamation")?
bool rests_on_foreign_words(const QueryPlan& plan, const Xapian::Database& db, Analyzer& analyzer,
                            const std::vector<std::string>& other_languages);

}  // namespace tiski
