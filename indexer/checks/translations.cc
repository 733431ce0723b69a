#include <string>

#include "indexer/checks/checks.h"

namespace tiski {
namespace {

Position place_of(const SourceArticle& source, const std::string& field) {
  const auto found = source.fields.find(field);
  return found != source.fields.end() ? found->second.key : Position{};
}

void check_translation(const SourceArticle& original, const SourceArticle& translation, std::vector<Diagnostic>& all) {
  Findings findings(translation.article.path, all);
  const std::string& rev = translation.article.source_rev;
  if (rev.empty()) {
    findings.add("translation-behind.unstamped", {}, {{"source", original.article.path}});
  } else if (rev != original.article.body_digest) {
    findings.add("translation-behind", place_of(translation, "source_rev"), {{"source", original.article.path}});
  }
}

}  // namespace

void check_translations(const Content& content, std::vector<Diagnostic>& findings) {
  if (content.kb.languages.empty()) return;
  const std::string& first = content.kb.languages.front();
  const ArticleLookup lookup(content.articles);
  for (const SourceArticle& source : content.articles) {
    if (source.article.lang != first) {
      const SourceArticle* original = lookup.by_id(first, source.article.id);
      if (original != nullptr && !original->unreadable) check_translation(*original, source, findings);
      continue;
    }
    if (source.article.status != Status::kPublished) continue;
    for (const std::string& lang : content.kb.languages) {
      if (lookup.by_id(lang, source.article.id) != nullptr) continue;
      Findings(source.article.path, findings).add("translation-missing", {}, {{"lang", lang}});
    }
  }
}

}  // namespace tiski
