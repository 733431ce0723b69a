#include "search/article/article.h"

namespace tiski {

std::string Section::text() const {
  std::string all;
  for (const Block& block : blocks) {
    if (block.text.empty()) continue;
    if (!all.empty()) all += '\n';
    all += block.text;
  }
  return all;
}

bool is_valid_on(const Article& article, Date day) {
  if (article.valid_from && day < *article.valid_from) return false;
  return !article.valid_to || day <= *article.valid_to;
}

FreshnessState freshness_on(std::optional<Date> review_by, Date day) {
  if (!review_by) return FreshnessState::kOk;
  const std::chrono::sys_days due = *review_by;
  const std::chrono::sys_days now = day;
  if (due < now) return FreshnessState::kOverdue;
  return due - now <= std::chrono::days{30} ? FreshnessState::kDue : FreshnessState::kOk;
}

}  // namespace tiski
