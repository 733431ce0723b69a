#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/checks/rules.h"
#include "search/article/knowledge_base.h"

namespace tiski {

// content/glossary.yaml: a list of {id, fi: [word, …] or word, en:, sv:, definition: {fi, en, sv}, say: {fi, en, sv}}.
// What is wrong is left out and reported.
std::vector<GlossaryTerm> read_glossary_file(std::string_view text, const std::vector<std::string>& languages,
                                             Findings& findings);

}  // namespace tiski
