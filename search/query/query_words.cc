#include "search/query/query_words.h"

#include <algorithm>
#include <utility>

#include "search/language/spoken_finnish.h"
#include "search/language/stop_words.h"
#include "search/language/text.h"

namespace tiski {
namespace {

struct Text {
  std::string text;
  WordOrigin origin = WordOrigin::kTyped;
};

// What a word is in writing that is none as typed; nothing where no guess is a word either. Compounds and names are no
// guesses: a lexicon has too many of them.
std::optional<std::string> guess_written(const std::string& word, Analyzer& asked) {
  constexpr std::size_t kShortest = 4;  // letters: fewer may be anything
  if (asked.lang() != "fi" || code_point_count(word) < kShortest) return std::nullopt;
  if (asked.is_stop_word(word) || asked.analyze(word).known) return std::nullopt;
  for (auto& guess : written_finnish(fold(word))) {
    const auto& forms = asked.analyze(guess);
    if (asked.is_stop_word(guess) || (forms.known && !forms.may_name && forms.parts.empty())) return std::move(guess);
  }
  return std::nullopt;
}

// What a word stands for: itself, or what it is in writing.
std::vector<Text> texts_of(const std::string& word, Analyzer& asked, const SpokenForms* spoken, LastWord state) {
  if (spoken != nullptr) {
    const auto found = spoken->find(fold(word));
    if (found != spoken->end()) {
      std::vector<Text> texts;
      for (const auto& text : found->second) texts.push_back({text, WordOrigin::kSpokenForm});
      return texts;
    }
  }
  if (state == LastWord::kWhole) {
    if (auto guess = guess_written(word, asked)) return {{std::move(*guess), WordOrigin::kGuessed}};
  }
  return {{word}};
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
                                  const SpokenForms* spoken, LastWord last_word) {
  std::vector<QueryWord> words;
  std::size_t token = 0;
  for (const auto& clause : query.clauses) {
    const bool excluded = clause.kind == ClauseKind::kExcludedWord || clause.kind == ClauseKind::kExcludedPhrase;
    const bool in_phrase = clause.kind == ClauseKind::kPhrase;
    for (const auto& word : clause.words) {
      if (!excluded) {
        const bool is_last = &clause == &query.clauses.back() && &word == &clause.words.back();
        const auto texts = in_phrase ? std::vector<Text>{{word}}
                                     : texts_of(word, asked, spoken, is_last ? last_word : LastWord::kWhole);
        for (const auto& [text, origin] : texts) {
          const bool stop = asked.is_stop_word(text);
          const bool light = stop && !in_phrase && &asked == &searched && is_light_word_of(asked.lang(), text);
          words.push_back({word, text, origin, token, searched.analyze(text), stop, light, in_phrase, {}});
        }
      }
      ++token;
    }
  }
  const bool all_stop = std::all_of(words.begin(), words.end(), [](const QueryWord& word) { return word.stop; });
  for (auto& word : words) {
    if (all_stop || word.light) word.stop = false;
    if (all_stop) word.light = false;
  }
  return words;
}

}  // namespace tiski
