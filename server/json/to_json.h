#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/index/index_info.h"
#include "search/query/search_request.h"
#include "server/views/article_page.h"
#include "server/views/search_page.h"
#include "server/views/visit.h"

namespace tiski {

// The API's answers, made from the very view models that the pages show. snake_case, RFC 3339 dates, text never HTML
// but for an article's `html`. All texts valid UTF-8.

std::string search_json(const Visit& visit, const views::SearchPage& page, double took_ms);
// A list of articles with its page: /articles.
std::string articles_json(const Visit& visit, const views::SearchPage& page);
std::string article_json(const views::ArticlePage& page);
std::string related_json(const views::ArticlePage& page);
std::string facets_json(const Visit& visit, const views::SearchPage& page);
std::string glossary_json(const Visit& visit, const std::vector<views::TermView>& terms);
std::string suggestions_json(const Visit& visit, std::string_view q, const std::vector<Suggestion>& suggestions);
// The OpenSearch suggestions format: [q, [texts], [details], [addresses]].
std::string opensearch_suggestions_json(const Visit& visit, std::string_view q,
                                        const std::vector<Suggestion>& suggestions);
std::string suggestion_url(std::string_view lang, const Suggestion& suggestion);

// `info` null: there is no index.
std::string health_json(const IndexInfo* info);

// RFC 9457. `parameter` is left out where empty.
std::string problem_json(int status, std::string_view detail, std::string_view parameter, std::string_view request_id);

}  // namespace tiski
