#include <map>
#include <string>
#include <utility>

#include "indexer/checks/checks.h"

namespace tiski {
namespace {

using Name = std::pair<std::string, std::string>;  // language and slug

Position place_of(const SourceArticle& article, const std::string& field, std::size_t item = 0) {
  const auto found = article.fields.find(field);
  if (found == article.fields.end()) return {};
  return item < found->second.items.size() ? found->second.items[item] : found->second.key;
}

class IdentityCheck {
 public:
  explicit IdentityCheck(std::vector<Diagnostic>& findings) : findings_(findings) {}

  void run(const std::vector<SourceArticle>& articles) {
    for (const SourceArticle& source : articles) {
      claim(ids_, source, source.article.id, "id");
      claim(slugs_, source, source.article.slug, "slug");
    }
    for (const SourceArticle& source : articles) check_aliases(source);
  }

 private:
  void claim(std::map<Name, const SourceArticle*>& names, const SourceArticle& source, const std::string& name,
             const std::string& field) {
    const auto [first, is_new] = names.try_emplace({source.article.lang, name}, &source);
    if (is_new) return;
    const std::string rule = "duplicate-" + field;
    Findings(source.article.path, findings_)
        .add(rule, place_of(source, field), {{"value", name}, {"other", first->second->article.path}});
    // The other is as much to blame: neither is published.
    if (field == "id") {
      Findings(first->second->article.path, findings_)
          .add(rule, place_of(*first->second, field), {{"value", name}, {"other", source.article.path}});
    }
  }

  void check_aliases(const SourceArticle& source) {
    Findings findings(source.article.path, findings_);
    for (std::size_t i = 0; i < source.article.aliases.size(); ++i) {
      const std::string& alias = source.article.aliases[i];
      const Name name{source.article.lang, alias};
      const Position at = place_of(source, "aliases", i);
      const auto slug = slugs_.find(name);
      const auto [first, is_new] = aliases_.try_emplace(name, &source);
      if (slug != slugs_.end() && slug->second == &source) {
        findings.add("alias-taken.self", at, {{"value", alias}});
      } else if (slug != slugs_.end()) {
        findings.add("alias-taken", at, {{"value", alias}, {"other", slug->second->article.path}});
      } else if (!is_new) {
        findings.add("alias-taken.alias", at, {{"value", alias}, {"other", first->second->article.path}});
      }
    }
  }

  std::vector<Diagnostic>& findings_;
  std::map<Name, const SourceArticle*> ids_;
  std::map<Name, const SourceArticle*> slugs_;
  std::map<Name, const SourceArticle*> aliases_;
};

}  // namespace

void check_identity(const Content& content, std::vector<Diagnostic>& findings) {
  IdentityCheck(findings).run(content.articles);
}

}  // namespace tiski
