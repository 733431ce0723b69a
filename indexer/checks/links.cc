#include <algorithm>
#include <string>

#include "indexer/checks/checks.h"
#include "indexer/content_path.h"

namespace tiski {
namespace {

bool has_anchor(const Article& article, std::string_view anchor) {
  return std::any_of(article.sections.begin(), article.sections.end(),
                     [&](const Section& section) { return section.anchor == anchor; });
}

std::vector<std::string> anchors_of(const Article& article) {
  std::vector<std::string> anchors;
  for (const Section& section : article.sections) {
    if (!section.anchor.empty()) anchors.push_back(section.anchor);
  }
  return anchors;
}

class LinkCheck {
 public:
  LinkCheck(const Content& content, std::vector<Diagnostic>& findings)
      : content_(content), lookup_(content.articles), findings_(findings) {}

  void run() {
    for (const SourceArticle& source : content_.articles) {
      Findings findings(source.article.path, findings_);
      for (const LinkUse& link : source.links) {
        if (link.is_image) {
          check_image(source, link, findings);
        } else {
          check_link(source, link, findings);
        }
      }
      check_related(source, findings);
    }
    check_knowledge_base();
    check_paths();
  }

 private:
  void check_link(const SourceArticle& source, const LinkUse& link, Findings& findings) {
    if (link.text.empty()) findings.add("empty-link-text", link.at, {{"url", link.url}});
    const auto target = parse_article_link(link.url);
    if (!target) {
      check_other_link(link, findings);
    } else if (target->stem.empty()) {
      check_anchor(source, link.at, target->anchor, findings);
    } else if (const SourceArticle* other = lookup_.by_stem(source.article.lang, target->stem)) {
      if (other->article.status != Status::kPublished && source.article.status == Status::kPublished) {
        findings.add("dead-link.unpublished", link.at, {{"target", other->article.path}});
      } else if (!target->anchor.empty() && !other->unreadable) {
        check_anchor(*other, link.at, target->anchor, findings);
      }
    } else {
      report_dead(source, link, target->stem, findings);
    }
  }

  void report_dead(const SourceArticle& source, const LinkUse& link, const std::string& stem, Findings& findings) {
    std::vector<std::string> stems;
    for (const SourceArticle& other : content_.articles) {
      if (other.article.lang == source.article.lang) stems.emplace_back(stem_of(other.article.path));
    }
    for (const std::string& lang : content_.kb.languages) {
      if (lookup_.by_stem(lang, stem) == nullptr) continue;
      return findings.add("dead-link.language", link.at,
                          {{"target", stem + ".md"}, {"lang", source.article.lang}, {"other", lang}});
    }
    if (const auto near = nearest(stem, stems)) {
      findings.add("dead-link.near", link.at, {{"target", stem + ".md"}, {"near", *near + ".md"}});
    } else {
      findings.add("dead-link", link.at, {{"target", stem + ".md"}, {"lang", source.article.lang}});
    }
  }

  static void check_anchor(const SourceArticle& target, Position at, const std::string& anchor, Findings& findings) {
    if (has_anchor(target.article, anchor)) return;
    const std::vector<std::string> known = anchors_of(target.article);
    if (const auto near = nearest(anchor, known)) {
      findings.add("dead-anchor.near", at, {{"anchor", anchor}, {"target", target.article.path}, {"near", *near}});
    } else {
      findings.add("dead-anchor", at,
                   {{"anchor", anchor}, {"target", target.article.path}, {"known", quoted_list(known)}});
    }
  }

  static void check_other_link(const LinkUse& link, Findings& findings) {
    if (!is_allowed_url(link.url)) {
      findings.add("bad-url", link.at, {{"url", link.url}});
      return;
    }
    const bool has_scheme = link.url.find(':') != std::string::npos;
    if (!has_scheme && !link.url.starts_with('/')) {
      findings.add("dead-link.relative", link.at, {{"target", link.url}});
    }
  }

  void check_image(const SourceArticle& source, const LinkUse& image, Findings& findings) {
    if (image.text.empty()) findings.add("image-without-alt", image.at, {{"url", image.url}});
    const auto path = content_path_of(folder_of(source.article.path), image.url);
    const bool elsewhere = image.url.find("//") != std::string::npos || image.url.find(':') != std::string::npos;
    if (elsewhere) {
      findings.add("external-image", image.at, {{"url", image.url}});
    } else if (!path || !content_.has_file(*path)) {
      findings.add("missing-image", image.at, {{"url", image.url}});
    } else if (!is_picture(*path)) {
      findings.add("missing-image.kind", image.at, {{"url", image.url}});
    }
  }

