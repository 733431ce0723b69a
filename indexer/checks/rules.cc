#include "indexer/checks/rules.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "search/language/text.h"

namespace tiski {
namespace {

std::string fill(std::string_view pattern, Arguments arguments) {
  std::string text;
  while (!pattern.empty()) {
    const std::size_t open = std::min(pattern.find('{'), pattern.size());
    text += pattern.substr(0, open);
    pattern.remove_prefix(open);
    const std::size_t close = pattern.find('}');
    if (pattern.empty() || close == std::string_view::npos) break;
    const std::string_view name = pattern.substr(1, close - 1);
    const auto* found =
        std::find_if(arguments.begin(), arguments.end(), [&](const auto& a) { return a.first == name; });
    text += found != arguments.end() ? found->second : pattern.substr(0, close + 1);
    pattern.remove_prefix(close + 1);
  }
  return text + std::string(pattern);
}

// Optimal string alignment: a swap of neighbours counts as one slip.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(above.begin(), above.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

}  // namespace

const Rule* find_rule(std::string_view id) {
  const auto all = rules();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Rule& rule) { return rule.id == id; });
  return found == all.end() ? nullptr : &*found;
}

Diagnostic make_finding(std::string_view key, std::string_view file, Position at, Arguments arguments) {
  const auto all = wordings();
  const auto wording = std::find_if(all.begin(), all.end(), [&](const Wording& each) { return each.key == key; });
  const Rule* rule = find_rule(key.substr(0, key.find('.')));
  assert(wording != all.end() && rule != nullptr);
  Diagnostic finding;
  finding.file = file;
  finding.line = at.line;
  finding.column = at.column;
  finding.rule = key.substr(0, key.find('.'));
  finding.wording = key;
  for (const auto& [name, value] : arguments) finding.arguments.emplace_back(name, value);
  if (rule != nullptr) finding.severity = rule->severity;
  if (wording != all.end()) {
    finding.message = fill(wording->message, arguments);
    finding.hint = fill(wording->hint, arguments);
  }
  return finding;
}

std::optional<std::string> nearest(std::string_view written, std::span<const std::string> candidates) {
  const std::string lower = to_lower(written);
  const std::size_t allowed = std::max<std::size_t>(1, std::min<std::size_t>(3, lower.size() / 3));
  std::optional<std::string> best;
  std::size_t best_distance = allowed + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t length = std::max(candidate.size(), lower.size()) - std::min(candidate.size(), lower.size());
    if (length >= best_distance || lower.size() > 200) continue;
    const std::size_t steps = distance(lower, to_lower(candidate));
    if (steps >= best_distance) continue;
    best = candidate;
    best_distance = steps;
  }
  return best;
}

std::string quoted_list(std::span<const std::string> values, std::size_t limit) {
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i == limit) return text + ", …";
    text += (i == 0 ? "'" : ", '") + values[i] + "'";
  }
  return text;
}

}  // namespace tiski
