#pragma once

#include <vector>

#include "search/query/search_request.h"
#include "search/query/search_session.h"
#include "search/query/suggest_index.h"

namespace tiski {

// What the reader may want, while typing: articles whose title goes on what was typed, then sections by their headings,
// then words of the glossary and tags, then the sections that a search finds best; one line an article. When nothing
// goes on it, an ending is taken away (half-typed inflected forms), then a slip is mended.
std::vector<Suggestion> suggest(const SearchResources& resources, const SuggestRequest& request);

}  // namespace tiski
