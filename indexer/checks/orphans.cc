#include <set>
#include <string>
#include <utility>

#include "indexer/checks/checks.h"

namespace tiski {

void check_orphans(const Content& content, std::vector<Diagnostic>& findings) {
  const ArticleLookup lookup(content.articles);
  std::set<std::pair<std::string, std::string>> reached;  // language and id
  for (const SourceArticle& source : content.articles) {
    const std::string& lang = source.article.lang;
    for (const LinkUse& link : source.links) {
      const auto target = parse_article_link(link.url);
      const SourceArticle* other = target ? lookup.by_stem(lang, target->stem) : nullptr;
      if (other != nullptr && other != &source) reached.emplace(lang, other->article.id);
    }
    for (const std::string& id : source.article.related) {
      if (id != source.article.id) reached.emplace(lang, id);
    }
  }
  for (const std::string& lang : content.kb.languages) {
    for (const EmergencyLink& link : content.kb.emergency) reached.emplace(lang, link.article);
    for (const std::string& id : content.kb.home_cards) reached.emplace(lang, id);
  }
  for (const SourceArticle& source : content.articles) {
    const Article& article = source.article;
    if (article.status != Status::kPublished || reached.count({article.lang, article.id}) > 0) continue;
    Findings(article.path, findings).add("orphan", {}, {{"id", article.id}});
  }
}

}  // namespace tiski
