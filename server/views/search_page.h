#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "server/views/result.h"
#include "server/views/shell.h"

namespace tiski::views {

// A chosen filter, with the way out of it. Unknown values become chips too, so that an old bookmark explains itself.
struct Chip {
  std::string facet_label;  // empty for an unknown filter
  std::string label;
  std::string remove_url;
  bool unknown = false;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("facet_label", facet_label);
    field("label", label);
    field("remove_url", remove_url);
    field("unknown", unknown);
  }
};

struct FacetOption {
  std::string html_id;  // "f-topic-reklamaatiot"
  std::string name;     // of the checkbox: the facet
  std::string value;
  std::string label;
  std::size_t count = 0;
  bool selected = false;
  bool none = false;       // count is zero: still visible
  std::string toggle_url;  // this state with the value ticked or unticked

  template <typename Visit>
  void fields(Visit&& field) const {
    field("html_id", html_id);
    field("name", name);
    field("value", value);
    field("label", label);
    field("count", count);
    field("selected", selected);
    field("none", none);
    field("toggle_url", toggle_url);
  }
};

struct FacetGroup {
  std::string name;
  std::string label;
  bool any_selected = false;
  bool open = false;                 // shown unfolded: something is chosen, or it is among the first
  std::vector<FacetOption> options;  // in kb.yaml's order

  template <typename Visit>
  void fields(Visit&& field) const {
    field("name", name);
    field("label", label);
    field("any_selected", any_selected);
    field("open", open);
    field("options", options);
  }
};

struct PageLink {
  std::string number;  // empty for a gap
  std::string url;
  bool current = false;
  bool gap = false;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("number", number);
    field("url", url);
    field("current", current);
    field("gap", gap);
  }
};

struct Pagination {
  std::vector<PageLink> pages;
  std::string previous_url;
  std::string next_url;
  std::string first_url;
  std::string last_url;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("pages", pages);
    field("previous_url", previous_url);
    field("next_url", next_url);
    field("first_url", first_url);
    field("last_url", last_url);
  }
};

struct Correction {
  bool applied = false;   // nothing matched as typed: these are the results of `corrected`
  std::string typed;      // what was searched as typed
  std::string corrected;  // the proposed text
  std::string url;        // the same state with it

  template <typename Visit>
  void fields(Visit&& field) const {
    field("applied", applied);
    field("typed", typed);
    field("corrected", corrected);
    field("url", url);
  }
};

// "Löytyi myös": matches in another language.
struct OtherLanguageGroup {
  std::string lang;
  std::string lang_name;   // in the page's language: "englanniksi"
  std::string total_text;  // "3 ohjetta"
  std::size_t total = 0;
  std::string url;  // the search in that language
  std::vector<ArticleCard> results;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("lang", lang);
    field("lang_name", lang_name);
    field("total_text", total_text);
    field("url", url);
    field("results", results);
  }
};

// A way out of an empty result, with the count it gives.
struct WayOut {
  std::string label;
  std::string url;
  std::string count_text;  // "3 ohjetta"
  std::size_t count = 0;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("label", label);
    field("url", url);
    field("count_text", count_text);
  }
};

struct ZeroResults {
  std::vector<WayOut> lift;  // each filter, lifted
  std::optional<WayOut> without_filters;
  std::vector<WayOut> words;  // each word alone
  std::string
      report_action;      // POST of `q` and `token`: tells the trainers what is missing; empty: can't be stored here
  bool reported = false;  // the reader has just done that

  template <typename Visit>
  void fields(Visit&& field) const {
    field("lift", lift);
    field("without_filters", without_filters);
    field("words", words);
    field("report_action", report_action);
    field("reported", reported);
  }
};

// How a word was understood: for JSON.
struct TermUnderstood {
  std::string input;
  std::vector<std::string> lemmas;
  std::vector<std::string> synonyms;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("input", input);
    field("lemmas", lemmas);
    field("synonyms", synonyms);
  }
};

struct SearchPage {
  Shell shell;
  std::string q;
  std::size_t total = 0;
  std::string total_text;  // "12 ohjetta"
  int page = 1;
  int per_page = 10;
  std::string sort;  // "relevance", "reviewed", "title"
  std::optional<Correction> correction;
  bool relaxed = false;    // not all words had to match: say so
  bool words_cut = false;  // more words than are searched; the shell has a notice
  std::vector<TermUnderstood> terms;
  std::vector<Chip> chips;
  std::string clear_url;  // all filters off; empty without chips
  std::vector<FacetGroup> facets;
  std::vector<HiddenField> facet_hidden;  // what the facet form carries along: q, sort
  std::vector<HiddenField> sort_hidden;   // what a sort form carries along
  std::vector<Link> sorts;                // current one marked; none for an empty result
  std::optional<SayCard> say;             // first page of a query only
  std::optional<TermView> term;
  std::vector<ArticleCard> results;  // pinned ones first
  Pagination pagination;
  std::vector<OtherLanguageGroup> other_languages;
  std::optional<ZeroResults> zero;  // only when total is 0
  bool past_end = false;            // total > 0, but this page is after the last
  std::string api_url;              // the same state as JSON

  template <typename Visit>
  void fields(Visit&& field) const {
    field("shell", shell);
    field("q", q);
    field("total", total);
    field("total_text", total_text);
    field("page", page);
    field("sort", sort);
    field("correction", correction);
    field("relaxed", relaxed);
    field("chips", chips);
    field("clear_url", clear_url);
    field("facets", facets);
    field("facet_hidden", facet_hidden);
    field("sort_hidden", sort_hidden);
    field("sorts", sorts);
    field("say", say);
    field("term", term);
    field("results", results);
    field("pagination", pagination);
    field("other_languages", other_languages);
    field("zero", zero);
    field("past_end", past_end);
    field("api_url", api_url);
  }
};

}  // namespace tiski::views
