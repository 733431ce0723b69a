#include "server/views/make_article_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "server/request/url.h"
#include "server/views/make_path_pages.h"
#include "server/views/make_results.h"
#include "server/views/make_shell.h"
#include "server/views/marked_html.h"

namespace tiski {
namespace {

constexpr std::size_t kContentsFrom = 3;  // h2 headings
constexpr std::size_t kRelated = 5;

using Forms = std::vector<std::string>;

std::string_view name_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::kProse:
      return "prose";
    case BlockKind::kChecklist:
      return "checklist";
    case BlockKind::kSay:
      return "say";
    case BlockKind::kAvoid:
      return "avoid";
    case BlockKind::kGroup:
      return "group";
    case BlockKind::kEscalate:
      return "escalate";
    case BlockKind::kNote:
      return "note";
  }
  return "prose";
}

views::BlockView make_block(const Visit& visit, const Article& article, const Block& block, const Forms& forms,
                            std::string html_id) {
  views::BlockView view;
  view.is_prose = block.kind == BlockKind::kProse;
  view.is_checklist = block.kind == BlockKind::kChecklist;
  view.is_say = block.kind == BlockKind::kSay;
  view.is_avoid = block.kind == BlockKind::kAvoid;
  view.is_group = block.kind == BlockKind::kGroup;
  view.is_escalate = block.kind == BlockKind::kEscalate;
  view.is_note = block.kind == BlockKind::kNote;
  view.kind = name_of(block.kind);
  view.html_id = std::move(html_id);
  if (view.is_group) {
    view.group = block.argument;
    view.group_label = value_label(visit, "group", block.argument);
  }
  if (!block.lang.empty() && block.lang != article.lang) {
    view.foreign_lang = block.lang;
    view.lang_name = language_name(visit.words, block.lang);
  }
  view.text = block.text;
  view.body.html = mark_html(block.html, forms);
  for (std::size_t i = 0; i < block.items.size(); ++i) {
    const auto& item = block.items[i];
    view.items.push_back({fmt::format("{}-{}", view.html_id, i + 1), item.text, {mark_html(item.html, forms)}});
  }
  return view;
}

views::ArticleSection make_section(const Visit& visit, const Article& article, std::size_t index, const Forms& forms) {
  const auto& section = article.sections[index];
  views::ArticleSection view;
  view.anchor = section.anchor;
  view.title = section.title;
  view.heading = mark_words(section.title, forms);
  view.level = std::clamp(section.level, 2, 6);
  view.url = article_url(article.lang, article.slug, {}, section.anchor);
  for (std::size_t i = 0; i < section.blocks.size(); ++i) {
    view.blocks.push_back(
        make_block(visit, article, section.blocks[i], forms, fmt::format("b{}-{}", index + 1, i + 1)));
  }
  return view;
}

std::vector<views::Link> make_contents(const Article& article) {
  std::vector<views::Link> contents;
  for (const auto& section : article.sections) {
    if (section.level == 2 && !section.anchor.empty() && !section.title.empty()) {
      contents.push_back({section.title, "#" + percent_encode(section.anchor), false});
    }
  }
  if (contents.size() < kContentsFrom) contents.clear();
  return contents;
}

