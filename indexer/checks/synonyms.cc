#include <map>
#include <set>
#include <string>
#include <utility>

#include "indexer/checks/checks.h"
#include "search/index/document_builder.h"

namespace tiski {
namespace {

class SynonymCheck {
 public:
  SynonymCheck(const Content& content, std::vector<Diagnostic>& findings) : content_(content), findings_(findings) {
    for (const SourceArticle& source : content.articles) {
      if (source.article.title.empty()) continue;
      titles_.try_emplace({source.article.lang, normal_title(source.article.title)}, &source);
    }
  }

  void run() {
    for (const SourceArticle& source : content_.articles) {
      check_field(source, "tags", source.article.tags);
      check_field(source, "best_for", source.article.best_for);
    }
    for (const auto& [lang, language] : content_.synonyms.synonyms.languages) {
      for (const auto& group : language.equal) check_group(lang, group);
    }
    check_doubles();
  }

 private:
  const SourceArticle* titled(const std::string& lang, const std::string& word) const {
    const auto found = titles_.find({lang, normal_title(word)});
    return found == titles_.end() ? nullptr : found->second;
  }

  void check_field(const SourceArticle& source, const std::string& field, const std::vector<std::string>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const SourceArticle* other = titled(source.article.lang, words[i]);
      if (other == nullptr || other == &source) continue;
      Findings(source.article.path, findings_)
          .add("synonym-is-title", source.fields.at(field).items[i],
               {{"word", words[i]}, {"other", other->article.path}});
    }
  }

  // Equal words must not be the titles of two articles: who types one's title would find the other as well.
  void check_group(const std::string& lang, const std::vector<std::string>& group) {
    const SourceArticle* first = nullptr;
    for (const std::string& word : group) {
      const SourceArticle* other = titled(lang, word);
      if (other == nullptr || other == first) continue;
      if (first == nullptr) {
        first = other;
        continue;
      }
      Findings("synonyms.yaml", findings_)
          .add("synonym-is-title", place_of(lang, word), {{"word", word}, {"other", other->article.path}});
    }
  }

  // Who asks for a word of two groups finds both, who asks for another word of either only the one: mostly the same
  // meaning was written down twice.
  void check_doubles() {
    using Word = std::pair<std::string, std::string>;
    const auto word_of = [](const SynonymPlace& place) { return Word(place.lang, normal_title(place.word)); };
    std::set<Word> ambiguous;
    for (const SynonymPlace& place : content_.synonyms.ambiguous) ambiguous.insert(word_of(place));
    std::map<Word, const SynonymPlace*> first;
    for (const SynonymPlace& place : content_.synonyms.places) {
      if (!place.group || ambiguous.contains(word_of(place))) continue;
      const auto [found, is_new] = first.try_emplace(word_of(place), &place);
      if (is_new || found->second->group == place.group) continue;
      Findings("synonyms.yaml", findings_)
          .add("word-in-two-groups", place.at,
               {{"word", place.word}, {"line", std::to_string(found->second->at.line)}});
    }
  }

  Position place_of(const std::string& lang, const std::string& word) const {
    for (const SynonymPlace& place : content_.synonyms.places) {
      if (place.lang == lang && place.word == word) return place.at;
    }
    return {};
  }

  const Content& content_;
  std::vector<Diagnostic>& findings_;
  std::map<std::pair<std::string, std::string>, const SourceArticle*> titles_;
};

}  // namespace

void check_synonyms(const Content& content, std::vector<Diagnostic>& findings) {
  SynonymCheck(content, findings).run();
}

}  // namespace tiski
