#include "search/query/closer_look.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

namespace tiski {
namespace {

// The sum over the words of what the strongest place of each is worth.
class Coverage {
 public:
  explicit Coverage(const std::vector<double>& worth) : worth_(worth), strength_(worth.size()) {}

  void add(const Occurrence& occurrence) {
    auto& strength = strength_[occurrence.word];
    const double added = strength_of(occurrence.how) - strength;
    if (added <= 0) return;
    strength += added;
    sum_ += added * worth_[occurrence.word];
  }
  double sum() const { return sum_; }
  void clear() {
    std::fill(strength_.begin(), strength_.end(), 0.0);
    sum_ = 0;
  }

 private:
  const std::vector<double>& worth_;
  std::vector<double> strength_;
  double sum_ = 0;
};

std::size_t heading_bytes(const TextMap::Part& part) {
  return part.kind == TextMap::PartKind::kSection && !part.title.empty() ? part.title.size() + 1 : 0;
}

// The occurrences of one part; both are in the order of positions.
std::span<const Occurrence> in_part(const std::vector<Occurrence>& occurrences, const TextMap::Part& part) {
  const auto before = [](const Occurrence& one, std::uint32_t position) { return one.position < position; };
  const auto end_position = part.first + static_cast<std::uint32_t>(part.tokens.size());
  const auto begin = std::lower_bound(occurrences.begin(), occurrences.end(), part.first, before);
  return {begin, std::lower_bound(begin, occurrences.end(), end_position, before)};
}

double cover(std::span<const Occurrence> occurrences, const std::vector<double>& worth) {
  Coverage coverage(worth);
  for (const auto& one : occurrences) coverage.add(one);
  return coverage.sum();
}

double cover_heading(std::span<const Occurrence> occurrences, const TextMap::Part& part,
                     const std::vector<double>& worth) {
  const auto bytes = heading_bytes(part);
  Coverage coverage(worth);
  for (const auto& one : occurrences) {
    if (part.tokens[one.position - part.first].begin >= bytes) break;
    coverage.add(one);
  }
  return coverage.sum();
}

// The most that is covered within one stretch of `window` positions.
double best_passage(const std::vector<Occurrence>& occurrences, const std::vector<double>& worth, unsigned window) {
  double best = 0;
  Coverage coverage(worth);
  for (std::size_t first = 0; first < occurrences.size(); ++first) {
    coverage.clear();
    for (auto i = first; i < occurrences.size() && occurrences[i].position < occurrences[first].position + window;
         ++i) {
      coverage.add(occurrences[i]);
    }
    best = std::max(best, coverage.sum());
  }
  return best;
}

// Neighbouring words of the query that stand near each other, and those that stand right after one another.
struct Pairs {
  double near = 0;
  double adjacent = 0;
};

Pairs weigh_pairs(const std::vector<Occurrence>& occurrences, const std::vector<double>& worth,
                  const Ranking& ranking) {
  std::vector<bool> near(worth.size());
  double adjacent = 0;
  for (std::size_t i = 0; i < occurrences.size(); ++i) {
    const auto& one = occurrences[i];
    for (std::size_t j = i; j-- > 0 && one.position - occurrences[j].position < ranking.nearness_window;) {
      const auto& other = occurrences[j];
      const auto later = std::max(one.word, other.word);
      if (later - std::min(one.word, other.word) != 1 || one.position == other.position) continue;
      const double strength = strength_of(one.how) * strength_of(other.how);
      if (strength_of(one.how) >= 0.5 && strength_of(other.how) >= 0.5) near[later] = true;
      if (one.word == later && one.position - other.position <= 2) {
        adjacent = std::max(adjacent, strength * (worth[later] + worth[later - 1]) / 2);
      }
    }
  }
  Pairs pairs{0, adjacent};
  for (std::size_t i = 1; i < near.size(); ++i) {
    if (near[i]) pairs.near += worth[i] + worth[i - 1];
  }
  return pairs;
}

std::vector<double> worth_of(const std::vector<double>& rarity, const Ranking& ranking) {
  const auto& curve = rarity.size() > 2 ? ranking.of_many : ranking.of_few;
  std::vector<double> worth;
  for (const auto one : rarity) worth.push_back(curve.scale * std::pow(one, curve.power));
  return worth;
}

}  // namespace

bool ranks_before(const Ranked& a, const Ranked& b) {
  return a.score != b.score ? a.score > b.score : a.docid < b.docid;
}

double closer_look(const TextMap& map, const std::vector<Occurrence>& occurrences, const std::vector<double>& rarity,
                   const Ranking& ranking) {
  const auto worth = worth_of(rarity, ranking);
  double title = 0;
  double tags = 0;
  double heading = 0;
  double section = 0;
  for (const auto& part : map.parts) {
    const auto some = in_part(occurrences, part);
    if (some.empty()) continue;
    if (part.kind == TextMap::PartKind::kTitle) title = cover(some, worth);
    if (part.kind == TextMap::PartKind::kTags) tags = cover(some, worth);
    if (part.kind != TextMap::PartKind::kSection) continue;
    heading = std::max(heading, cover_heading(some, part, worth));
    section = std::max(section, cover(some, worth));
  }
  const auto pairs = weigh_pairs(occurrences, worth, ranking);
  return ranking.title_coverage * title + ranking.tag_coverage * tags + ranking.heading_coverage * heading +
         ranking.section_coverage * section +
         ranking.passage * best_passage(occurrences, worth, ranking.passage_window) + ranking.nearness * pairs.near +
         ranking.adjacency * pairs.adjacent;
}

}  // namespace tiski
