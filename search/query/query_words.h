#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "search/article/knowledge_base.h"
#include "search/language/analyzer.h"
#include "search/query/parsed_query.h"

namespace tiski {

// Spoken forms and what they stand for: "oonko" → {"olenko"}. Folded keys.
using SpokenForms = std::map<std::string, std::vector<std::string>, std::less<>>;

SpokenForms make_spoken_forms(const Synonyms::Language& synonyms);

enum class LastWord { kWhole, kBeingTyped };

// How a word of a query came to its text.
enum class WordOrigin {
  kTyped,
  kSpokenForm,  // of the content's own list
  kGuessed,     // no word of the language as typed, one by the rules of spoken_finnish.h
};

// A word of a query as it was typed, and what it is in writing.
struct QueryWord {
  std::string input;
  std::string text;
  WordOrigin origin = WordOrigin::kTyped;
  std::size_t token = 0;  // its number among all words typed, those left out of the search too
  WordForms forms;
  bool stop = false;
  bool light = false;  // a stop word that says a little: it weighs, but no article must have it
  bool in_phrase = false;
  std::optional<std::size_t> planned;  // index into QueryPlan::words
};

// The words that are asked for, in order, analysed as words of the language that is searched; stop words are those of
// the language that is asked in, light ones only where both are the same. Where nothing else is asked, none is either.
// `spoken` may be null. Nothing is guessed of a word that is still being typed.
std::vector<QueryWord> read_words(const ParsedQuery& query, Analyzer& searched, Analyzer& asked,
                                  const SpokenForms* spoken, LastWord last_word);

}  // namespace tiski
