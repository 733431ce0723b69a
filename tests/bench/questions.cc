#include "tests/bench/questions.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <stdexcept>

namespace tiski::bench {
namespace {

SearchRequest ask(const std::string& text, const std::string& lang) {
  SearchRequest request;
  request.q = text;
  request.lang = lang;
  request.with_pins = false;
  request.today = today();
  return request;
}

using Answer = std::function<std::vector<SearchHit>(const std::string& question)>;

QuestionScore score(const std::vector<Question>& questions, const Answer& answer) {
  std::size_t first = 0;
  std::size_t top3 = 0;
  for (const Question& question : questions) {
    const auto hits = answer(question.text);
    const auto best = hits.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(3, hits.size()));
    const auto found =
        std::find_if(hits.begin(), best, [&](const SearchHit& hit) { return hit.record.id == question.article; });
    first += found == hits.begin() && found != best;
    top3 += found != best;
  }
  const auto n = static_cast<double>(std::max<std::size_t>(questions.size(), 1));
  return {questions.size(), static_cast<double>(first) / n, static_cast<double>(top3) / n};
}

}  // namespace

std::vector<Question> read_questions(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  std::vector<Question> questions;
  std::string article;
  for (std::string line; std::getline(stream, line);) {
    if (line.empty() || line.front() == '#') continue;
    const auto quote = line.find('"');
    if (quote == std::string::npos) {
      article = line.substr(0, line.find(':'));
    } else {
      questions.push_back({line.substr(quote + 1, line.rfind('"') - quote - 1), article});
    }
  }
  return questions;
}

QuestionScore score_questions(const std::vector<Question>& questions, const Searcher& searcher,
                              const std::string& lang) {
  return score(questions, [&](const std::string& text) { return searcher.search(ask(text, lang)).hits; });
}

QuestionScore score_across(const std::vector<Question>& questions, const Searcher& searcher, const std::string& lang,
                           const std::string& other) {
  return score(questions, [&](const std::string& text) {
    for (auto& found : searcher.search(ask(text, lang)).other_languages) {
      if (found.lang == other) return std::move(found.hits);
    }
    return std::vector<SearchHit>();
  });
}

}  // namespace tiski::bench
