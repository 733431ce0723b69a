#include "indexer/lenient_ids.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "indexer/content_path.h"
#include "search/index/digest.h"
#include "search/language/text.h"

namespace tiski {
namespace {

constexpr std::size_t kMaxSlug = 80;

std::string with_digest(const std::string& slug, const std::string& path) {
  const std::string suffix = sha256_hex(path).substr(0, 8);
  if (slug.empty()) return "a-" + suffix;
  return slug.substr(0, kMaxSlug - suffix.size() - 1) + "-" + suffix;
}

std::string path_slug(const SourceArticle& source) {
  std::string path = source.article.path.substr(0, source.article.path.size() - extension_of(source.path).size() - 1);
  if (path.starts_with(source.article.lang + "/")) path.erase(0, source.article.lang.size() + 1);
  for (char& c : path) c = c == '/' ? ' ' : c;
  return slugify(path);
}

}  // namespace

void give_lenient_ids(std::vector<SourceArticle>& articles) {
  using Key = std::pair<std::string, std::string>;  // language and id
  std::set<Key> taken;
  std::map<Key, int> uses;
  std::vector<SourceArticle*> nameless;
  for (SourceArticle& source : articles) {
    Article& article = source.article;
    const bool own = !article.id.empty() && taken.emplace(article.lang, article.id).second;
    if (own) continue;
    article.id = slugify(sanitize(stem_of(source.path)));
    ++uses[{article.lang, article.id}];
    nameless.push_back(&source);
  }
  // Names that only one file has come first: no other file's path may take them away.
  std::vector<SourceArticle*> shared;
  for (SourceArticle* source : nameless) {
    const Key by_name{source->article.lang, source->article.id};
    const bool own = !by_name.second.empty() && uses[by_name] == 1 && taken.insert(by_name).second;
    if (!own) shared.push_back(source);
  }
  for (SourceArticle* source : shared) {
    Article& article = source->article;
    article.id = path_slug(*source);
    if (article.id.empty() || taken.count({article.lang, article.id}) > 0) {
      article.id = with_digest(article.id, source->path);
    }
    taken.emplace(article.lang, article.id);
  }
  std::set<Key> slugs;
  for (SourceArticle& source : articles) {
    Article& article = source.article;
    if (article.slug.empty() || slugs.count({article.lang, article.slug}) > 0) article.slug = article.id;
    slugs.emplace(article.lang, article.slug);
  }
}

}  // namespace tiski
