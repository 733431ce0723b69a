#include "search/query/edit_cost.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace tiski {
namespace {

constexpr double kOrdinary = 1;
constexpr double kFirstLetter = 0.3;  // more: the first letter is seldom wrong
constexpr double kDoubled = 0.5;
constexpr double kMissingLast = 0.55;
constexpr double kMissing = 0.62;
constexpr double kExtra = 0.75;
constexpr double kSwapped = 0.6;
constexpr double kDots = 0.35;   // ä for a, ö for o
constexpr double kSound = 0.75;  // letters that sound alike
constexpr double kNearKey = 0.8;

// The letter rows of a Finnish keyboard, each key half a key to the right of the one above.
constexpr std::array<std::u32string_view, 3> kKeyRows = {U"qwertyuiopå", U"asdfghjklöä", U"zxcvbnm"};

constexpr std::array<std::u32string_view, 5> kDotPairs = {U"aä", U"oö", U"aå", U"oå", U"äå"};
constexpr std::array<std::u32string_view, 24> kSoundPairs = {U"ae", U"ao", U"eä", U"st", U"ei", U"mn", U"dt", U"ai",
                                                             U"äö", U"au", U"gk", U"iä", U"uy", U"ou", U"iu", U"ns",
                                                             U"vw", U"bp", U"ck", U"nt", U"io", U"fv", U"sz", U"yä"};

template <std::size_t N>
bool is_pair(const std::array<std::u32string_view, N>& pairs, char32_t a, char32_t b) {
  return std::any_of(pairs.begin(), pairs.end(), [a, b](std::u32string_view pair) {
    return (pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a);
  });
}

bool are_neighbours(char32_t a, char32_t b) {
  for (std::size_t row = 0; row < kKeyRows.size(); ++row) {
    const auto at = kKeyRows[row].find(a);
    if (at == std::u32string_view::npos) continue;
    for (std::size_t other = row == 0 ? 0 : row - 1; other < std::min(row + 2, kKeyRows.size()); ++other) {
      const auto to = kKeyRows[other].find(b);
      if (to == std::u32string_view::npos) continue;
      const auto distance = static_cast<int>(at) - static_cast<int>(to);
      if (distance >= -1 && distance <= 1) return true;
    }
  }
  return false;
}

double substitution_cost(char32_t typed, char32_t meant) {
  if (is_pair(kDotPairs, typed, meant)) return kDots;
  if (is_pair(kSoundPairs, typed, meant)) return kSound;
  return are_neighbours(typed, meant) ? kNearKey : kOrdinary;
}

bool is_doubled(std::u32string_view word, std::size_t at) {
  return (at > 0 && word[at - 1] == word[at]) || (at + 1 < word.size() && word[at + 1] == word[at]);
}

struct Cell {
  double cost = 0;
  int edits = 0;
};

// Edit costs of every beginning of `typed` against every beginning of `meant`, row by row (optimal string alignment:
// Levenshtein with swaps of neighbours). A cell beyond `max_edits` is dead.
class Table {
 public:
  Table(std::u32string_view typed, std::u32string_view meant, int max_edits)
      : typed_(typed),
        meant_(meant),
        dead_{0, max_edits + 1},
        width_(meant.size() + 1),
        cells_((typed.size() + 1) * width_) {
    for (std::size_t i = 0; i <= typed_.size(); ++i) {
      for (std::size_t j = 0; j < width_; ++j) at(i, j) = best(i, j, max_edits);
    }
  }

  const Cell& at(std::size_t i, std::size_t j) const { return cells_[i * width_ + j]; }
  bool is_dead(const Cell& cell) const { return cell.edits >= dead_.edits; }

 private:
  Cell& at(std::size_t i, std::size_t j) { return cells_[i * width_ + j]; }

  Cell best(std::size_t i, std::size_t j, int max_edits) const {
    if (i == 0 && j == 0) return {};
    const auto gap = i > j ? i - j : j - i;
    if (gap > static_cast<std::size_t>(max_edits)) return dead_;
    Cell found = dead_;
    const auto offer = [&](const Cell& from, double cost, bool is_edit) {
      const Cell cell{from.cost + cost, from.edits + (is_edit ? 1 : 0)};
      if (is_dead(from) || is_dead(cell)) return;
      if (is_dead(found) || cell.cost < found.cost) found = cell;
    };
    const double first = i <= 1 && j <= 1 ? kFirstLetter : 0;
    if (i > 0 && j > 0) {
      const bool same = typed_[i - 1] == meant_[j - 1];
      offer(at(i - 1, j - 1), same ? 0 : first + substitution_cost(typed_[i - 1], meant_[j - 1]), !same);
    }
    if (i > 0) offer(at(i - 1, j), is_doubled(typed_, i - 1) ? kDoubled : first + kExtra, true);
    if (j > 0) {
      const double missing = j == meant_.size() ? kMissingLast : kMissing;
      offer(at(i, j - 1), is_doubled(meant_, j - 1) ? kDoubled : first + missing, true);
    }
    if (i > 1 && j > 1 && typed_[i - 1] == meant_[j - 2] && typed_[i - 2] == meant_[j - 1]) {
      offer(at(i - 2, j - 2), kSwapped, true);
    }
    return found;
  }

  std::u32string_view typed_;
  std::u32string_view meant_;
  Cell dead_;
  std::size_t width_;
  std::vector<Cell> cells_;
};

}  // namespace

std::u32string to_code_points(std::string_view word) {
  std::u32string points;
  points.reserve(word.size());
  for (std::size_t i = 0; i < word.size();) {
    const auto lead = static_cast<unsigned char>(word[i]);
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    char32_t point = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < word.size(); ++k) {
      point = (point << 6) | (static_cast<unsigned char>(word[i + k]) & 0x3Fu);
    }
    points.push_back(point);
    i += length;
  }
  return points;
}

std::optional<double> edit_cost(std::u32string_view typed, std::u32string_view meant, int max_edits) {
  const auto gap = typed.size() > meant.size() ? typed.size() - meant.size() : meant.size() - typed.size();
  if (gap > static_cast<std::size_t>(max_edits)) return std::nullopt;
  const Table table(typed, meant, max_edits);
  const auto& cell = table.at(typed.size(), meant.size());
  if (table.is_dead(cell)) return std::nullopt;
  return cell.cost;
}

std::optional<double> prefix_edit_cost(std::u32string_view typed, std::u32string_view meant, int max_edits) {
  const auto beginning = meant.substr(0, typed.size() + static_cast<std::size_t>(max_edits));
  const Table table(typed, beginning, max_edits);
  std::optional<double> best;
  for (std::size_t j = 0; j <= beginning.size(); ++j) {
    const auto& cell = table.at(typed.size(), j);
    if (!table.is_dead(cell) && (!best || cell.cost < *best)) best = cell.cost;
  }
  return best;
}

}  // namespace tiski
