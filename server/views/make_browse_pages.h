#pragma once

#include <string>
#include <vector>

#include "server/views/browse_pages.h"
#include "server/views/visit.h"

namespace tiski {

views::HomePage make_home_page(const Visit& visit);

// Articles by title. At most kMaxPerPage; the search has the rest.
views::TopicPage make_topic_page(const Visit& visit, const FacetValue& topic);

// Every title, and every word that leads to one: trainers' tags and groups of equal words. Costs a search for each such
// word: the page is kept, for the day and generation (az_pages.h).
std::vector<views::AzLetter> make_az_letters(const Visit& visit);
views::AzPage make_az_page(const Visit& visit, std::vector<views::AzLetter> letters);

views::GlossaryPage make_glossary_page(const Visit& visit);

// "help", "accessibility"
views::PlainPage make_plain_page(const Visit& visit, const std::string& page);

// `words`: what the address says.
views::NotFoundPage make_not_found_page(const Visit& visit, const std::string& words);

// Works without an index too. `key` names the messages KEY_heading and KEY_text.
views::ErrorPage make_error_page(const Visit& visit, int status, const std::string& key);

}  // namespace tiski
