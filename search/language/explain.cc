#include "search/language/explain.h"

#include <vector>

#include "search/language/stop_words.h"
#include "search/language/text.h"

namespace tiski {
namespace {

constexpr std::size_t kMaxWords = 1000;

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

void add_line(std::string& text, std::string_view label, const std::string& words) {
  constexpr std::size_t kLabelWidth = 14;
  if (words.empty()) return;
  text += "   ";
  text += label;
  text.append(kLabelWidth - label.size(), ' ');
  text += words;
  text += '\n';
}

std::string remarks(std::string_view word, const WordForms& forms, Analyzer& analyzer) {
  std::vector<std::string> remarks;
  if (is_light_word_of(analyzer.lang(), word)) {
    remarks.emplace_back("light word: weighs a little in a question, no article must have it");
  } else if (analyzer.is_stop_word(word)) {
    remarks.emplace_back("stop word, left out of a question unless nothing else remains");
  }
  if (!forms.known) remarks.emplace_back("not in the dictionary");
  if (forms.known && !analyzer.accepts_spelling(word)) remarks.emplace_back("perhaps misspelt");
  if (forms.may_name) remarks.emplace_back("may name a person or a place");
  return joined(remarks, "; ");
}

void add_word(std::string& text, std::size_t number, std::string_view word, Analyzer& analyzer) {
  const WordForms forms = analyzer.analyze(word);
  text += '\n' + std::to_string(number) + ". ";
  text += word;
  text += '\n';
  add_line(text, "note", remarks(word, forms, analyzer));
  add_line(text, "found as", joined(forms.lemmas, ", "));
  add_line(text, "by its parts", joined(forms.parts, ", "));
  add_line(text, "by compounds", joined(forms.compounds, ", "));
  add_line(text, "by its pieces", joined(forms.pieces, ", "));
  add_line(text, "derived from", joined(forms.derivations, ", "));
  add_line(text, "by likeness", joined(forms.grams, " "));
}

}  // namespace

std::string explain(std::string_view text, Analyzer& analyzer) {
  std::string explanation = analyzer.lang() + ", " + analyzer.version() + '\n';
  const std::string clean = sanitize(text);
  std::size_t number = 0;
  for (const Token& token : tokenize(clean)) {
    if (++number > kMaxWords) {
      explanation += "\nOnly the first " + std::to_string(kMaxWords) + " words are explained.\n";
      return explanation;
    }
    add_word(explanation, number, token.in(clean), analyzer);
  }
  if (number == 0) explanation += "\nThere is no word in this text.\n";
  return explanation;
}

}  // namespace tiski
