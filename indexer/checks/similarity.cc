#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/checks/checks.h"
#include "search/language/text.h"

namespace tiski {
namespace {

constexpr std::size_t kShingleWords = 5;
constexpr std::size_t kMinShingles = 20;  // shorter texts resemble each other by chance
constexpr std::size_t kMaxSharers = 20;   // what so many articles share is a set phrase
constexpr double kNearlyTheSame = 0.5;    // of the shorter article's shingles

using Shingles = std::vector<std::size_t>;

// Hashes of every five words in a row, distinct, ascending.
Shingles shingles_of(const SourceArticle& source) {
  std::vector<std::size_t> words;
  for (const TextRun& run : source.runs) {
    for (const Token& token : tokenize(run.text)) words.push_back(std::hash<std::string>{}(fold(token.in(run.text))));
  }
  Shingles shingles;
  for (std::size_t i = 0; i + kShingleWords <= words.size(); ++i) {
    std::size_t hash = 0;
    for (std::size_t j = 0; j < kShingleWords; ++j) hash = hash * 1000003 + words[i + j];
    shingles.push_back(hash);
  }
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

void check_language(const std::vector<const SourceArticle*>& articles, std::vector<Diagnostic>& findings) {
  std::vector<Shingles> shingles;
  std::unordered_map<std::size_t, std::vector<std::size_t>> sharers;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    shingles.push_back(shingles_of(*articles[i]));
    for (const std::size_t shingle : shingles.back()) sharers[shingle].push_back(i);
  }
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> common;
  for (const auto& [shingle, numbers] : sharers) {
    if (numbers.size() > kMaxSharers) continue;
    for (std::size_t a = 0; a < numbers.size(); ++a) {
      for (std::size_t b = a + 1; b < numbers.size(); ++b) ++common[{numbers[a], numbers[b]}];
    }
  }
  for (const auto& [pair, count] : common) {
    const std::size_t shorter = std::min(shingles[pair.first].size(), shingles[pair.second].size());
    const double share = static_cast<double>(count) / static_cast<double>(shorter);
    if (shorter < kMinShingles || share < kNearlyTheSame) continue;
    const std::string percent = std::to_string(static_cast<int>(share * 100));
    Findings(articles[pair.second]->article.path, findings)
        .add("near-duplicate", {}, {{"other", articles[pair.first]->article.path}, {"percent", percent}});
  }
}

}  // namespace

void check_similarity(const Content& content, std::vector<Diagnostic>& findings) {
  std::map<std::string, std::vector<const SourceArticle*>> by_language;
  for (const SourceArticle& source : content.articles) {
    if (source.article.status != Status::kArchived) by_language[source.article.lang].push_back(&source);
  }
  for (const auto& [lang, articles] : by_language) check_language(articles, findings);
}

}  // namespace tiski
