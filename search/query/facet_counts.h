#pragma once

#include <map>
#include <string>
#include <vector>

#include "search/index/snapshot.h"
#include "search/query/search_request.h"

namespace tiski {

using Filters = std::map<std::string, std::vector<std::string>>;

// Filters over a set of matches: OR inside a facet, AND between facets. Every number is a popcount and exact.
class FacetFilter {
 public:
  // `filters` are facets and values of the knowledge base; unknown ones match nothing.
  FacetFilter(const Snapshot& snapshot, const Filters& filters);

  // The matches that pass all filters.
  Bitmap apply(Bitmap matches) const;
  // For each value of each facet: the results with that value alone chosen in its facet and all others as they stand.
  std::vector<FacetCounts> count(const Bitmap& matches) const;
  // For each chosen value: the results when that one is lifted.
  std::vector<std::pair<std::pair<std::string, std::string>, std::size_t>> count_lifted(const Bitmap& matches) const;

 private:
  Bitmap apply_others(Bitmap matches, const std::string& facet) const;

  const Snapshot* snapshot_;
  const Filters* filters_;
  std::map<std::string, Bitmap> chosen_;  // facet → articles with any of its chosen values
};

}  // namespace tiski
