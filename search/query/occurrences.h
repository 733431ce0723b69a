#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/index/text_map.h"
#include "search/language/analyzer.h"
#include "search/query/match_pass.h"
#include "search/query/query_plan.h"
#include "search/query/term_reader.h"

namespace tiski {

// A place in an article's text where something stands that matches a word of the query.
struct Occurrence {
  std::uint32_t position = 0;
  std::size_t word = 0;  // index into QueryPlan::words
  MatchHow how = MatchHow::kLemma;
  const PlannedSpan* span = nullptr;  // it stands for several words at once
};

// Where the plan's words stand in one document, by the index's own position lists, ascending by position; of several at
// one position the strongest. A word's parts are looked for only where the word itself was not found.
std::vector<Occurrence> find_occurrences(const TermReader& reader, std::uint32_t docid, const QueryPlan& plan,
                                         const MatchPass& pass, const TextMap& map);

// Takes out those of light words, which weigh but are nothing to show.
void drop_light(std::vector<Occurrence>& occurrences, const QueryPlan& plan);

// How much a way of matching is worth beside the word itself: 1 for kLemma.
double strength_of(MatchHow how);

// The form that stands at a place of the text.
std::string_view form_at(const TextMap::Place& place);

// For each word of the query that stands in the text: the plainest form of it and how the two hang together. What the
// index cannot tell apart (a lemma and a part of a compound stand at the same position) the analyser can.
std::vector<Match> explain_matches(const std::vector<Occurrence>& occurrences, const QueryPlan& plan,
                                   const TextMap& map, Analyzer& analyzer);

}  // namespace tiski
