#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/views/shell.h"

namespace tiski::views {

// A stretch of a text: plain, or a matched form (<mark>).
struct TextPiece {
  std::string text;
  bool marked = false;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("text", text);
    field("marked", marked);
  }
};

// A quotation. `pieces` for pages; `text` and `ranges` (half-open, code points) for JSON: the same thing twice.
struct SnippetView {
  std::vector<TextPiece> pieces;
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> ranges;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("pieces", pieces);
    field("text", text);
  }
};

// How fresh a text is, in words first: never by colour alone.
struct Freshness {
  std::string state;  // "ok", "due", "overdue"
  bool due = false;
  bool overdue = false;
  std::string text;  // "Tarkistettu 3.11.2026", "Tarkistus myöhässä: piti tarkistaa 3.5.2026"
  std::optional<Day> reviewed;
  std::optional<Day> review_by;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("state", state);
    field("due", due);
    field("overdue", overdue);
    field("text", text);
    field("reviewed", reviewed);
    field("review_by", review_by);
  }
};

// A section of a result, with a link to its anchor.
struct SectionView {
  std::string anchor;  // empty: the text before the first heading
  std::string title;   // empty likewise
  std::string url;
  SnippetView snippet;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("anchor", anchor);
    field("title", title);
    field("url", url);
    field("snippet", snippet);
  }
};

// Why a result matched. All of them go to JSON; `text` ("pukukoodin: koodi") only where it is not plain.
struct MatchView {
  std::string input;
  std::string form;
  std::string how;   // "lemma", "part", "derivation", "synonym", "related", "translation", "prefix", "spelling"
  std::string text;  // empty for plain ones

  template <typename Visit>
  void fields(Visit&& field) const {
    field("input", input);
    field("form", form);
    field("how", how);
    field("text", text);
  }
};

// One article in a list: results, topics, related, recently changed.
struct ArticleCard {
  std::string id;
  std::string title;
  std::string url;           // with ?q= on result pages, so that marks stay
  std::string lang;          // the article's
  std::string foreign_lang;  // the same, only where it differs from the page's language: for lang=
  std::string summary;
  std::string topic;  // value
  std::string topic_label;
  std::string topic_url;
  std::string type_label;
  Freshness freshness;
  bool pinned = false;
  std::string number;  // place in the whole list, from 1: "11"; for unique HTML ids
  std::optional<SectionView> best_section;
  std::vector<SectionView> more_sections;  // at most two
  std::vector<MatchView> matched;
  std::vector<std::string> why;  // the non-empty texts of `matched`

  template <typename Visit>
  void fields(Visit&& field) const {
    field("id", id);
    field("title", title);
    field("url", url);
    field("lang", lang);
    field("foreign_lang", foreign_lang);
    field("summary", summary);
    field("topic", topic);
    field("topic_label", topic_label);
    field("topic_url", topic_url);
    field("type_label", type_label);
    field("freshness", freshness);
    field("pinned", pinned);
    field("number", number);
    field("best_section", best_section);
    field("more_sections", more_sections);
    field("why", why);
  }
};

// One sentence to say.
struct Phrase {
  std::string text;
  std::string html_id;       // unique on the page
  std::string foreign_lang;  // where it differs from the page's language

  template <typename Visit>
  void fields(Visit&& field) const {
    field("text", text);
    field("html_id", html_id);
    field("foreign_lang", foreign_lang);
  }
};

// Ready words to say, out of an article: on the home page and above results.
struct SayCard {
  std::string title;  // the section's, else the article's
  std::string article_title;
  std::string url;  // of the section
  std::string html_id;
  std::string foreign_lang;
  std::vector<Phrase> phrases;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("title", title);
    field("article_title", article_title);
    field("url", url);
    field("html_id", html_id);
    field("foreign_lang", foreign_lang);
    field("phrases", phrases);
  }
};

// One word in another language.
struct ForeignWord {
  std::string lang;
  std::string lang_name;
  std::string word;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("lang", lang);
    field("lang_name", lang_name);
    field("word", word);
  }
};

// A glossary term: on the glossary page and above results.
struct TermView {
  std::string id;
  std::string anchor;  // HTML id on the glossary page
  std::string url;     // "/fi/glossary#t-reklamaatio"
  std::string word;
  std::vector<std::string> also_words;  // other words for it
  std::string also;                     // the same, joined by commas
  std::string definition;
  std::string say;  // plain wording to say; may be empty
  std::vector<ForeignWord> translations;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("id", id);
    field("anchor", anchor);
    field("url", url);
    field("word", word);
    field("also_words", also_words);
    field("also", also);
    field("definition", definition);
    field("say", say);
    field("translations", translations);
  }
};

}  // namespace tiski::views
