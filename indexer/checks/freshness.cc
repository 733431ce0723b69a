#include "indexer/checks/checks.h"

namespace tiski {

void check_freshness(const Content& content, Date today, std::vector<Diagnostic>& findings) {
  for (const SourceArticle& source : content.articles) {
    const Article& article = source.article;
    if (article.status != Status::kPublished || freshness_on(article.review_by, today) != FreshnessState::kOverdue)
      continue;
    const auto field = source.fields.find("reviewed");
    const Position at = field != source.fields.end() ? field->second.key : Position{};
    Findings(article.path, findings).add("review-overdue", at, {{"date", format_date(*article.review_by)}});
  }
}

}  // namespace tiski
