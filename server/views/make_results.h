#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/views/result.h"
#include "server/views/visit.h"

namespace tiski {

// The pieces that pages and JSON share: articles in lists, quotations, freshness, cards.

// "/fi/a/SLUG?q=…#ANCHOR"; q and anchor may be empty.
std::string article_url(std::string_view lang, std::string_view slug, std::string_view q = {},
                        std::string_view anchor = {});
std::string topic_url(std::string_view lang, std::string_view topic);
// The search with one facet value chosen.
std::string facet_value_url(const Visit& visit, const std::string& facet, const std::string& value);

// The label of a facet's value in the page's language; the value where kb.yaml has none.
std::string value_label(const Visit& visit, std::string_view facet, std::string_view value);
// An article's only value of a facet; empty where it has none.
std::string first_value(const FacetValues& facets, const std::string& facet);

views::Freshness make_freshness(const Visit& visit, std::optional<Date> reviewed, std::optional<Date> review_by);

// The text cut at its ranges.
std::vector<views::TextPiece> make_pieces(const Snippet& snippet);
// The text with every word marked whose folded form is among `forms` (ascending).
std::vector<views::TextPiece> mark_words(std::string_view text, const std::vector<std::string>& forms);

// An article in a list, without sections.
views::ArticleCard make_card(const Visit& visit, const ArticleRecord& record);
// A search's result: `q` goes into its URLs, `number` is its place from 1.
views::ArticleCard make_card(const Visit& visit, const SearchHit& hit, const std::string& q, std::size_t number);

// The first block of ready words, of the section with that anchor if it has one; at most `limit` phrases. Nothing for
// an article without any.
std::optional<views::SayCard> make_say_card(const Visit& visit, const Article& article, std::string_view anchor,
                                            std::string_view html_id, std::size_t limit);

// Nothing for a term without a word in the page's language.
std::optional<views::TermView> make_term(const Visit& visit, const GlossaryTerm& term);
std::string term_url(std::string_view lang, std::string_view term_id);

// The document of an article in `lang`, or in the first language of the knowledge base that has it; valid today.
std::optional<std::uint32_t> find_article(const Visit& visit, const Xapian::Database& db, const std::string& id);

}  // namespace tiski
