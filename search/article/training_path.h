#pragma once

#include <string>
#include <vector>

#include "search/article/article.h"

namespace tiski {

// One answer to choose from, and why it is right or wrong.
struct PathOption {
  LocalizedText text;
  LocalizedText why;
  bool correct = false;
  bool operator==(const PathOption&) const = default;
};

// A question to check oneself with: two options or more, exactly one of them correct.
struct PathQuestion {
  LocalizedText text;
  std::vector<PathOption> options;
  bool operator==(const PathQuestion&) const = default;
};

struct PathStep {
  LocalizedText title;
  std::vector<std::string> articles;  // ids, in the order of reading; at least one
  std::vector<PathQuestion> questions;
  bool operator==(const PathStep&) const = default;
};

// content/paths/ID.yaml: articles to read in an order, in steps. All its texts are in the languages of its title.
struct TrainingPath {
  std::string id;
  LocalizedText title;
  LocalizedText description;
  std::vector<PathStep> steps;
  bool operator==(const TrainingPath&) const = default;
};

}  // namespace tiski
