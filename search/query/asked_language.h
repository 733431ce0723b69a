#pragma once

#include <string>
#include <vector>

#include "search/language/analyzer.h"
#include "search/query/language_state.h"
#include "search/query/parsed_query.h"
#include "search/query/term_reader.h"

namespace tiski {

// A language that a query may be written in.
struct PossibleLanguage {
  Analyzer* analyzer = nullptr;
  const LanguageState* state = nullptr;
};

// The language that a query is written in: the page's, which stands first in `languages`, unless more of its words
// belong to another one. A word belongs to a language that has it as a stop word or a spoken form, whose dictionaries
// know it, or whose articles have it; Finnish, whose morphology knows best, does not ask its articles.
std::string asked_language(const ParsedQuery& query, const TermReader& reader,
                           const std::vector<PossibleLanguage>& languages);

}  // namespace tiski
