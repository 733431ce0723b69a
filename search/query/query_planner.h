#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "search/language/analyzer.h"
#include "search/query/parsed_query.h"
#include "search/query/query_plan.h"
#include "search/query/query_words.h"
#include "search/query/ranking.h"
#include "search/query/term_reader.h"
#include "search/query/word_links.h"

namespace tiski {

// A language that a word of the query may be in, beside the one that is searched.
struct SourceLanguage {
  Analyzer* analyzer = nullptr;
  const WordLinks* links = nullptr;  // from it to the language that is searched
  // Lemma → lemmas in the language that is searched; null: there is no such table.
  const std::map<std::string, std::vector<std::string>>* table = nullptr;
};

// How words are understood while one language's articles are searched. Borrowed for the time of a request.
struct Understanding {
  const Ranking* ranking = &kRanking;
  const TermReader* terms = nullptr;
  Analyzer* analyzer = nullptr;         // of the language that is searched
  const WordLinks* synonyms = nullptr;  // inside it
  const SpokenForms* spoken = nullptr;  // of the language that is asked in
  std::vector<SourceLanguage> sources;  // the one that is asked in first, when another one is searched
  bool asked_in_another = false;        // the words are not of the language that is searched
  bool prefix = false;                  // the last word is still being typed
};

// Analyses every word of the query and gathers all that may stand for it in the index.
QueryPlan plan_query(const ParsedQuery& query, std::string_view text, const Understanding& understanding);

}  // namespace tiski
