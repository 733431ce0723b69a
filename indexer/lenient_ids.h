#pragma once

#include <vector>

#include "indexer/content.h"

namespace tiski {

// Gives each article of a lenient build an id and slug, distinct within its language and the same whenever the same
// files are there: the front matter's id, else the slug of the file's name ("Q 12.md" → "q-12"), else, where several
// files share that name, of its whole path; and where that is taken too, or holds no letters, a digest of the path
// after it.
void give_lenient_ids(std::vector<SourceArticle>& articles);

}  // namespace tiski
