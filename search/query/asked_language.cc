#include "search/query/asked_language.h"

#include <algorithm>
#include <cstddef>
#include <span>

#include "search/index/schema.h"
#include "search/language/text.h"
#include "search/query/term_lookup.h"

namespace tiski {
namespace {

bool belongs_to(const std::string& word, const TermReader& reader, const PossibleLanguage& language) {
  auto& analyzer = *language.analyzer;
  if (analyzer.is_stop_word(word) || language.state->spoken().contains(fold(word))) return true;
  const auto& forms = analyzer.analyze(word);
  if (analyzer.knows_spelling() && forms.known) return true;
  if (std::any_of(forms.lemmas.begin(), forms.lemmas.end(),
                  [&](const std::string& lemma) { return language.state->is_in_dictionary(lemma); })) {
    return true;
  }
  if (analyzer.knows_spelling()) return false;
  return !TermLookup(reader, analyzer.lang()).present(Field::kWord, forms.lemmas).empty();
}

std::size_t count_words(const ParsedQuery& query, const TermReader& reader, const PossibleLanguage& language) {
  std::size_t count = 0;
  for (const auto& clause : query.clauses) {
    for (const auto& word : clause.words) count += belongs_to(word, reader, language) ? 1 : 0;
  }
  return count;
}

}  // namespace

std::string asked_language(const ParsedQuery& query, const TermReader& reader,
                           const std::vector<PossibleLanguage>& languages) {
  const auto* best = &languages.front();
  std::size_t most = count_words(query, reader, *best);
  for (const auto& language : std::span(languages).subspan(1)) {
    const auto count = count_words(query, reader, language);
    if (count <= most) continue;
    best = &language;
    most = count;
  }
  return best->analyzer->lang();
}

}  // namespace tiski
