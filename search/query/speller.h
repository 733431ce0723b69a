#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

namespace tiski {

inline constexpr std::size_t kMaxSpelledLetters = 40;

// kLikeliest: one slip of the likeliest kinds, and only in words long enough to be known by the rest.
enum class Slips { kAll, kLikeliest };

// Words near a misspelt one, always forms that stand in the live index: the surface forms of one language, found by
// symmetric delete (Garbe's SymSpell: two words at most two edits apart share a form with at most two letters left out
// of the first seven). Immutable; any number of threads.
class Speller {
 public:
  // Reads the language's vocabulary: its kMaxVocabulary most frequent forms. About 30 hashes of eight bytes a form.
  Speller(const Xapian::Database& db, std::string_view lang);

  // At most `count` forms that `word` (folded) may be a slip for, likeliest first: at most two edits away, fewer in
  // short words. Nothing for words above kMaxSpelledLetters or of three letters, for numbers, and for words of the
  // index itself.
  std::vector<std::string> near_words(std::string_view word, std::size_t count, Slips slips = Slips::kAll) const;

  // The same for a word that has only been begun: forms that begin with something near it.
  std::vector<std::string> near_beginnings(std::string_view word, std::size_t count) const;

  // Number of articles with exactly that form (folded).
  std::size_t articles_with(std::string_view form) const;

  // Forms that are written as `word` when ä and å are typed as a, ö as o; the most frequent first.
  std::vector<std::string> with_dots(std::string_view word, std::size_t count) const;

 private:
  struct Form {
    std::string text;
    std::u32string letters;
    std::size_t articles = 0;
  };
  struct Entry {
    std::uint32_t hash;
    std::uint32_t form;
  };

  void read_vocabulary(const Xapian::Database& db, std::string_view lang);
  std::vector<std::uint32_t> forms_with(const std::vector<Entry>& entries, std::uint32_t hash) const;

  std::vector<Form> forms_;          // by text
  std::vector<Entry> by_delete_;     // by hash
  std::vector<Entry> without_dots_;  // by hash
};

}  // namespace tiski
