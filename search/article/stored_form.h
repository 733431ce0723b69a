#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/article/article.h"
#include "search/article/knowledge_base.h"
#include "search/article/training_path.h"

namespace tiski {

// The stored form of our values: JSON text, kept in the index. Reading throws Error on text that is not of this form
// (a damaged index), and from_stored(to_stored(x)) equals x.
std::string to_stored(const Article& article);
std::string to_stored(const KnowledgeBase& kb);
std::string to_stored(const std::vector<GlossaryTerm>& glossary);
std::string to_stored(const Synonyms& synonyms);
std::string to_stored(const std::vector<TrainingPath>& paths);

Article article_from_stored(std::string_view text);
KnowledgeBase knowledge_base_from_stored(std::string_view text);
std::vector<GlossaryTerm> glossary_from_stored(std::string_view text);
Synonyms synonyms_from_stored(std::string_view text);
std::vector<TrainingPath> paths_from_stored(std::string_view text);

}  // namespace tiski
