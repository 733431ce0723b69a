#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tiski {

// The part of speech of a reading, as far as it decides which reading is likelier.
enum class WordClass : std::uint8_t {
  kNoun,
  kAdjective,
  kVerb,
  kAdverb,
  kNumeral,
  kAbbreviation,
  kPrefix,
  kName,
  kOther
};

// One way to understand a word form. Strings as Voikko writes them: libvoikko's doc/morphological-analysis.txt.
struct Reading {
  std::string base;       // BASEFORM: "asiakaspalvelija", "Helsinki"
  std::string structure;  // "=ppppppp=pppppppppp": '=' before each part, any other character stands for one letter
  std::string fst;        // the path through the lexicon; the parts of a compound end with [Bc]
  WordClass word_class = WordClass::kOther;
  bool person_or_place = false;  // a first name, a surname or a place name
};

// Finnish morphology and spelling: the only door to libvoikko. Not thread safe: one per thread (a shared handle
// corrupts the heap). Opening takes about half a millisecond; the dictionary itself is mapped once for all.
class Voikko {
 public:
  static constexpr std::size_t kMaxLetters = 100;

  // Throws Error with a hint when the Finnish dictionary is not installed.
  Voikko();
  ~Voikko();
  Voikko(Voikko&&) noexcept;

  // In Voikko's order, which is that of its lexicon and the same every time. Empty for words that it does not know and
  // for words above kMaxLetters. The word is NFC. About 10 µs.
  std::vector<Reading> readings(const std::string& word);

  // Is the word spelt right? True above kMaxLetters: nobody can tell.
  bool accepts_spelling(const std::string& word);

  // "libvoikko 4.3.1, voikko-fi 2.5": another one may analyse differently.
  static std::string version();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tiski
