#pragma once

#include <map>
#include <string>
#include <utility>

#include "search/language/analyzer.h"
#include "search/language/text.h"

namespace tiski {

// An analyser whose words a test lays down; any other word is its own lemma. "ja" and "on" are stop words.
class FakeAnalyzer : public Analyzer {
 public:
  explicit FakeAnalyzer(std::string lang = "fi", std::map<std::string, WordForms> words = {})
      : lang_(std::move(lang)), words_(std::move(words)) {}

  const WordForms& analyze(std::string_view word) override {
    ++analyzed;
    const std::string surface = fold(word);
    if (const auto found = words_.find(surface); found != words_.end()) {
      forms_ = found->second;
    } else {
      forms_ = {};
      forms_.known = true;
      forms_.lemmas = {surface};
    }
    forms_.surface = surface;
    return forms_;
  }
  bool is_stop_word(std::string_view word) const override { return fold(word) == "ja" || fold(word) == "on"; }
  bool accepts_spelling(std::string_view) override { return true; }
  std::string version() const override { return "fake-1"; }
  const std::string& lang() const override { return lang_; }

  int analyzed = 0;

 private:
  std::string lang_;
  std::map<std::string, WordForms> words_;
  WordForms forms_;
};

}  // namespace tiski
