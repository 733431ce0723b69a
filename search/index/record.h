#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "search/article/article.h"

namespace tiski {

// What a result list shows of an article: the document data.
struct ArticleRecord {
  std::string id;
  std::string slug;
  std::string lang;
  std::string title;
  std::string summary;
  std::string owner;
  FacetValues facets;
  std::optional<Date> reviewed;
  std::optional<Date> review_by;

  bool operator==(const ArticleRecord&) const = default;

  std::string to_json() const;
  static ArticleRecord from_json(std::string_view text);  // throws Error on damage
};

ArticleRecord make_record(const Article& article);

}  // namespace tiski
