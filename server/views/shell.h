#pragma once

#include <string>
#include <vector>

namespace tiski::views {

// View models: everything a page says, in plain values, already in the reader's language. A template only places it.
// Rules for all of them:
//   * text is plain text, never HTML; the one exception is `html` in article_page.h, made by the indexer;
//   * URLs are complete, percent-encoded paths of this server ("/fi/search?q=a%26b");
//   * an empty string or list means "there is none": in a template {{#x}}…{{/x}} is then left out, {{^x}} taken;
//   * fields() names every member, so HTML's data tree and its tests see all of them, always.

struct Link {
  std::string label;
  std::string url;
  bool current = false;  // this very page: aria-current

  template <typename Visit>
  void fields(Visit&& field) const {
    field("label", label);
    field("url", url);
    field("current", current);
  }
};

// The same page and state in another language.
struct LanguageLink {
  std::string lang;  // "sv": for lang= and hreflang=
  std::string name;  // in its own language: "Svenska"
  std::string url;   // keeps the state: query, filters, page's article
  bool current = false;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("lang", lang);
    field("name", name);
    field("url", url);
    field("current", current);
  }
};

// A field that a form carries along unseen.
struct HiddenField {
  std::string name;
  std::string value;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("name", name);
    field("value", value);
  }
};

// The search field, in the same place on every page. On the results page it carries the filters along.
struct SearchField {
  std::string action;  // "/fi/search"
  std::string q;
  int max_length = 500;  // code points
  std::vector<HiddenField> hidden;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("action", action);
    field("q", q);
    field("max_length", max_length);
    field("hidden", hidden);
  }
};

// A day: for people, and for <time datetime>.
struct Day {
  std::string iso;   // "2026-11-03"
  std::string text;  // "3.11.2026"

  template <typename Visit>
  void fields(Visit&& field) const {
    field("iso", iso);
    field("text", text);
  }
};

// What surrounds every page. `page` is the template's name ("search").
struct Shell {
  std::string lang;
  std::string page;
  std::string title;      // for <title>: "Reklamaatiot – Tiski"
  std::string site_name;  // "Tiski"
  std::string tagline;
  std::string description;    // meta description; may be empty
  std::string canonical_url;  // path of this page without passing state; empty on errors
  std::string home_url;
  std::string search_url;
  std::string suggest_url;  // "/api/v1/suggest?lang=fi"
  std::string opensearch_url;
  std::string help_url;
  std::string accessibility_url;
  std::string trainer_url;      // empty when trainers are not served here
  std::vector<Link> nav;        // home, A–Ö, glossary, help …
  std::vector<Link> emergency;  // the strip
  std::vector<LanguageLink> languages;
  SearchField search;
  std::vector<std::string> notices;  // "the question was cut at 500 characters"
  std::string article_count;         // "61 ohjetta"
  std::string index_date;            // "22.11.2026", empty without an index
  std::string index_time;            // RFC 3339
  std::string generation;
  std::string form_token;  // goes back with every POST as `token`
  bool no_index = false;   // robots: results, errors
  bool shared_pc = false;  // many people use this browser: scripts remember nothing of what is read
  bool desk = false;       // desk mode: one column, large targets, home again when nobody is there

  template <typename Visit>
  void fields(Visit&& field) const {
    field("lang", lang);
    field("page", page);
    field("title", title);
    field("site_name", site_name);
    field("tagline", tagline);
    field("description", description);
    field("canonical_url", canonical_url);
    field("home_url", home_url);
    field("search_url", search_url);
    field("suggest_url", suggest_url);
    field("opensearch_url", opensearch_url);
    field("help_url", help_url);
    field("accessibility_url", accessibility_url);
    field("trainer_url", trainer_url);
    field("nav", nav);
    field("emergency", emergency);
    field("languages", languages);
    field("search", search);
    field("notices", notices);
    field("article_count", article_count);
    field("index_date", index_date);
    field("index_time", index_time);
    field("generation", generation);
    field("form_token", form_token);
    field("no_index", no_index);
    field("shared_pc", shared_pc);
    field("desk", desk);
  }
};

}  // namespace tiski::views
