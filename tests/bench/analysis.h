#pragma once

#include "search/language/analyzer.h"
#include "tests/bench/eval_set.h"

namespace tiski::bench {

// What the analysis alone finds, without ranking: a document is found when a lemma of the query's word stands in it.
enum class Found {
  kAsLemma,        // as a word's lemma: all forms of a word, and no other word
  kAsLemmaOrPart,  // also as a part of a compound or a piece of a hyphenated word
};
RetrievalScore score_analysis(const EvalSet& set, Analyzer& analyzer, Found found);

// CPU time, microseconds a word.
struct AnalysisSpeed {
  double new_word = 0;
  double word_seen_lately = 0;
  double running_text = 0;  // tokenised and analysed, a new analyser
};
// Over the documents of a set.
AnalysisSpeed measure_analysis(const EvalSet& set, std::string_view lang);

}  // namespace tiski::bench
