#include "search/language/snowball_analyzer.h"

#include "search/language/forms.h"
#include "search/language/stop_words.h"
#include "search/language/text.h"

namespace tiski {
namespace {

// Changes with every change of what analyze() gives.
constexpr std::string_view kStemRecipe = "stems 3";

const char* algorithm_of(std::string_view lang) {
  if (lang == "en") return "english";
  if (lang == "sv") return "swedish";
  return nullptr;
}

}  // namespace

SnowballAnalyzer::SnowballAnalyzer(std::string_view lang) : lang_(lang) {
  if (const char* algorithm = algorithm_of(lang)) stemmer_.emplace(algorithm);
}

const WordForms& SnowballAnalyzer::analyze(std::string_view word) {
  if (is_too_long(word)) {
    too_long_ = forms_of_long_word(word);
    too_long_.known = true;
    return too_long_;
  }
  if (const WordForms* seen = cache_.find(word)) return *seen;
  return cache_.insert(std::string(word), understand(word));
}

std::string SnowballAnalyzer::stem(std::string_view folded) {
  return kept_form(stemmer_ ? stemmer_->stem(folded) : std::string(folded));
}

WordForms SnowballAnalyzer::understand(std::string_view word) {
  WordForms forms;
  forms.known = true;
  const std::string folded = fold(word);
  forms.surface = kept_form(folded);
  forms.lemmas.push_back(stem(folded));
  if (forms.lemmas.front().empty()) forms.lemmas.front() = forms.surface;
  const auto pieces = pieces_of(folded);
  if (pieces.size() == 1 && pieces.front() == folded) return forms;
  for (const std::string_view piece : pieces) add_form(forms.parts, stem(piece));
  if (folded.find('-') != std::string::npos) {
    std::string joined = folded;
    std::erase(joined, '-');
    add_form(forms.parts, stem(joined));
  }
  return forms;
}

bool SnowballAnalyzer::is_stop_word(std::string_view word) const { return is_stop_word_of(lang_, word); }

bool SnowballAnalyzer::accepts_spelling(std::string_view) { return true; }

std::string SnowballAnalyzer::version() const {
  return std::string(kStemRecipe) + "; " + (stemmer_ ? Snowball::version() : "no stemmer");
}

}  // namespace tiski
