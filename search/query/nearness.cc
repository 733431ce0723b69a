#include "search/query/nearness.h"

#include <algorithm>
#include <string>

#include "search/index/schema.h"
#include "search/query/phrases.h"
#include "search/query/query_builder.h"

namespace tiski {
namespace {

// A lemma's postings carry wdf 2 a place.
constexpr double kLemmaWdf = 2;

struct Word {
  std::vector<std::string> terms;
  double weight = 0;  // term_weight
};

Word lemma_terms(const Xapian::Database& db, const PlannedWord& planned, double documents, const Ranking& ranking) {
  Word word;
  for (const auto& evidence : planned.evidence) {
    const bool positional = evidence.terms.front().front() == kFields[static_cast<std::size_t>(Field::kWord)].prefix;
    if (evidence.how == MatchHow::kLemma && positional) word.terms = evidence.terms;
  }
  double with_word = 0;
  for (const auto& term : word.terms) with_word = std::max(with_word, static_cast<double>(db.get_termfreq(term)));
  word.weight = term_weight(ranking, documents, with_word);
  return word;
}

bool stand_near(const std::vector<Xapian::termpos>& a, const std::vector<Xapian::termpos>& b, unsigned window) {
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const auto distance = a[i] < b[j] ? b[j] - a[i] : a[i] - b[j];
    if (distance != 0 && distance < window) return true;
    if (a[i] < b[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return false;
}

double nearness(const Xapian::Database& db, std::uint32_t docid, const std::vector<Word>& words,
                const Ranking& ranking) {
  const double length = static_cast<double>(db.get_doclength(docid)) / std::max(db.get_avlength(), 1.0);
  double sum = 0;
  std::vector<Xapian::termpos> previous;
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto positions = term_positions(db, docid, words[i].terms);
    if (i > 0 && stand_near(previous, positions, ranking.nearness_window)) {
      sum += bm25(ranking, words[i - 1].weight, kLemmaWdf * static_cast<double>(previous.size()), length) +
             bm25(ranking, words[i].weight, kLemmaWdf * static_cast<double>(positions.size()), length);
    }
    previous = std::move(positions);
  }
  return ranking.nearness * sum;
}

}  // namespace

bool ranks_before(const Ranked& a, const Ranked& b) {
  return a.score != b.score ? a.score > b.score : a.docid < b.docid;
}

void rerank_by_nearness(const Xapian::Database& db, const QueryPlan& plan, double documents, const Ranking& ranking,
                        std::vector<Ranked>& ranked) {
  if (plan.words.size() < 2 || ranking.nearness <= 0) return;
  std::vector<Word> words;
  for (const auto& planned : plan.words) words.push_back(lemma_terms(db, planned, documents, ranking));
  const auto end = ranked.begin() + static_cast<std::ptrdiff_t>(std::min(ranking.rerank, ranked.size()));
  for (auto it = ranked.begin(); it != end; ++it) it->score += nearness(db, it->docid, words, ranking);
  std::sort(ranked.begin(), end, ranks_before);
}

}  // namespace tiski
