#include "tests/bench/spelling.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "search/language/analyzer.h"
#include "search/language/text.h"
#include "search/query/speller.h"
#include "tests/bench/eval_set.h"

namespace tiski::bench {
namespace {

struct Pair {
  std::string typed;
  std::string meant;
};

enum class Stands { kInIndex, kElsewhere };

std::vector<Pair> read_pairs(const std::filesystem::path& typos, const Speller& speller, Stands where,
                             std::size_t step) {
  std::vector<Pair> pairs;
  std::size_t number = 0;
  for (const auto& row : read_table(typos)) {
    if (row.size() < 2) continue;
    const bool in_index = speller.articles_with(fold(row[1])) > 0;
    if (in_index != (where == Stands::kInIndex)) continue;
    if (number++ % step == 0) pairs.push_back({row[0], row[1]});
  }
  return pairs;
}

std::optional<std::string> offered(const Searcher& searcher, const std::string& word) {
  SearchRequest request;
  request.q = word;
  request.lang = "fi";
  request.other_languages = false;
  request.today = today();
  return searcher.search(request).corrected;
}

bool share_a_lemma(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&b](const std::string& lemma) { return std::find(b.begin(), b.end(), lemma) != b.end(); });
}

double share(std::size_t count, std::size_t of) {
  return static_cast<double>(count) / static_cast<double>(std::max<std::size_t>(of, 1));
}

}  // namespace

MisspellingScore score_misspellings(const std::filesystem::path& typos, const Searcher& searcher,
                                    const StockXapian& stock, std::size_t step) {
  const Speller speller(searcher.snapshot().database(), "fi");
  const auto analyzer = Analyzer::open("fi");
  const auto pairs = read_pairs(typos, speller, Stands::kInIndex, step);
  std::size_t right = 0;
  std::size_t same = 0;
  std::size_t first = 0;
  std::size_t three = 0;
  std::size_t stock_first = 0;
  for (const auto& [typed, meant] : pairs) {
    const std::string form = fold(meant);
    const auto near = speller.near_words(fold(typed), 3);
    first += !near.empty() && near.front() == form;
    three += std::find(near.begin(), near.end(), form) != near.end();
    stock_first += fold(stock.correct(typed)) == form;
    const auto proposal = offered(searcher, typed);
    if (!proposal) continue;
    right += fold(*proposal) == form;
    const auto lemmas = analyzer->analyze(meant).lemmas;
    same += share_a_lemma(lemmas, analyzer->analyze(*proposal).lemmas);
  }
  const auto n = pairs.size();
  return {n, share(right, n), share(same, n), share(first, n), share(three, n), share(stock_first, n)};
}

FalseCorrections score_false_corrections(const std::filesystem::path& typos, const Searcher& searcher,
                                         const StockXapian& stock, std::size_t step) {
  const Speller speller(searcher.snapshot().database(), "fi");
  const auto pairs = read_pairs(typos, speller, Stands::kElsewhere, step);
  std::size_t corrected = 0;
  std::size_t by_stock = 0;
  for (const auto& pair : pairs) {
    corrected += offered(searcher, pair.meant).has_value();
    by_stock += !stock.correct(pair.meant).empty();
  }
  return {pairs.size(), share(corrected, pairs.size()), share(by_stock, pairs.size())};
}

}  // namespace tiski::bench
