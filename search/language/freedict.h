#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiski {

// A bilingual dictionary in dictd's format, as Debian's dict-freedict-* packages install them. Read whole at open (8 MB
// for the largest, about 50 ms). Const after that: any number of threads may look up.
class FreeDict {
 public:
  static constexpr const char* kFolder = "/usr/share/dictd";

  struct Sense {
    std::vector<std::string> translations;  // as written, the commonest first; words or short phrases
  };
  struct Entry {
    std::string headword;
    std::string part_of_speech;  // "n", "v", "adj", "n, ut"; may be empty
    std::vector<Sense> senses;
  };

  // `pair` is "fin-eng", "eng-fin", "fin-swe" or "swe-fin". Nothing when the package is not installed; throws Error
  // with a hint when its files are damaged.
  static std::optional<FreeDict> open(std::string_view pair, const std::filesystem::path& folder = kFolder);

  // The entries of a word, whatever its case and the hyphens in it. By binary search.
  std::vector<Entry> find(std::string_view word) const;

  // All keys, ascending: headwords in lower case, without hyphens and other marks. With entry() for a pass over all.
  std::size_t size() const { return lines_.size(); }
  std::string_view key(std::size_t index) const;
  Entry entry(std::size_t index) const;

  // "fin-eng 2022.11.18"
  const std::string& edition() const { return edition_; }

 private:
  FreeDict() = default;

  std::string index_;
  std::string text_;
  std::string edition_;
  std::vector<std::size_t> lines_;  // where each line of index_ begins
};

// The text of an entry, read: its first line holds headword, pronunciation and part of speech; then come the senses,
// numbered where there are several, each with its translations on the first line. The explanations after it are left
// out.
FreeDict::Entry parse_freedict_entry(std::string_view text);

}  // namespace tiski
