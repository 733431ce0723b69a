#include "search/query/compound_parts.h"

#include <cstddef>
#include <utility>

#include "search/language/text.h"

namespace tiski {
namespace {

constexpr std::size_t kShortestPart = 3;
constexpr std::size_t kLongestWord = 40;
constexpr int kMostParts = 3;

class Splitter {
 public:
  Splitter(Analyzer& analyzer, const TermLookup& lookup) : analyzer_(analyzer), lookup_(lookup) {}

  // The longest beginning first, which is a word itself or made up of fewer.
  std::vector<std::string> split(std::string_view word, int most_parts) {
    if (most_parts < 2) return {};
    for (auto letters = code_point_count(word); letters-- > kShortestPart;) {
      const auto beginning = first_code_points(word, letters);
      const auto end = word.substr(beginning.size());
      if (!is_word(end)) continue;
      auto parts = parts_of(beginning, most_parts - 1);
      if (parts.empty() && beginning.ends_with('s')) {
        parts = parts_of(beginning.substr(0, beginning.size() - 1), most_parts - 1);
      }
      if (parts.empty()) continue;
      parts.push_back(lemma(end));
      return parts;
    }
    return {};
  }

 private:
  std::vector<std::string> parts_of(std::string_view beginning, int most_parts) {
    return is_word(beginning) ? std::vector{lemma(beginning)} : split(beginning, most_parts);
  }

  bool is_word(std::string_view text) {
    return code_point_count(text) >= kShortestPart && !analyzer_.is_stop_word(text) &&
           !lookup_.present(Field::kWord, analyzer_.analyze(text).lemmas).empty();
  }

  std::string lemma(std::string_view text) { return analyzer_.analyze(text).lemmas.front(); }

  Analyzer& analyzer_;
  const TermLookup& lookup_;
};

}  // namespace

std::vector<std::string> find_compound_parts(std::string_view word, Analyzer& analyzer, const TermLookup& lookup) {
  if (code_point_count(word) > kLongestWord) return {};
  return Splitter(analyzer, lookup).split(word, kMostParts);
}

}  // namespace tiski
