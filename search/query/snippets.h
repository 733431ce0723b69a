#pragma once

#include <cstddef>
#include <vector>

#include "search/index/text_map.h"
#include "search/query/occurrences.h"
#include "search/query/search_request.h"

namespace tiski {

inline constexpr std::size_t kSnippetCodePoints = 200;
inline constexpr std::size_t kMaxSections = 3;

// The sections that answer best, best first, each with a snippet around its best cluster of matches. `rarity[i]` says
// how much word i of the query tells. An article that matches in its title, summary or tags alone answers with its
// summary. Empty only for an article without any text.
std::vector<SectionHit> best_sections(const TextMap& map, const std::vector<Occurrence>& occurrences,
                                      const std::vector<double>& rarity);

// A stretch of `text` of at most about `length` code points around the best cluster of the marked places (byte ranges,
// ascending), cut at sentence or word borders; "…" where a sentence is cut.
struct Mark {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t word = 0;
};
Snippet make_snippet(std::string_view text, const std::vector<Mark>& marks, const std::vector<double>& rarity,
                     std::size_t length = kSnippetCodePoints);

}  // namespace tiski
