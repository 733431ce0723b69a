#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "indexer/checks/checks.h"
#include "search/language/text.h"

namespace tiski {
namespace {

class SpellingCheck {
 public:
  SpellingCheck(const Content& content, AnalyzerPool& analyzers, std::vector<Diagnostic>& findings)
      : content_(content), analyzers_(analyzers), findings_(findings) {}

  void run() {
    for (const SourceArticle& source : content_.articles) {
      reported_.clear();
      const Article& article = source.article;
      check(source, article.title, article.lang, place_of(source, "title"));
      check(source, article.summary, article.lang, place_of(source, "summary"));
      for (const TextRun& run : source.runs)
        check(source, run.text, run.lang.empty() ? article.lang : run.lang, run.at);
    }
  }

 private:
  struct Language {
    explicit Language(AnalyzerPool::Lease lease) : analyzer(std::move(lease)) {}
    AnalyzerPool::Lease analyzer;
    std::set<std::string, std::less<>> accepted;  // folded words of words.txt and glossary.yaml, and their base forms
    std::map<std::string, bool, std::less<>> known;  // answers so far
  };

  static Position place_of(const SourceArticle& source, const std::string& field) {
    const auto found = source.fields.find(field);
    return found != source.fields.end() ? found->second.key : Position{};
  }

  Language& language(const std::string& lang) {
    const auto found = languages_.find(lang);
    if (found != languages_.end()) return found->second;
    Language& made = languages_.emplace(lang, Language(analyzers_.lease(lang))).first->second;
    for (const std::string& word : content_.accepted_words) accept(made, word);
    for (const GlossaryTerm& term : content_.glossary) {
      for (const auto& [of, words] : term.words) {
        for (const std::string& word : words) accept(made, word);
      }
    }
    return made;
  }

  static void accept(Language& in, const std::string& words) {
    for (const Token& token : tokenize(words)) {
      const std::string_view word = token.in(words);
      in.accepted.insert(fold(word));
      for (const std::string& lemma : in.analyzer->analyze(word).lemmas) in.accepted.insert(lemma);
    }
  }

  void check(const SourceArticle& source, std::string_view text, const std::string& lang, Position at) {
    if (!content_.kb.has_language(lang)) return;
    Language& in = language(lang);
    for (const Token& token : tokenize(text)) {
      const std::string word(token.in(text));
      if (is_spelt_right(in, word) || !reported_.insert(fold(word)).second) continue;
      Findings(source.article.path, findings_).add("spelling", find_words(source, at, word), {{"word", word}});
    }
  }

  bool is_spelt_right(Language& in, const std::string& word) {
    const auto answer = in.known.find(word);
    if (answer != in.known.end()) return answer->second;
    const bool right = accepts(in, word) || accepts_pieces(in, word);
    in.known.emplace(word, right);
    return right;
  }

  static bool accepts(Language& in, const std::string& word) {
    const bool is_number = word.find_first_of("0123456789") != std::string::npos;
    if (is_number || code_point_count(word) < 2 || in.accepted.count(fold(word)) > 0) return true;
    if (in.analyzer->accepts_spelling(word)) return true;
    const auto& lemmas = in.analyzer->analyze(word).lemmas;
    return std::any_of(lemmas.begin(), lemmas.end(), [&](const std::string& l) { return in.accepted.count(l) > 0; });
  }

  // "T-asento", "esteetön/helppo": each piece for itself.
  static bool accepts_pieces(Language& in, std::string_view word) {
    constexpr std::string_view kJoints = "-.:'";
    if (word.find_first_of(kJoints) == std::string_view::npos) return false;
    for (std::size_t begin = 0; begin <= word.size();) {
      const std::size_t end = std::min(word.find_first_of(kJoints, begin), word.size());
      const std::string piece(word.substr(begin, end - begin));
      if (!piece.empty() && !accepts(in, piece)) return false;
      begin = end + 1;
    }
    return true;
  }

  const Content& content_;
  AnalyzerPool& analyzers_;
  std::vector<Diagnostic>& findings_;
  std::map<std::string, Language> languages_;
  std::set<std::string> reported_;  // of the file at hand
};

}  // namespace

void check_spelling(const Content& content, AnalyzerPool& analyzers, std::vector<Diagnostic>& findings) {
  SpellingCheck(content, analyzers, findings).run();
}

}  // namespace tiski
