#pragma once

#include <string_view>
#include <vector>

#include "search/article/training_path.h"
#include "server/views/path_page.h"
#include "server/views/visit.h"

namespace tiski {

// The training paths of the visit's index, in its language where they have it, else in the first that they have.
std::vector<views::PathLink> make_path_links(const Visit& visit);
views::PathsPage make_paths_page(const Visit& visit);

// Null: there is none of that id.
const TrainingPath* find_path(const Visit& visit, std::string_view id);

// The request's parameters are the answers: s1q2=3 is the third answer to the second question of the first step.
// Guides that are not shown today are left out.
views::PathPage make_path_page(const Visit& visit, const TrainingPath& path);

// Does a training path lead to the article?
bool is_on_path(const Visit& visit, std::string_view article);

}  // namespace tiski
