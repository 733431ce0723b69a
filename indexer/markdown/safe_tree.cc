#include "indexer/markdown/safe_tree.h"

#include <algorithm>

#include "indexer/content_path.h"
#include "indexer/markdown/html_text.h"

namespace tiski {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

class SafeTree {
 public:
  SafeTree(cmark_node* document, const SourceLines& lines, const MarkdownOptions& options, Findings& findings)
      : document_(document), lines_(lines), options_(options), findings_(findings) {}

  std::vector<LinkUse> run() {
    for (cmark_node* node : nodes_of(document_, CMARK_NODE_HTML_BLOCK)) replace_html_block(node);
    for (cmark_node* node : nodes_of(document_, CMARK_NODE_HTML_INLINE)) replace_html_inline(node);
    for (cmark_node* node : nodes_of(document_, CMARK_NODE_PARAGRAPH)) look_for_table(node);
    for (cmark_node* node : nodes_of(document_, CMARK_NODE_HEADING)) {
      if (cmark_node_parent(node) != document_) replace_nested_heading(node);
    }
    for (cmark_node* node : nodes_of(document_, CMARK_NODE_IMAGE)) secure_image(node);
    for (cmark_node* node : nodes_of(document_, CMARK_NODE_LINK)) secure_link(node);
    return std::move(links_);
  }

 private:
  static std::string first_line_of(std::string_view text) {
    constexpr std::size_t kShown = 40;
    const std::string line(text.substr(0, std::min(text.find('\n'), text.size())));
    return line.size() <= kShown ? line : line.substr(0, line.find_last_of("> ", kShown)) + " …";
  }

  void replace_html_block(cmark_node* node) {
    const std::string html(literal(node));
    if (is_html_tag(html.substr(std::min(html.find('<'), html.size())))) {
      findings_.add("raw-html", lines_.start_of(node), {{"html", first_line_of(html)}});
    }
    const std::string text = text_of_html(html);
    if (!text.empty()) {
      cmark_node* paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
      cmark_node_append_child(paragraph, make_text(text));
      cmark_node_insert_before(node, paragraph);
    }
    remove(node);
  }

  void replace_html_inline(cmark_node* node) {
    const std::string html(literal(node));
    const bool closing = html.starts_with("</");  // reported where it was opened
    if (is_html_tag(html)) {
      if (!closing) findings_.add("raw-html", lines_.start_of(node), {{"html", first_line_of(html)}});
    } else {
      cmark_node_insert_before(node, make_text(html));  // "x<y and z>w"
    }
    remove(node);
  }

  void replace_nested_heading(cmark_node* heading) {
    findings_.add("nested-heading", lines_.start_of(heading), {{"title", plain_text(heading)}});
    cmark_node* paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
    cmark_node* strong = cmark_node_new(CMARK_NODE_STRONG);
    cmark_node_append_child(paragraph, strong);
    while (cmark_node* child = cmark_node_first_child(heading)) cmark_node_append_child(strong, child);
    cmark_node_insert_before(heading, paragraph);
    remove(heading);
  }

  std::string_view unquoted_line(int number) const {
    std::string_view line = lines_.line(number);
    while (!line.empty() && (is_blank(line.front()) || line.front() == '>')) line.remove_prefix(1);
    while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
    return line;
  }

  // "|---|:-:|"
  static bool is_delimiter_row(std::string_view line) {
    return line.find_first_not_of("|-: \t") == std::string_view::npos && line.find("--") != std::string_view::npos &&
           line.find('|') != std::string_view::npos;
  }

