#pragma once

#include <cstdint>
#include <vector>

#include "search/index/text_map.h"
#include "search/query/occurrences.h"
#include "search/query/query_plan.h"
#include "search/query/ranking.h"

namespace tiski {

struct Ranked {
  std::uint32_t docid = 0;
  double score = 0;
};

// Best first; equal scores by document id, so that pages never overlap.
bool ranks_before(const Ranked& a, const Ranked& b);

// What BM25 does not see of an article: where in it the words stand, and how close together. To be added to its score,
// in the same measure. `rarity[i]` is the term_weight of the plan's word i.
double closer_look(const TextMap& map, const std::vector<Occurrence>& occurrences, const std::vector<double>& rarity,
                   const Ranking& ranking);

}  // namespace tiski
