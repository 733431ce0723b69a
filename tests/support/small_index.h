#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "search/index/index_writer.h"
#include "search/index/snapshot.h"
#include "search/language/analyzer.h"
#include "search/query/searcher.h"
#include "tests/support/temp_folder.h"

namespace tiski {

// A few articles in a real index, analysed by the real analysers, and a searcher on it.
class SmallIndex {
 public:
  KnowledgeBase kb;
  std::vector<GlossaryTerm> glossary;
  Synonyms synonyms;
  TranslationTable translations;

  SmallIndex() {
    kb.languages = {"fi", "en", "sv"};
    kb.facets = {facet("topic", {"a", "b", "c"}), facet("group", {"kaikki", "kuulo", "nako"})};
  }

  static Facet facet(const std::string& name, const std::vector<std::string>& values) {
    Facet facet;
    facet.name = name;
    for (const auto& value : values) facet.values.push_back({value, {{"fi", value}}});
    return facet;
  }

  // An article whose text is one section without a heading; the reference is valid until the next call.
  Article& add(const std::string& id, const std::string& title, const std::string& text,
               const std::string& lang = "fi") {
    Article article;
    article.id = article.slug = id;
    article.lang = lang;
    article.title = title;
    articles_.push_back(std::move(article));
    add_section("", "", text);
    return articles_.back();
  }

  // A further section of the article added last.
  void add_section(const std::string& anchor, const std::string& title, const std::string& text) {
    Section section;
    section.anchor = anchor;
    section.title = title;
    Block block;
    block.text = text;
    section.blocks.push_back(std::move(block));
    articles_.back().sections.push_back(std::move(section));
  }

  // Publishes what was added, once.
  const Searcher& searcher() {
    if (searcher_) return *searcher_;
    IndexWriter writer(path());
    writer.set_knowledge_base(kb);
    writer.set_glossary(glossary);
    writer.set_synonyms(synonyms);
    writer.set_translations(translations, "none");
    std::map<std::string, std::string> versions;
    for (const auto& article : articles_) {
      const auto analyzer = analyzers()->lease(article.lang);
      versions[article.lang] = analyzer->version();
      writer.add(prepare_document(article, *analyzer, "digest"));
    }
    writer.publish(versions);
    searcher_ = std::make_unique<Searcher>(Snapshot::open(path()), analyzers());
    return *searcher_;
  }

  std::filesystem::path path() const { return folder_ / "small.index"; }

  // One pool for all tests: opening a dictionary takes longer than a test.
  static const std::shared_ptr<AnalyzerPool>& analyzers() {
    static const auto pool = std::make_shared<AnalyzerPool>();
    return pool;
  }

 private:
  TempFolder folder_;
  std::vector<Article> articles_;
  std::unique_ptr<Searcher> searcher_;
};

inline SearchRequest ask(const std::string& q, const std::string& lang = "fi") {
  SearchRequest request;
  request.q = q;
  request.lang = lang;
  request.today = Date{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{22}};
  return request;
}

inline std::vector<std::string> ids(const SearchResults& results) {
  std::vector<std::string> ids;
  for (const auto& hit : results.hits) ids.push_back(hit.record.id);
  return ids;
}

}  // namespace tiski
