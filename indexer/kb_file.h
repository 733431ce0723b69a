#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "indexer/checks/rules.h"
#include "search/article/knowledge_base.h"

namespace tiski {

struct KbFile {
  KnowledgeBase kb;
  std::vector<Position> emergency_places;  // of kb.emergency, one each
  std::vector<Position> card_places;       // of kb.home_cards, one each
};

// content/kb.yaml. Nothing when it is so broken that nothing can be told of the articles; otherwise what could be read,
// with the findings. Names of facets must be slugs and none of the front matter's own fields.
std::optional<KbFile> read_kb_file(std::string_view text, Findings& findings);

// What holds where there is no kb.yaml (lenient builds): Finnish first, the topic "muut".
KnowledgeBase default_knowledge_base();

}  // namespace tiski
