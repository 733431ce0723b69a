#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "search/query/searcher.h"

namespace tiski::bench {

// A question and the article that answers it.
struct Question {
  std::string text;
  std::string article;
};

// A file of tests/relevance: "article-id:" and under it lines '  - "question"'.
std::vector<Question> read_questions(const std::filesystem::path& file);

struct QuestionScore {
  std::size_t asked = 0;
  double first = 0;
  double top3 = 0;
};

// All asked with best_for off: of the articles in `lang`, the language asked in.
QuestionScore score_questions(const std::vector<Question>& questions, const Searcher& searcher,
                              const std::string& lang);
// Asked in `lang` of the articles in `other` alone.
QuestionScore score_across(const std::vector<Question>& questions, const Searcher& searcher, const std::string& lang,
                           const std::string& other);

}  // namespace tiski::bench
