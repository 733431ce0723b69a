#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiski {

// Where the index's term positions stand in an article's text. Made when the article is analysed, kept beside it, so
// that a snippet needs no analysis at query time. Positions count tokens; each part's positions run on from `first`.
class TextMap {
 public:
  enum class PartKind : std::uint8_t { kTitle, kSummary, kSection, kTags };
  struct Span {
    std::uint32_t begin = 0;  // byte offsets in the part's text, half open
    std::uint32_t end = 0;
    bool operator==(const Span&) const = default;
  };
  struct Part {
    PartKind kind = PartKind::kSection;
    std::string anchor;        // sections; empty for the text before the first heading
    std::string title;         // sections: the heading
    std::string text;          // sections with a heading: the heading, a newline, then the text; else the text alone
    std::uint32_t first = 1;   // position of the first token
    std::vector<Span> tokens;  // position `first + i` ↔ tokens[i]; ascending, not overlapping
    bool operator==(const Part&) const = default;
  };
  struct Place {
    const Part* part;
    Span span;
  };

  std::vector<Part> parts;  // by ascending positions

  // Nothing for positions in a gap.
  std::optional<Place> find(std::uint32_t position) const;

  bool operator==(const TextMap&) const = default;

  std::string encode() const;
  // Throws Error on bytes that encode() did not make.
  static TextMap decode(std::string_view bytes);
};

}  // namespace tiski
