#pragma once

#include <string>
#include <vector>

#include "search/query/searcher.h"
#include "tests/bench/eval_set.h"
#include "tests/bench/questions.h"

namespace tiski::bench {

// One part of the recipe, and the ranking without it.
struct Part {
  std::string name;
  Ranking without;
};

std::vector<Part> parts_of_the_recipe();

// What is asked of an index: a set's queries, or the plan's questions.
struct Asked {
  std::string name;
  std::vector<EvalQuery> queries;
  std::string lang;
  std::shared_ptr<const Snapshot> snapshot;
};

struct PartScore {
  double mrr10 = 0;
  double microseconds = 0;  // CPU time a query takes
};

PartScore score_part(const Asked& asked, const std::shared_ptr<AnalyzerPool>& analyzers, const Ranking& ranking);

}  // namespace tiski::bench
