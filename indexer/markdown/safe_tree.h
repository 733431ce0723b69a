#pragma once

#include <vector>

#include "indexer/markdown/markdown.h"
#include "indexer/markdown/tree.h"

namespace tiski {

// Makes a freshly parsed tree fit for our pages: raw HTML out (its words stay), links and images safe and led to their
// articles, pipe tables and headings inside quotes and lists reported. Returns the links and images as written.
std::vector<LinkUse> make_safe(cmark_node* document, const SourceLines& lines, const MarkdownOptions& options,
                               Findings& findings);

}  // namespace tiski
