#include "search/query/correction.h"

#include <algorithm>
#include <map>
#include <utility>

#include "search/index/schema.h"
#include "search/language/analyzer.h"
#include "search/language/text.h"
#include "search/query/ranking.h"

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

// A word that is none of the language's, yet matches something by its stem, a part, or as the beginning of another one:
// "reklamatio" is also the stem of "reklamation", a foreign word somewhere. Offers the form that it is a slip for.
std::optional<std::string> correct_stray_match(const PlannedWord& word, std::size_t matches, const Speller& speller,
                                               Analyzer& analyzer) {
  const auto& surface = word.forms.surface;
  if (word.forms.known || speller.articles_with(surface) > 0 || analyzer.accepts_spelling(word.input))
    return std::nullopt;
  const bool is_translated = std::any_of(word.evidence.begin(), word.evidence.end(),
                                         [](const Evidence& one) { return one.how == MatchHow::kTranslation; });
  const bool doubtful = is_translated || to_lower(word.input) != word.input;
  auto form = first(speller.near_words(surface, 1, doubtful ? Slips::kLikeliest : Slips::kAll));
  if (!form) return std::nullopt;
  // "facebookissa" beside "facebookista": the same foreign word, which its stem finds anyway.
  const auto lemmas = word.forms.lemmas;
  const auto& meant = analyzer.analyze(*form);
  if (!meant.known && share_one(lemmas, meant.lemmas)) return std::nullopt;
  if (doubtful && speller.articles_with(*form) <= matches) return std::nullopt;
  return form;
}

// Is the word no more than a stem that it shares with forms which are foreign here, and stand in another language's
// articles?
bool matches_foreign_forms(const PlannedWord& word, const Xapian::Database& db, Analyzer& analyzer,
                           const std::vector<std::string>& other_languages) {
  constexpr int kMostForms = 200;
  const auto is_stem = [](const Evidence& one) { return one.how == MatchHow::kLemma || !one.counts; };
  if (word.forms.known || !word.phrases.empty() || !std::all_of(word.evidence.begin(), word.evidence.end(), is_stem)) {
    return false;
  }
  const auto lemmas = word.forms.lemmas;
  const auto prefix = make_term(Field::kSurface, analyzer.lang(), lemmas.front());
  bool found = false;
  int seen = 0;
  for (auto it = db.allterms_begin(prefix); it != db.allterms_end(prefix) && seen < kMostForms; ++it, ++seen) {
    const auto surface = (*it).substr((*it).find(':') + 1);
    const auto& forms = analyzer.analyze(surface);
    if (!share_one(lemmas, forms.lemmas)) continue;
    const auto stands_in = [&](const std::string& lang) {
      return db.term_exists(make_term(Field::kSurface, lang, surface));
    };
    if (forms.known || std::none_of(other_languages.begin(), other_languages.end(), stands_in)) return false;
    found = true;
  }
  return found && seen < kMostForms;
}

// A word that is found by what it may be in writing, "kassass" by "kassassa": the form that it is a slip for all the
// same, for the reader to choose.
std::optional<std::string> correct_guessed(const PlannedWord& word, const Speller& speller) {
  const auto surface = fold(word.input);
  if (speller.articles_with(surface) > 0) return std::nullopt;
  const bool doubtful = to_lower(word.input) != word.input;
  return first(speller.near_words(surface, 1, doubtful ? Slips::kLikeliest : Slips::kAll));
}

std::optional<std::string> correct(const QueryPlan& plan, const MatchPass& pass, std::size_t i, const Speller& speller,
                                   Analyzer& analyzer) {
  const auto& word = plan.words[i];
  if (word.guessed) return correct_guessed(word, speller);
  return matches_nothing(plan, pass, i) ? correct_word(word, speller, analyzer)
                                        : correct_stray_match(word, pass.word(i).count(), speller, analyzer);
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
    auto form = correct(plan, pass, i, speller, analyzer);
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

bool rests_on_foreign_words(const QueryPlan& plan, const Xapian::Database& db, Analyzer& analyzer,
                            const std::vector<std::string>& other_languages) {
  // Of more words an article need not have all.
  if (enough_words(plan.counted_words()) < plan.counted_words()) return false;
  return std::any_of(plan.words.begin(), plan.words.end(), [&](const PlannedWord& word) {
    return word.counted && matches_foreign_forms(word, db, analyzer, other_languages);
  });
}

}  // namespace tiski
