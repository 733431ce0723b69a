// Any file as an article's, strict and lenient, and as each of the folder's own YAML files.
#include "indexer/article_parser.h"
#include "indexer/glossary_file.h"
#include "indexer/kb_file.h"
#include "search/language/text.h"
#include "tests/fuzz/require.h"

namespace tiski {
namespace {

void check_article(const std::string& bytes, const KnowledgeBase& kb, Strictness strictness) {
  std::vector<Diagnostic> diagnostics;
  Findings findings("fi/aihe/a.md", diagnostics);
  const auto article = read_article_head("fi/aihe/a.md", bytes, kb, strictness, findings).article;
  require(article.slug.empty() || is_slug(article.slug), "a slug is a slug", article.slug);
  for (const auto& alias : article.aliases) require(is_slug(alias), "an alias is a slug", alias);
  require(sanitize(article.title) == article.title, "a title is clean text", article.title);
  require(sanitize(article.summary) == article.summary, "a summary is clean text", article.summary);
  for (const auto& [name, values] : article.facets) {
    const auto* facet = kb.find_facet(name);
    require(facet != nullptr, "a facet is one of the knowledge base's", name);
    for (const auto& value : values) require(facet->find(value) != nullptr, "a value is known", value);
  }
  for (const auto& finding : diagnostics) {
    require(find_rule(finding.rule) != nullptr, "a finding is one of the table", finding.rule);
    require(finding.line >= 0 && finding.column >= 0, "a place is a place");
  }
}

}  // namespace
}  // namespace tiski

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tiski;
  static const KnowledgeBase kKb = default_knowledge_base();
  const auto bytes = bytes_of(data, size);
  check_article(bytes, kKb, Strictness::kStrict);
  check_article(bytes, kKb, Strictness::kLenient);
  std::vector<Diagnostic> diagnostics;
  Findings findings("kb.yaml", diagnostics);
  const auto text = sanitize(bytes);
  read_kb_file(text, findings);
  read_glossary_file(text, kKb.languages, findings);
  read_synonyms_file(text, kKb.languages, findings);
  return 0;
}