// All but the topic; the default value alone ("all customers") says nothing.
std::vector<views::FacetLine> make_facet_lines(const Visit& visit, const Article& article) {
  std::vector<views::FacetLine> lines;
  for (const auto& facet : visit.kb().facets) {
    const auto found = article.facets.find(facet.name);
    if (facet.name == "topic" || found == article.facets.end() || found->second.empty()) continue;
    if (found->second.size() == 1 && found->second.front() == facet.default_value) continue;
    views::FacetLine line{facet.name, text_in(facet.label, visit.lang), found->second, {}};
    for (const auto& value : found->second) {
      line.values.push_back({value_label(visit, facet.name, value), facet_value_url(visit, facet.name, value), false});
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<views::Translation> make_translations(const Visit& visit, const Xapian::Database& db,
                                                  const Article& article) {
  std::vector<views::Translation> translations;
  const auto valid = visit.snapshot().valid_on(visit.today);
  for (const auto& lang : visit.kb().languages) {
    if (lang == article.lang) continue;
    const auto docid = Snapshot::find_id(db, lang, article.id);
    if (!docid || !valid.test(*docid)) continue;
    const auto record = Snapshot::record(db, *docid);
    translations.push_back(
        {lang, own_language_name(visit.messages, lang), record.title, article_url(lang, record.slug)});
  }
  return translations;
}

void add_review(const Visit& visit, const Article& article, views::ArticlePage& page) {
  page.freshness = make_freshness(visit, article.reviewed, article.review_by);
  if (!page.freshness.review_by) return;
  const auto& date = page.freshness.review_by->text;
  if (page.freshness.overdue) {
    page.overdue_banner = visit.words.format("article_overdue", {{"date", date}});
  } else {
    page.next_review = visit.words.format("article_next_review", {{"date", date}});
  }
}

// Links to the lens of each group that has blocks, in the article's order; and the chosen one's lens.
void add_groups(const Visit& visit, views::ArticlePage& page) {
  const auto chosen = visit.request.parameter("group");
  const auto own_url = article_url(visit.lang, page.slug);
  std::set<std::string> seen;
  for (const auto& section : page.sections) {
    for (const auto& block : section.blocks) {
      if (!block.is_group) continue;
      const bool is_chosen = block.group == chosen;
      if (seen.insert(block.group).second) {
        page.groups.push_back(
            {block.group_label, build_url(own_url, {{"q", page.q}, {"group", block.group}}), is_chosen});
      }
      if (!is_chosen) continue;
      if (!page.lens) {
        page.lens = views::GroupLens{block.group, block.group_label, build_url(own_url, {{"q", page.q}}), {}};
      }
      page.lens->blocks.push_back(block);
      page.lens->blocks.back().html_id = "lens-" + block.html_id;
    }
  }
}

}  // namespace

views::ArticlePage make_article(const Visit& visit, std::uint32_t docid, std::string_view q) {
  const auto& db = visit.database();
  const auto article = Snapshot::article(db, docid);
  const auto forms = q.empty() ? Forms() : visit.searcher->matched_forms(docid, q, article.lang);
  views::ArticlePage page;
  page.id = article.id;
  page.lang = article.lang;
  page.foreign_lang = foreign(visit, article.lang);
  if (!page.foreign_lang.empty()) {
    page.only_in = visit.words.format("article_only_in", {{"language", language_name(visit.words, article.lang)}});
  }
  page.slug = article.slug;
  page.title = article.title;
  page.summary = article.summary;
  page.summary_pieces = mark_words(article.summary, forms);
  page.topic_value = first_value(article.facets, "topic");
  page.topic = {value_label(visit, "topic", page.topic_value), topic_url(visit.lang, page.topic_value), false};
  page.type_label = value_label(visit, "type", first_value(article.facets, "type"));
  page.level_label = value_label(visit, "level", first_value(article.facets, "level"));
  page.owner = article.owner;
  const auto* role = visit.kb().find_role(article.owner);
  page.owner_label = role == nullptr ? article.owner : text_in(role->label, visit.lang);
  add_review(visit, article, page);
  page.facets = make_facet_lines(visit, article);
  page.facet_values = article.facets;
  page.contents = make_contents(article);
  for (std::size_t i = 0; i < article.sections.size(); ++i) {
    page.sections.push_back(make_section(visit, article, i, forms));
  }
  for (const auto& record : visit.searcher->related(docid, kRelated, visit.today)) {
    page.related.push_back(make_card(visit, record));
  }
  page.translations = make_translations(visit, db, article);
  page.q = q;
  if (is_on_path(visit, article.id)) page.revision = article.body_digest;
  page.permanent_url = "/id/" + percent_encode(article.id);
  page.url = article_url(article.lang, article.slug);
  page.api_url = build_url("/api/v1/articles/" + percent_encode(article.id), {{"lang", article.lang}});
  return page;
}

void add_page_parts(const Visit& visit, views::ArticlePage& page) {
  add_groups(visit, page);
  const auto group = page.lens ? page.lens->value : std::string();
  ShellContent content;
  content.page = "article";
  content.title = page.title;
  content.description = page.summary;
  content.canonical_url = page.url;
  content.q = page.q;
  content.url_in = [&](const std::string& lang) {
    for (const auto& translation : page.translations) {
      if (translation.lang == lang) return build_url(translation.url, {{"q", page.q}, {"group", group}});
    }
    return build_url(article_url(lang, page.slug), {{"q", page.q}, {"group", group}});
  };
  page.shell = make_shell(visit, std::move(content));
  if (!page.q.empty()) page.back_url = build_url(fmt::format("/{}/search", visit.lang), {{"q", page.q}});
  if (visit.form_token.empty()) return;
  page.feedback = views::FeedbackForm{fmt::format("/{}/feedback", visit.lang), visit.form_token, page.id, page.lang};
  page.feedback->sent = visit.request.parameter("sent") == "1";
}

}  // namespace tiski
