#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "search/language/analyzer.h"
#include "search/language/form_cache.h"
#include "search/language/snowball.h"

namespace tiski {

// English and Swedish: the stem of the folded word is its lemma. Other languages: the folded word itself.
class SnowballAnalyzer final : public Analyzer {
 public:
  explicit SnowballAnalyzer(std::string_view lang);

  const WordForms& analyze(std::string_view word) override;
  bool is_stop_word(std::string_view word) const override;
  bool leaves_compounds_whole() const override { return lang_ == "sv"; }
  bool accepts_spelling(std::string_view word) override;
  std::string version() const override;
  const std::string& lang() const override { return lang_; }

 private:
  WordForms understand(std::string_view word);
  std::string stem(std::string_view folded);

  std::string lang_;
  std::optional<Snowball> stemmer_;
  FormCache cache_;
  WordForms too_long_;  // the last one; such words are not worth the cache's room
};

}  // namespace tiski
