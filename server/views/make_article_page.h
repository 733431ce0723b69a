#pragma once

#include <cstdint>
#include <string_view>

#include "server/views/article_page.h"
#include "server/views/visit.h"

namespace tiski {

// The article with its matched words of `q` marked (none for an empty q). It may be in another language than the page.
views::ArticlePage make_article(const Visit& visit, std::uint32_t docid, std::string_view q);

// What only the page shows: its shell and the feedback form.
void add_page_parts(const Visit& visit, views::ArticlePage& page);

}  // namespace tiski
