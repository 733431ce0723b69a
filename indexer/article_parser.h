#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/content.h"

namespace tiski {

// An article is read in two steps, as its links can only be led once all articles are known.

// First: everything above the body. `path` begins with the language in strict builds; in lenient ones the language is
// the knowledge base's first where it does not. The id may still be empty in lenient builds.
SourceArticle read_article_head(const std::string& path, const std::string& bytes, const KnowledgeBase& kb,
                                Strictness strictness, Findings& findings);

// Second: the body. Lenient: also what is derived from it, title and summary.
void read_article_body(SourceArticle& article, const KnowledgeBase& kb, Strictness strictness,
                       const std::function<std::optional<std::string>(std::string_view)>& slug_of, Findings& findings);

// The language folder of a path: "fi" of "fi/a/b.md"; nothing where the first step is none of the languages.
std::optional<std::string> language_of(std::string_view path, const KnowledgeBase& kb);

}  // namespace tiski
