#pragma once

#include <optional>
#include <string>
#include <vector>

#include "search/article/article.h"
#include "server/views/result.h"
#include "server/views/shell.h"

namespace tiski::views {

// HTML of the indexer's making: the only text on any page that is not escaped, by templates/partials/trusted_html.
struct TrustedHtml {
  std::string html;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("html", html);
  }
};

// A phrase to say, or an item of a checklist.
struct BlockItemView {
  std::string html_id;  // unique on the page
  std::string text;     // plain: what "copy" copies
  TrustedHtml body;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("html_id", html_id);
    field("text", text);
    field("body", body);
  }
};

// Exactly one of the is_… is true.
struct BlockView {
  bool is_prose = false;
  bool is_checklist = false;
  bool is_say = false;
  bool is_avoid = false;
  bool is_group = false;
  bool is_escalate = false;
  bool is_note = false;
  std::string kind;          // "say": for class names and JSON
  std::string html_id;       // unique on the page
  std::string group;         // is_group: the value
  std::string group_label;   // is_group
  std::string foreign_lang;  // is_say: words in another language than the article
  std::string lang_name;     // of foreign_lang, in the page's language
  std::string text;          // plain, for JSON
  TrustedHtml body;          // all but is_say and is_checklist, which have items
  std::vector<BlockItemView> items;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("is_prose", is_prose);
    field("is_checklist", is_checklist);
    field("is_say", is_say);
    field("is_avoid", is_avoid);
    field("is_group", is_group);
    field("is_escalate", is_escalate);
    field("is_note", is_note);
    field("kind", kind);
    field("html_id", html_id);
    field("group", group);
    field("group_label", group_label);
    field("foreign_lang", foreign_lang);
    field("lang_name", lang_name);
    field("body", body);
    field("items", items);
  }
};

struct ArticleSection {
  std::string anchor;  // empty: the text before the first heading
  std::string title;
  std::vector<TextPiece> heading;  // the title with the words of ?q= marked
  int level = 2;                   // of the heading, 2–6
  std::string url;
  std::vector<BlockView> blocks;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("anchor", anchor);
    field("title", title);
    field("heading", heading);
    field("level", level);
    field("url", url);
    field("blocks", blocks);
  }
};

// The article in another language.
struct Translation {
  std::string lang;
  std::string lang_name;  // in its own language
  std::string title;
  std::string url;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("lang", lang);
    field("lang_name", lang_name);
    field("title", title);
    field("url", url);
  }
};

// A facet of the article: its label, and each value as a link to a search with it.
struct FacetLine {
  std::string name;
  std::string label;
  std::vector<std::string> ids;
  std::vector<Link> values;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("name", name);
    field("label", label);
    field("values", values);
  }
};

// Posts `article`, `lang`, `verdict` (helped, not_helped, outdated), `text`, `token`.
struct FeedbackForm {
  std::string action;
  std::string token;
  std::string article;
  std::string lang;
  int max_length = 2000;  // of `text`
  bool sent = false;      // the reader has just sent it: thank them

  template <typename Visit>
  void fields(Visit&& field) const {
    field("action", action);
    field("token", token);
    field("article", article);
    field("lang", lang);
    field("max_length", max_length);
    field("sent", sent);
  }
};

// A customer group that the reader has chosen (?group=): what the article says of it, shown before the rest.
struct GroupLens {
  std::string value;
  std::string label;
  std::string off_url;
  std::vector<BlockView> blocks;  // copies with HTML ids of their own

  template <typename Visit>
  void fields(Visit&& field) const {
    field("value", value);
    field("label", label);
    field("off_url", off_url);
    field("blocks", blocks);
  }
};

struct ArticlePage {
  Shell shell;
  std::string id;
  std::string lang;          // of the article
  std::string foreign_lang;  // the same, only where the page speaks another language: the text is not translated yet
  std::string only_in;       // then: the notice that says so
  std::string slug;
  std::string title;
  std::string summary;
  std::vector<TextPiece> summary_pieces;  // the same, marked
  Link topic;
  std::string topic_value;
  std::string type_label;
  std::string level_label;
  std::string owner;  // role
  std::string owner_label;
  Freshness freshness;
  std::string next_review;        // "Seuraava tarkistus 3.5.2027"
  std::string overdue_banner;     // empty unless overdue
  std::vector<FacetLine> facets;  // all but the topic, without facets the article has no value in
  FacetValues facet_values;       // all of them, for JSON
  std::vector<Link> contents;     // links to the h2s; only from three on
  std::vector<ArticleSection> sections;
  std::vector<Link> groups;       // customer groups the article has blocks for; leads to the lens of each
  std::optional<GroupLens> lens;  // none for a group without a block
  std::vector<ArticleCard> related;
  std::vector<Translation> translations;
  std::optional<FeedbackForm> feedback;  // none when it can't be stored here
  std::string q;                         // ?q=: its words are marked in the text
  std::string back_url;                  // to the results of q
  std::string url;                       // in the article's own language
  std::string permanent_url;             // "/id/ID"
  std::string api_url;
  std::string revision;  // of the text; empty where no training path leads to the article

  template <typename Visit>
  void fields(Visit&& field) const {
    field("shell", shell);
    field("id", id);
    field("lang", lang);
    field("foreign_lang", foreign_lang);
    field("only_in", only_in);
    field("slug", slug);
    field("title", title);
    field("summary", summary);
    field("summary_pieces", summary_pieces);
    field("topic", topic);
    field("type_label", type_label);
    field("level_label", level_label);
    field("owner_label", owner_label);
    field("freshness", freshness);
    field("next_review", next_review);
    field("overdue_banner", overdue_banner);
    field("facets", facets);
    field("contents", contents);
    field("sections", sections);
    field("groups", groups);
    field("lens", lens);
    field("related", related);
    field("translations", translations);
    field("feedback", feedback);
    field("q", q);
    field("back_url", back_url);
    field("url", url);
    field("permanent_url", permanent_url);
    field("api_url", api_url);
    field("revision", revision);
  }
};

}  // namespace tiski::views
