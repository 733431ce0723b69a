#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/language/analyzer.h"
#include "search/query/search_request.h"

namespace tiski {

// One way in which an article can match: any of the terms, which weigh as one (OP_SYNONYM).
struct Evidence {
  MatchHow how = MatchHow::kLemma;
  double factor = 1;
  bool counts = true;              // does an article with this alone match the word?
  std::vector<std::string> terms;  // of the index, all of them in it; never empty
};

// Words in a row that stand for a word of the query: for each place the terms that may stand there.
struct PhraseEvidence {
  MatchHow how = MatchHow::kSynonym;
  double factor = 1;
  std::vector<std::vector<std::string>> places;
  std::vector<std::uint32_t> documents;  // in which they stand so, ascending; never empty
};

// A word of the query and everything that may stand for it.
struct PlannedWord {
  std::string input;      // as typed
  std::size_t token = 0;  // which of the text's tokens it is
  bool guessed = false;   // it is none of the language's as typed: the forms are of what it may be in writing
  WordForms forms;
  std::vector<Evidence> evidence;
  std::vector<std::uint32_t> with_parts;  // documents that have all parts of a compound, ascending
  std::vector<PhraseEvidence> phrases;
  std::vector<std::string> synonyms;  // as written, for display
  bool counted = true;                // false: only weighs (a word of a quoted phrase, which is required anyway)
  bool light = false;                 // weighs, and is neither counted nor shown as a match

  // Is the word itself in the index, or all that makes it, not only what is like a part of it?
  bool is_found() const {
    return !phrases.empty() || !with_parts.empty() ||
           std::any_of(evidence.begin(), evidence.end(), [](const Evidence& one) { return one.counts; });
  }
};

// What stands for several words of the query together: words joined to a compound, synonyms of a phrase.
struct PlannedSpan {
  std::size_t begin = 0;  // indexes into QueryPlan::words, half open; may be empty (all of them stop words)
  std::size_t end = 0;
  std::string input;
  std::vector<Evidence> evidence;
  std::vector<PhraseEvidence> phrases;
};

// A quoted phrase, or one to leave out.
struct PlannedPhrase {
  bool excluded = false;
  std::vector<std::vector<std::string>> places;
  // In which exactly these forms stand in a row, ascending; of a required phrase only those that the ones before it
  // have.
  std::vector<std::uint32_t> documents;
};

// What a query asks of one language's articles.
struct QueryPlan {
  std::string lang;
  std::vector<PlannedWord> words;
  std::vector<PlannedSpan> spans;
  std::vector<PlannedPhrase> phrases;
  std::vector<std::string> excluded;  // terms of words to leave out
  std::string exact_title;            // term
  std::string best_for;               // term
  bool cut = false;

  // Words that an article can be required to match.
  std::size_t counted_words() const {
    return static_cast<std::size_t>(
        std::count_if(words.begin(), words.end(), [](const PlannedWord& word) { return word.counted; }));
  }
};

}  // namespace tiski
