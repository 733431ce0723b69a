#include "tests/bench/parts.h"

#include <functional>

#include "tests/bench/bench_index.h"
#include "tests/bench/clock.h"

namespace tiski::bench {
namespace {

Ranking without(const std::function<void(Ranking&)>& change) {
  Ranking ranking = kRanking;
  change(ranking);
  return ranking;
}

}  // namespace

std::vector<Part> parts_of_the_recipe() {
  return {
      {"compound parts", without([](Ranking& r) { r.parts = 0; })},
      {"pieces of unknown hyphenated words", without([](Ranking& r) { r.pieces = 0; })},
      {"surface forms", without([](Ranking& r) { r.surface = 0; })},
      {"derivational bases", without([](Ranking& r) { r.derivation = 0; })},
      {"4-grams of unknown words", without([](Ranking& r) { r.grams = 0; })},
      {"words joined to compounds", without([](Ranking& r) { r.joined = 0; })},
      {"synonyms", without([](Ranking& r) { r.synonym = 0; })},
      {"related words", without([](Ranking& r) { r.related = 0; })},
      {"translations", without([](Ranking& r) { r.translation = r.stray_translation = 0; })},
      {"title terms", without([](Ranking& r) { r.title = 0; })},
      {"coverage of the title", without([](Ranking& r) { r.title_coverage = 0; })},
      {"coverage of the tags", without([](Ranking& r) { r.tag_coverage = 0; })},
      {"coverage of a heading", without([](Ranking& r) { r.heading_coverage = 0; })},
      {"the best passage", without([](Ranking& r) { r.passage = 0; })},
      {"nearness and adjacency", without([](Ranking& r) { r.nearness = r.adjacency = 0; })},
      {"the closer look as a whole", without([](Ranking& r) { r.closer_look = 0; })},
      {"listing the outstanding too", without([](Ranking& r) { r.outstanding_count = 0; })},
      {"asking for enough words", without([](Ranking& r) { r.requirement = Requirement::kAnyWord; })},
  };
}

PartScore score_part(const Asked& asked, const std::shared_ptr<AnalyzerPool>& analyzers, const Ranking& ranking) {
  const Searcher searcher(asked.snapshot, analyzers, ranking);
  const auto search = [&](const std::string& query) {
    return listed_ids(searcher, query, 10, Typing::kDone, asked.lang);
  };
  PartScore score;
  // The first round warms the caches; only the second one is timed.
  score.mrr10 = score_ranking(asked.queries, search).mrr10;
  const double begin = cpu_seconds();
  for (const auto& query : asked.queries) search(query.text);
  score.microseconds =
      (cpu_seconds() - begin) * 1e6 / static_cast<double>(std::max<std::size_t>(asked.queries.size(), 1));
  return score;
}

}  // namespace tiski::bench
