#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/checks/rules.h"
#include "search/article/training_path.h"

namespace tiski {

// An article that a path names, with its place.
struct PathArticlePlace {
  std::string article;
  Position at;
};

struct PathFile {
  std::string file;  // "paths/ensimmainen-viikko.yaml"
  TrainingPath path;
  std::vector<PathArticlePlace> articles;
  bool broken = false;  // it, or an article it names, has an error
};

// content/paths/ID.yaml:
//   title: {fi: …, en: …}
//   description: {fi: …, en: …}
//   steps:
//     - title: {fi: …, en: …}
//       articles: [id, …]
//       questions:
//         - question: {fi: …, en: …}
//           options:
//             - {text: {fi: …, en: …}, why: {fi: …, en: …}, correct: true}
// A plain text stands for the first language. Every text must be there in each language of the title.
// Nothing when it is no YAML at all; otherwise what could be read, with the findings.
std::optional<PathFile> read_path_file(std::string id, std::string_view text, const std::vector<std::string>& languages,
                                       Findings& findings);

}  // namespace tiski
