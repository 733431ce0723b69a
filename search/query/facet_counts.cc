#include "search/query/facet_counts.h"

#include <algorithm>
#include <utility>

namespace tiski {
namespace {

Bitmap with_any(const Snapshot& snapshot, const std::string& facet, const std::vector<std::string>& values) {
  Bitmap any(snapshot.max_docid());
  for (const auto& value : values) any |= snapshot.with_facet_value(facet, value);
  return any;
}

}  // namespace

FacetFilter::FacetFilter(const Snapshot& snapshot, const Filters& filters) : snapshot_(&snapshot), filters_(&filters) {
  for (const auto& [facet, values] : filters) {
    if (!values.empty()) chosen_.emplace(facet, with_any(snapshot, facet, values));
  }
}

Bitmap FacetFilter::apply(Bitmap matches) const {
  for (const auto& [facet, articles] : chosen_) matches &= articles;
  return matches;
}

Bitmap FacetFilter::apply_others(Bitmap matches, const std::string& facet) const {
  for (const auto& [other, articles] : chosen_) {
    if (other != facet) matches &= articles;
  }
  return matches;
}

std::vector<FacetCounts> FacetFilter::count(const Bitmap& matches) const {
  const Bitmap filtered = apply(matches);
  std::vector<FacetCounts> counts;
  for (const auto& facet : snapshot_->knowledge_base().facets) {
    const auto chosen = filters_->find(facet.name);
    const bool filters_here = chosen_.contains(facet.name);
    const Bitmap others = filters_here ? apply_others(matches, facet.name) : Bitmap();
    const Bitmap& counted = filters_here ? others : filtered;
    FacetCounts facet_counts{facet.name, {}};
    for (const auto& value : facet.values) {
      const bool selected = chosen != filters_->end() &&
                            std::find(chosen->second.begin(), chosen->second.end(), value.id) != chosen->second.end();
      const auto& articles = snapshot_->with_facet_value(facet.name, value.id);
      facet_counts.values.push_back({value.id, Bitmap::count_common(counted, articles), selected});
    }
    counts.push_back(std::move(facet_counts));
  }
  return counts;
}

std::vector<std::pair<std::pair<std::string, std::string>, std::size_t>> FacetFilter::count_lifted(
    const Bitmap& matches) const {
  std::vector<std::pair<std::pair<std::string, std::string>, std::size_t>> counts;
  for (const auto& [facet, values] : *filters_) {
    const Bitmap others = apply_others(matches, facet);
    for (const auto& value : values) {
      std::vector<std::string> kept;
      std::remove_copy(values.begin(), values.end(), std::back_inserter(kept), value);
      const auto count =
          kept.empty() ? others.count() : Bitmap::count_common(others, with_any(*snapshot_, facet, kept));
      counts.push_back({{facet, value}, count});
    }
  }
  return counts;
}

}  // namespace tiski
