#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/checks/rules.h"
#include "search/article/knowledge_base.h"

namespace tiski {

// One word of synonyms.yaml with its place, for checks that concern single words.
struct SynonymPlace {
  std::string lang;
  std::string word;
  Position at;
  std::optional<std::size_t> group;  // which of its language's groups of equal words; none: of related words
};

struct SynonymsFile {
  Synonyms synonyms;
  std::vector<SynonymPlace> places;  // of the words in groups of equal and related words
  std::vector<SynonymPlace> ambiguous;
};

// content/synonyms.yaml:
//   fi:
//     equal: [[reklamaatio, valitus], …]
//     related: [{words: [reklamaatio], related: [palaute]}, …]
//     spoken: {oonko: olenko, …}
//     ambiguous: [kiista, …]   words that stand in several groups of equal words on purpose
//   across: [{fi: [reklamaatio], en: [complaint]}, …]
// What is wrong is left out and reported.
SynonymsFile read_synonyms_file(std::string_view text, const std::vector<std::string>& languages, Findings& findings);

}  // namespace tiski
