#include "search/query/query_words.h"

#include <algorithm>

#include "search/language/text.h"

namespace tiski {
namespace {

// What a word stands for: itself, or what a spoken form says.
std::vector<std::string> texts_of(const std::string& word, bool in_phrase, const SpokenForms* spoken) {
  if (in_phrase || spoken == nullptr) return {word};
  const auto found = spoken->find(fold(word));
  return found == spoken->end() ? std::vector<std::string>{word} : found->second;
}

}  // namespace

SpokenForms make_spoken_forms(const Synonyms::Language& synonyms) {
  SpokenForms forms;
  for (const auto& [spoken, written] : synonyms.spoken) {
    auto& words = forms[fold(spoken)];
    for (const auto& token : tokenize(written)) words.emplace_back(token.in(written));
    if (words.empty()) forms.erase(fold(spoken));
  }
  return forms;
}

std::vector<QueryWord> read_words(const ParsedQuery& query, Analyzer& searched, Analyzer& asked,
                                  const SpokenForms* spoken) {
  std::vector<QueryWord> words;
  std::size_t token = 0;
  for (const auto& clause : query.clauses) {
    const bool excluded = clause.kind == ClauseKind::kExcludedWord || clause.kind == ClauseKind::kExcludedPhrase;
    const bool in_phrase = clause.kind == ClauseKind::kPhrase;
    for (const auto& word : clause.words) {
      if (!excluded) {
        for (const auto& text : texts_of(word, in_phrase, spoken)) {
          words.push_back({word, text, token, searched.analyze(text), asked.is_stop_word(text), in_phrase, {}});
        }
      }
      ++token;
    }
  }
  const bool all_stop = std::all_of(words.begin(), words.end(), [](const QueryWord& word) { return word.stop; });
  if (all_stop) {
    for (auto& word : words) word.stop = false;
  }
  return words;
}

}  // namespace tiski
