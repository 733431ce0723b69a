#pragma once

#include <filesystem>
#include <string>

#include "search/index/index_writer.h"
#include "tests/support/fake_analyzer.h"
#include "tests/support/sample_values.h"

namespace tiski::samples {

// An article with words of its own: "ohje-3" is found by "numero3".
inline Article numbered_article(int number, const std::string& lang = "fi") {
  Article made = article();
  made.id = "ohje-" + std::to_string(number);
  made.slug = made.id;
  made.lang = lang;
  made.title = "Ohje numero" + std::to_string(number);
  made.aliases = {"vanha-" + std::to_string(number)};
  made.valid_from.reset();
  made.valid_to.reset();
  return made;
}

// Publishes an index of that many numbered articles; `note` stands in each summary.
inline IndexInfo publish_numbered(const std::filesystem::path& index, int articles, const std::string& note = "") {
  FakeAnalyzer analyzer;
  IndexWriter writer(index);
  writer.set_knowledge_base(knowledge_base());
  writer.set_glossary(glossary());
  writer.set_synonyms(synonyms());
  writer.set_paths(paths());
  writer.set_translations({{"fi>en", {{"virhe", {"mistake", "error"}}}}}, "none");
  for (int number = 1; number <= articles; ++number) {
    Article article = numbered_article(number);
    article.summary = note;
    writer.add(prepare_document(article, analyzer, "digest-" + std::to_string(number)));
  }
  return writer.publish({{"fi", analyzer.version()}});
}

}  // namespace tiski::samples