  void look_for_table(cmark_node* paragraph) {
    const int first = cmark_node_get_start_line(paragraph);
    const int last = cmark_node_get_end_line(paragraph);
    for (int number = first; number > 0 && number < last; ++number) {
      const std::string_view line = unquoted_line(number);
      const std::string_view next = unquoted_line(number + 1);
      const bool ruled = line.find('|') != std::string_view::npos && is_delimiter_row(next);
      const bool boxed = line.size() > 2 && line.starts_with('|') && line.ends_with('|') && next.starts_with('|') &&
                         next.ends_with('|');
      if (!ruled && !boxed) continue;
      findings_.add("pipe-table", lines_.at(number, 1));
      if (options_.strictness == Strictness::kLenient) flatten_table(paragraph);
      return;
    }
  }

  // A row a line, its cells apart by dots: no word is lost.
  static void flatten_table(cmark_node* paragraph) {
    for (cmark_node* text : nodes_of(paragraph, CMARK_NODE_TEXT)) {
      if (is_delimiter_row(literal(text))) {
        if (is(cmark_node_next(text), CMARK_NODE_SOFTBREAK)) remove(cmark_node_next(text));
        remove(text);
        continue;
      }
      std::string row;
      for (const char c : literal(text)) row += c == '|' ? std::string("·") : std::string(1, c);
      cmark_node_set_literal(text, row.c_str());
    }
    for (cmark_node* end : nodes_of(paragraph, CMARK_NODE_SOFTBREAK)) {
      cmark_node_insert_before(end, cmark_node_new(CMARK_NODE_LINEBREAK));
      remove(end);
    }
  }

  void secure_image(cmark_node* image) {
    const std::string address(url(image));
    links_.push_back({address, plain_text(image), true, lines_.start_of(image)});
    if (const auto path = content_path_of(options_.folder, address)) {
      cmark_node_set_url(image, ("/media/" + *path).c_str());
    } else {
      unwrap(image);
    }
  }

  void secure_link(cmark_node* link) {
    const std::string address(url(link));
    links_.push_back({address, plain_text(link), false, lines_.start_of(link)});
    const auto to_article = parse_article_link(address);
    if (to_article && !to_article->stem.empty()) {
      const auto slug = options_.slug_of ? options_.slug_of(to_article->stem) : std::nullopt;
      if (!slug) return unwrap(link);
      std::string target = "/" + options_.lang + "/a/" + *slug;
      if (!to_article->anchor.empty()) target += "#" + to_article->anchor;
      cmark_node_set_url(link, target.c_str());
    } else if (!is_allowed_url(address)) {
      unwrap(link);
    }
  }

  cmark_node* document_;
  const SourceLines& lines_;
  const MarkdownOptions& options_;
  Findings& findings_;
  std::vector<LinkUse> links_;
};

}  // namespace

std::vector<LinkUse> make_safe(cmark_node* document, const SourceLines& lines, const MarkdownOptions& options,
                               Findings& findings) {
  return SafeTree(document, lines, options, findings).run();
}

std::optional<ArticleLink> parse_article_link(std::string_view address) {
  const std::size_t hash = std::min(address.find('#'), address.size());
  const std::string_view path = address.substr(0, hash);
  ArticleLink link;
  if (hash < address.size()) link.anchor = address.substr(hash + 1);
  if (path.empty()) return link.anchor.empty() ? std::nullopt : std::optional(link);
  if (!path.ends_with(".md") || path.find(':') != std::string_view::npos || path.starts_with("//")) return std::nullopt;
  const std::size_t slash = path.find_last_of('/');
  const std::size_t begin = slash == std::string_view::npos ? 0 : slash + 1;
  link.stem = path.substr(begin, path.size() - begin - 3);
  return link;
}

bool is_allowed_url(std::string_view address) {
  // Browsers drop control characters and read "\" as "/": an address with either is not what it seems.
  const auto is_odd = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\'; };
  if (address.empty() || std::any_of(address.begin(), address.end(), is_odd)) return false;
  if (address.front() == ' ' || address.starts_with("//")) return false;
  const std::size_t end = address.find_first_of(":/?#");
  if (end == std::string_view::npos || address[end] != ':') return true;
  std::string scheme(address.substr(0, end));
  std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel";
}

}  // namespace tiski
