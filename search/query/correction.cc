#include "search/query/correction.h"

#include <algorithm>
#include <map>
#include <utility>

#include "search/language/text.h"

namespace tiski {
namespace {

// Is it only weighed by its grams, or not at all?
bool matches_nothing(const QueryPlan& plan, const MatchPass& pass, std::size_t i) {
  const auto& evidence = plan.words[i].evidence;
  const bool has_part =
      std::any_of(evidence.begin(), evidence.end(), [](const Evidence& one) { return one.how == MatchHow::kPart; });
  return !has_part && !pass.word(i).any();
}

std::optional<std::string> first(std::vector<std::string> words) {
  if (words.empty()) return std::nullopt;
  return std::move(words.front());
}

std::optional<std::string> correct_word(const PlannedWord& word, const Speller& speller, Analyzer& analyzer) {
  const auto& surface = word.forms.surface;
  if (auto dotted = speller.with_dots(surface, 1); !dotted.empty()) return first(std::move(dotted));
  if (analyzer.knows_spelling() && analyzer.accepts_spelling(word.input)) return std::nullopt;
  // A name is spelt as it likes: without a dictionary's word for it only the likeliest slips are taken for such.
  const bool doubtful = !analyzer.knows_spelling() || to_lower(word.input) != word.input;
  return first(speller.near_words(surface, 1, doubtful ? Slips::kLikeliest : Slips::kAll));
}

// "reklamatio" has no reading, yet its stem is also that of "reklamation", a foreign word somewhere: offers the form
// that far more articles have.
std::optional<std::string> correct_stray_match(const PlannedWord& word, std::size_t matches, const Speller& speller,
                                               Analyzer& analyzer) {
  const auto& surface = word.forms.surface;
  if (word.forms.known || speller.articles_with(surface) > 0 || analyzer.accepts_spelling(word.input))
    return std::nullopt;
  auto form = first(speller.near_words(surface, 1, Slips::kLikeliest));
  if (form && speller.articles_with(*form) <= matches) return std::nullopt;
  return form;
}

std::string like(std::string_view typed, const std::string& form) {
  return to_lower(typed) == typed ? form : capitalize(form);
}

}  // namespace

std::optional<std::string> propose_correction(std::string_view text, const QueryPlan& plan, const MatchPass& pass,
                                              const Speller& speller, Analyzer& analyzer) {
  std::map<std::size_t, std::string> replacements;  // token → form
  for (std::size_t i = 0; i < plan.words.size(); ++i) {
    const auto& word = plan.words[i];
    auto form = matches_nothing(plan, pass, i) ? correct_word(word, speller, analyzer)
                                               : correct_stray_match(word, pass.word(i).count(), speller, analyzer);
    if (form) replacements[word.token] = std::move(*form);
  }
  if (replacements.empty()) return std::nullopt;
  std::string corrected;
  std::size_t copied = 0;
  const auto tokens = tokenize(text);
  for (const auto& [token, form] : replacements) {
    if (token >= tokens.size()) break;
    corrected += text.substr(copied, tokens[token].begin - copied);
    corrected += like(tokens[token].in(text), form);
    copied = tokens[token].end;
  }
  return corrected + std::string(text.substr(copied));
}

}  // namespace tiski
