#pragma once

#include "server/request/search_state.h"
#include "server/views/search_page.h"
#include "server/views/visit.h"

namespace tiski {

// What a search found: all that JSON says, and most of the page.
views::SearchPage make_search_results(const Visit& visit, const SearchState& state);

// What only the page shows: its shell, the cards above the results, ways out of an empty one.
void add_page_parts(const Visit& visit, const SearchState& state, views::SearchPage& page);

}  // namespace tiski
