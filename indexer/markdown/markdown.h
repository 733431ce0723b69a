#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/checks/rules.h"
#include "indexer/front_matter.h"
#include "search/article/article.h"
#include "search/article/knowledge_base.h"

namespace tiski {

inline constexpr std::size_t kMaxArticleBytes = 128 * 1024;  // cmark is quadratic on some inputs: 1.2 s at worst

// A link or an image as written. Where it leads is checked once all articles are known.
struct LinkUse {
  std::string url;
  std::string text;  // of an image: its alternative text
  bool is_image = false;
  Position at;
};

// A stretch of plain text with its place: a paragraph, a list item, a heading. What the checks of language read.
struct TextRun {
  std::string text;
  Position at;
  std::size_t section = 0;
  std::string lang;  // of words to say in another language; else empty
  bool is_heading = false;
};

struct MarkdownBody {
  std::vector<Section> sections;  // the first has no heading unless the body begins with one
  std::vector<Position> section_places;
  std::vector<LinkUse> links;
  std::vector<TextRun> runs;
  // Lenient only: a level 1 heading that is the article's title, and so no section; it may be empty.
  bool has_title_heading = false;
  std::string first_heading;
};

struct MarkdownOptions {
  int first_line = 1;  // of the body in its file
  Strictness strictness = Strictness::kStrict;
  std::string lang;        // of the article
  std::string folder;      // of the article's file, for images beside it
  bool has_title = false;  // in the front matter, even an empty one
  std::string title;       // lenient: a level 1 heading that says it again is left out
  const KnowledgeBase* kb = nullptr;
  // "vihainen-asiakas" (a file's name without .md) → the slug of that article in the article's language.
  std::function<std::optional<std::string>(std::string_view file_stem)> slug_of;
};

// CommonMark (cmark, safe mode) to sections and blocks. All HTML in them is safe: it comes from cmark without raw HTML,
// and links keep only the schemes http, https, mailto and tel or lead below the site. Links to "slug.md#s-x" become
// "/fi/a/slug#s-x". Body: at most kMaxArticleBytes. Never throws, whatever the text.
// This file's implementation is the only place that includes cmark.
MarkdownBody read_markdown(std::string_view body, const MarkdownOptions& options, Findings& findings);

// "tietoa/vihainen-asiakas.md#s-x" → {"vihainen-asiakas", "s-x"}; nothing for links that lead elsewhere.
struct ArticleLink {
  std::string stem;    // empty: a place in the same article
  std::string anchor;  // without '#'; may be empty
};
std::optional<ArticleLink> parse_article_link(std::string_view url);

// http, https, mailto, tel, or none at all (a relative address; "//host" is none).
bool is_allowed_url(std::string_view url);

}  // namespace tiski
