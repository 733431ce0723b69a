#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/diagnostic.h"

namespace tiski {

// One rule of the checks. docs/checks.md describes each; a test holds the two together.
struct Rule {
  std::string_view id;  // kebab-case, stable: pages, SARIF and people refer to it
  Severity severity;
  std::string_view why;  // one sentence: what goes wrong for readers if it is let through
};

// What a finding says. The key is the rule's id, or the id, a dot and a variant where the advice differs. Message and
// hint hold {names} that the finding's arguments stand for. Pages word the same keys in their own languages.
struct Wording {
  std::string_view key;
  std::string_view message;
  std::string_view hint;
};

std::span<const Rule> rules();
std::span<const Wording> wordings();
const Rule* find_rule(std::string_view id);

using Arguments = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// A finding in the words of `wording`, with its rule's severity. The wording must be in the table.
Diagnostic make_finding(std::string_view wording, std::string_view file, Position at, Arguments arguments = {});

// Gathers the findings of one file.
class Findings {
 public:
  Findings(std::string file, std::vector<Diagnostic>& into) : file_(std::move(file)), into_(&into) {}
  void add(std::string_view wording, Position at, Arguments arguments = {}) {
    into_->push_back(make_finding(wording, file_, at, arguments));
  }
  const std::string& file() const { return file_; }

 private:
  std::string file_;
  std::vector<Diagnostic>* into_;
};

// The candidate nearest to what was written, where it is near enough to be a slip of the hand: for "write 'title'".
std::optional<std::string> nearest(std::string_view written, std::span<const std::string> candidates);

// "'a', 'b', 'c'", at most `limit` of them, then "…".
std::string quoted_list(std::span<const std::string> values, std::size_t limit = 30);

}  // namespace tiski
