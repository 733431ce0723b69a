#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiski {

inline constexpr std::size_t kMaxFormBytes = 64;

// What the index keeps of one word, and what a query asks for it: the same on both sides, so they cannot drift apart.
// All strings are folded (text.h), at most kMaxFormBytes each, distinct within a list; the lists are disjoint from
// `surface` only by kind.
struct WordForms {
  std::string surface;
  bool may_name = false;                 // a person or a place: what the query log must not keep
  bool known = false;                    // to the morphology; Snowball languages: always true
  std::vector<std::string> lemmas;       // base forms, the likeliest first; for unknown words the stem. Never empty
  std::vector<std::string> parts;        // of compounds: lemmas of modifiers and the head
  std::vector<std::string> compounds;    // within a longer one: "palvelutilanne" of "asiakaspalvelutilanne"
  std::vector<std::string> pieces;       // lemmas of the pieces of unknown hyphenated words
  std::vector<std::string> derivations;  // derivational bases
  std::vector<std::string> grams;        // 4-grams of ^word$ for unknown words only
};

// Whether two lists of lemmas (or parts) have one in common.
bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b);

class SharedForms;

// The only analyser of text: index and query both speak through it.
// Finnish by Voikko (search.md's recipe), English and Swedish by Snowball, any other language by folding alone.
// Not thread safe: one per thread (a shared Voikko handle corrupts the heap). Keeps a bounded cache of analysed words.
//
//   auto analyzer = Analyzer::open("fi");
//   analyzer->analyze("asiakkaille").lemmas   // {"asiakas"}
class Analyzer {
 public:
  // Throws Error with a hint when the language's dictionary is not installed. `shared`: of this language, where other
  // analysers' words are found and this one's are kept; stems cost less than asking it.
  static std::unique_ptr<Analyzer> open(std::string_view lang, std::shared_ptr<SharedForms> shared = nullptr);
  virtual ~Analyzer() = default;

  // `word` is one token (text.h); of longer ones than 100 letters only the folded surface is kept, cut. The reference
  // is valid until the next call.
  virtual const WordForms& analyze(std::string_view word) = 0;

  // Carries next to no meaning in this language: left out of queries unless nothing else remains, still indexed.
  virtual bool is_stop_word(std::string_view word) const = 0;

  // Has the language a dictionary to judge spelling by?
  virtual bool knows_spelling() const { return false; }

  // Does it keep compounds whole that the language writes as one word (Swedish)?
  virtual bool leaves_compounds_whole() const { return false; }

  // Is the word spelt right, as far as the language's dictionary knows? Snowball languages: nothing to say, true.
  virtual bool accepts_spelling(std::string_view word) = 0;

  // Name and version of the analysis and its dictionary; documents analysed under another one are analysed anew.
  virtual std::string version() const = 0;

  virtual const std::string& lang() const = 0;
};

// Analysers for many threads: lease one for the time of a request. Thread safe.
class AnalyzerPool {
 public:
  class Lease {
   public:
    Lease(AnalyzerPool& pool, std::unique_ptr<Analyzer> analyzer) : pool_(&pool), analyzer_(std::move(analyzer)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Analyzer& operator*() const { return *analyzer_; }
    Analyzer* operator->() const { return analyzer_.get(); }

   private:
    AnalyzerPool* pool_;
    std::unique_ptr<Analyzer> analyzer_;
  };

  // `shared_words`: so many analysed words of each language are kept for all its analysers, as where much text is read
  // at once; 0: each analyser keeps a few of its own.
  explicit AnalyzerPool(std::size_t shared_words = 0);
  ~AnalyzerPool();
  Lease lease(std::string_view lang);

 private:
  friend class Lease;
  void give_back(std::unique_ptr<Analyzer> analyzer);
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tiski
