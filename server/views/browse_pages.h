#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/views/path_page.h"
#include "server/views/result.h"
#include "server/views/shell.h"

namespace tiski::views {

// A link with the number of articles behind it.
struct CountedLink {
  std::string label;
  std::string url;
  std::string value;  // the facet value
  std::size_t count = 0;
  std::string count_text;  // "4 ohjetta"
  bool current = false;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("label", label);
    field("url", url);
    field("value", value);
    field("count", count);
    field("count_text", count_text);
    field("current", current);
  }
};

struct HomePage {
  Shell shell;
  std::vector<SayCard> cards;
  std::vector<CountedLink> topics;
  std::vector<CountedLink> groups;   // customer groups, without the default value
  std::vector<ArticleCard> changed;  // most recently reviewed first
  std::vector<PathLink> paths;       // training paths
  std::string all_url;               // every article, faceted

  template <typename Visit>
  void fields(Visit&& field) const {
    field("shell", shell);
    field("cards", cards);
    field("topics", topics);
    field("groups", groups);
    field("changed", changed);
    field("paths", paths);
    field("all_url", all_url);
  }
};

struct TopicPage {
  Shell shell;
  std::string value;
  std::string label;
  std::string total_text;
  std::string search_url;  // the same set, to be narrowed
  std::vector<ArticleCard> articles;
  std::vector<CountedLink> topics;  // all of them, this one marked

  template <typename Visit>
  void fields(Visit&& field) const {
    field("shell", shell);
    field("value", value);
    field("label", label);
    field("total_text", total_text);
    field("search_url", search_url);
    field("articles", articles);
    field("topics", topics);
  }
};

// A line of the A–Ö list: a title, or a word with "see" and titles.
struct AzEntry {
  std::string label;
  std::string url;        // of a title; empty for a word
  std::vector<Link> see;  // of a word

  template <typename Visit>
  void fields(Visit&& field) const {
    field("label", label);
    field("url", url);
    field("see", see);
  }
};

struct AzLetter {
  std::string letter;
  std::string anchor;
  std::vector<AzEntry> entries;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("letter", letter);
    field("anchor", anchor);
    field("entries", entries);
  }
};

struct AzPage {
  Shell shell;
  std::string total_text;
  std::vector<AzLetter> letters;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("shell", shell);
    field("total_text", total_text);
    field("letters", letters);
  }
};

struct GlossaryPage {
  Shell shell;
  std::vector<TermView> terms;  // in the collation of the page's language

  template <typename Visit>
  void fields(Visit&& field) const {
    field("shell", shell);
    field("terms", terms);
  }
};

// Help and the accessibility statement: the text is in the templates help.LANG and accessibility.LANG.
struct PlainPage {
  Shell shell;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("shell", shell);
  }
};

// Nothing under this address: the words of the address, searched.
struct NotFoundPage {
  Shell shell;
  std::string q;
  std::string search_url;
  std::string total_text;
  std::vector<ArticleCard> results;  // at most five

  template <typename Visit>
  void fields(Visit&& field) const {
    field("shell", shell);
    field("q", q);
    field("search_url", search_url);
    field("total_text", total_text);
    field("results", results);
  }
};

// Any other refusal or failure. Says what to do, never what an exception said.
struct ErrorPage {
  Shell shell;
  int status = 500;
  std::string heading;
  std::string text;
  std::string request_id;  // for 5xx: stands in the log too

  template <typename Visit>
  void fields(Visit&& field) const {
    field("shell", shell);
    field("status", status);
    field("heading", heading);
    field("text", text);
    field("request_id", request_id);
  }
};

}  // namespace tiski::views
