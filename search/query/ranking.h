#pragma once

#include <cstddef>

namespace tiski {

enum class Requirement { kEnoughWords, kAnyWord };

// What one word of a question counts for: scale · rarity^power, the rarity being its BM25 weight.
struct WordWorth {
  double power = 1;
  double scale = 1;
};

// Every number of the ranking, in one place. The values are measured: docs/search-quality.md says what each gives.
// Weights multiply a word's BM25 weight.
struct Ranking {
  // BM25, as Xapian names its parameters.
  double k1 = 1.5;
  double k2 = 0;
  double k3 = 1;
  double b = 0.85;
  double min_normlen = 0.1;

  double lemma = 1;
  double title = 1;
  double parts = 1.4;      // of a compound, each of its n parts: this / √n
  double compounds = 0.7;  // each that is within a longer one
  double pieces = 1.4;     // of an unknown hyphenated word, each of n: this / √n
  double surface = 0.38;
  double derivation = 0.15;
  double lone_derivation = 0.5;  // of a word that the index does not have
  double grams = 0.5;            // each of n: this / n

  double joined = 1;  // two words that are written together in the text
  double synonym = 0.3;
  double related = 0.3;
  double translation = 0.6;           // into the language that is searched, for a question asked in another
  double stray_translation = 0.3;     // of a single foreign word in the page's own language
  double prefix = 0.8;                // the last word, half typed
  std::size_t prefix_letters = 3;     // fewer are no prefix
  std::size_t prefix_expansion = 60;  // the most frequent terms of a prefix

  // Of the best `closer_look` articles, by where the words stand (closer_look.h). Of more than two words it tells more
  // how many stand together than how rare they are.
  std::size_t closer_look = 50;
  WordWorth of_few{0.8, 1.3};
  WordWorth of_many{0.35, 3};
  double title_coverage = 0.7;
  double tag_coverage = 0.7;
  double heading_coverage = 0.4;
  double section_coverage = 0.25;
  double passage = 0.55;
  unsigned passage_window = 10;
  double nearness = 0.25;  // two neighbouring words of the query that stand near each other in the text
  unsigned nearness_window = 5;
  double adjacency = 0.36;

  // What an article's version in another language weighs for the same question, which says it in other words: added at
  // this share, and at the other where that is the language of the question.
  double counterpart = 0.17;
  double asked_counterpart = 1;

  // The best articles, at most so many, are listed too when they weigh at least this share of the best one that matches
  // enough words: for a query of more than two words, and for a shorter one that few articles match.
  std::size_t few_matches = 8;
  double outstanding = 0.5;
  std::size_t outstanding_count = 10;

  // kAnyWord is for measuring what the requirement costs.
  Requirement requirement = Requirement::kEnoughWords;
};

inline constexpr Ranking kRanking;

// So many of `n` words must an article match to be listed: all of one or two, most of more.
constexpr std::size_t enough_words(std::size_t n) { return n <= 2 ? n : n / 2 + 1; }

}  // namespace tiski
