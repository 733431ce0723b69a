#include <algorithm>
#include <string>

#include "indexer/checks/checks.h"

namespace tiski {
namespace {

constexpr int kMustBeAmong = 3;
constexpr int kLookAmong = 50;

// The rank from 1 at which the question finds the article; 0: not among the first fifty.
int rank_of(const Searcher& searcher, const Article& article, const std::string& question, Date today) {
  SearchRequest request;
  request.q = question;
  request.lang = article.lang;
  request.per_page = kLookAmong;
  request.other_languages = false;
  request.today = today;
  const SearchResults results = searcher.search(request);
  const auto found = std::find_if(results.hits.begin(), results.hits.end(),
                                  [&](const SearchHit& hit) { return hit.record.id == article.id; });
  return found == results.hits.end() ? 0 : static_cast<int>(found - results.hits.begin()) + 1;
}

}  // namespace

void check_search_tests(const Content& content, const Searcher& searcher, Date today,
                        std::vector<Diagnostic>& findings) {
  for (const SourceArticle& source : content.articles) {
    const Article& article = source.article;
    if (article.status != Status::kPublished || !is_valid_on(article, today) || source.broken) continue;
    for (std::size_t i = 0; i < article.search_tests.size(); ++i) {
      const int rank = rank_of(searcher, article, article.search_tests[i], today);
      if (rank >= 1 && rank <= kMustBeAmong) continue;
      const Position at = source.fields.at("search_tests").items[i];
      Findings into(article.path, findings);
      if (rank == 0) {
        into.add("search-test-failed.nowhere", at, {{"question", article.search_tests[i]}});
      } else {
        into.add("search-test-failed", at, {{"question", article.search_tests[i]}, {"rank", std::to_string(rank)}});
      }
    }
  }
}

}  // namespace tiski
