#pragma once

#include <cstddef>
#include <filesystem>

#include "search/query/searcher.h"
#include "tests/bench/stock_xapian.h"

namespace tiski::bench {

// Shares of misspellings that are put right.
struct MisspellingScore {
  std::size_t asked = 0;
  double offered = 0;     // the search proposes the very form meant
  double same_word = 0;   // … or another form of the same word
  double near_first = 0;  // the speller's nearest form is the one meant
  double near_three = 0;  // it is among the nearest three
  double stock_first = 0;
};

// Shares of right words, which the index does not have, that are "corrected".
struct FalseCorrections {
  std::size_t asked = 0;
  double corrected = 0;
  double stock = 0;
};

// Both read `typos.tsv` (misspelling, right form): pairs whose right form stands in the index are asked as
// misspellings; the right forms of the others are the right words. Every `step`th one is asked.
MisspellingScore score_misspellings(const std::filesystem::path& typos, const Searcher& searcher,
                                    const StockXapian& stock, std::size_t step);
FalseCorrections score_false_corrections(const std::filesystem::path& typos, const Searcher& searcher,
                                         const StockXapian& stock, std::size_t step);

}  // namespace tiski::bench