  static bool is_picture(std::string_view path) {
    const std::string_view kind = extension_of(path);
    return kind == "png" || kind == "jpg" || kind == "jpeg" || kind == "webp" || kind == "gif";
  }

  void check_related(const SourceArticle& source, Findings& findings) {
    const Article& article = source.article;
    for (std::size_t i = 0; i < article.related.size(); ++i) {
      const std::string& id = article.related[i];
      const FieldPlace& place = source.fields.at("related");
      const Position at = i < place.items.size() ? place.items[i] : place.key;
      const SourceArticle* other = lookup_.by_id(article.lang, id);
      if (id == article.id) {
        findings.add("dead-related.self", at, {{"value", id}});
      } else if (other == nullptr) {
        report_dead_related(article.lang, id, at, findings);
      } else if (other->article.status != Status::kPublished && article.status == Status::kPublished) {
        findings.add("dead-related.unpublished", at, {{"value", id}, {"target", other->article.path}});
      }
    }
  }

  void report_dead_related(const std::string& lang, const std::string& id, Position at, Findings& findings) {
    std::vector<std::string> known;
    for (const SourceArticle& other : content_.articles) {
      if (other.article.lang == lang) known.push_back(other.article.id);
    }
    if (const auto near = nearest(id, known)) {
      findings.add("dead-related.near", at, {{"value", id}, {"near", *near}});
    } else {
      findings.add("dead-related", at, {{"value", id}, {"lang", lang}});
    }
  }

  // The emergency strip and the home page must lead somewhere in the first language at least.
  void check_knowledge_base() {
    if (content_.kb_broken) return;
    Findings findings("kb.yaml", findings_);
    const std::string& first = content_.kb.languages.front();
    for (std::size_t i = 0; i < content_.kb.emergency.size(); ++i) {
      const EmergencyLink& link = content_.kb.emergency[i];
      const Position at = content_.emergency_places[i];
      if (!is_published(first, link.article)) findings.add("dead-kb-link", at, {{"value", link.article}});
      for (const auto& [lang, anchor] : link.anchor) {
        const SourceArticle* target = lookup_.by_id(lang, link.article);
        if (target != nullptr && !target->unreadable) check_anchor(*target, at, anchor, findings);
      }
    }
    for (std::size_t i = 0; i < content_.kb.home_cards.size(); ++i) {
      const std::string& id = content_.kb.home_cards[i];
      if (!is_published(first, id)) findings.add("dead-kb-link", content_.card_places[i], {{"value", id}});
    }
  }

  // Every article of a path must be there in the path's own language: the first of the knowledge base that it is in.
  void check_paths() {
    for (const PathFile& path : content_.paths) {
      const auto& languages = content_.kb.languages;
      const auto lang = std::find_if(languages.begin(), languages.end(),
                                     [&](const std::string& each) { return path.path.title.count(each) > 0; });
      if (lang == languages.end()) continue;
      Findings findings(path.file, findings_);
      for (const auto& [id, at] : path.articles) {
        if (is_published(*lang, id)) continue;
        if (const auto near = nearest(id, published_ids(*lang))) {
          findings.add("dead-path-link.near", at, {{"value", id}, {"near", *near}});
        } else {
          findings.add("dead-path-link", at, {{"value", id}, {"lang", *lang}});
        }
      }
    }
  }

  std::vector<std::string> published_ids(const std::string& lang) const {
    std::vector<std::string> ids;
    for (const SourceArticle& source : content_.articles) {
      if (source.article.lang == lang && source.article.status == Status::kPublished) ids.push_back(source.article.id);
    }
    return ids;
  }

  bool is_published(const std::string& lang, const std::string& id) const {
    const SourceArticle* target = lookup_.by_id(lang, id);
    return target != nullptr && target->article.status == Status::kPublished;
  }

  const Content& content_;
  ArticleLookup lookup_;
  std::vector<Diagnostic>& findings_;
};

}  // namespace

void check_links(const Content& content, std::vector<Diagnostic>& findings) { LinkCheck(content, findings).run(); }

}  // namespace tiski
