#include "indexer/markdown/html_text.h"

#include <algorithm>
#include <array>

namespace tiski {
namespace {

constexpr std::array<std::string_view, 119> kNames = {
    "a",       "abbr",     "address",    "area",   "article",  "aside",    "audio",      "b",       "base",   "bdi",
    "bdo",     "big",      "blockquote", "body",   "br",       "button",   "canvas",     "caption", "center", "cite",
    "code",    "col",      "colgroup",   "data",   "datalist", "dd",       "del",        "details", "dfn",    "dialog",
    "div",     "dl",       "dt",         "em",     "embed",    "fieldset", "figcaption", "figure",  "font",   "footer",
    "form",    "frame",    "frameset",   "h1",     "h2",       "h3",       "h4",         "h5",      "h6",     "head",
    "header",  "hr",       "html",       "i",      "iframe",   "img",      "input",      "ins",     "kbd",    "label",
    "legend",  "li",       "link",       "main",   "map",      "mark",     "math",       "menu",    "meta",   "meter",
    "nav",     "noscript", "object",     "ol",     "optgroup", "option",   "output",     "p",       "param",  "picture",
    "pre",     "progress", "q",          "ref",    "rp",       "rt",       "ruby",       "s",       "samp",   "script",
    "section", "select",   "small",      "source", "span",     "strike",   "strong",     "style",   "sub",    "summary",
    "sup",     "svg",      "table",      "tbody",  "td",       "template", "textarea",   "tfoot",   "th",     "thead",
    "time",    "title",    "tr",         "track",  "tt",       "u",        "ul",         "video",   "wbr"};

std::string name_of(std::string_view tag) {
  std::string name;
  for (const char c : tag.substr(tag.starts_with("</") ? 2 : 1)) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter) break;
    name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name;
}

std::string with_single_spaces(std::string_view text) {
  std::string single;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n';
    if (!space) single += c;
    if (space && !single.empty() && single.back() != ' ') single += ' ';
  }
  while (single.ends_with(' ')) single.pop_back();
  return single;
}

}  // namespace

bool is_html_tag(std::string_view tag) {
  if (tag.starts_with("<!") || tag.starts_with("<?")) return true;
  return tag.starts_with('<') && std::find(kNames.begin(), kNames.end(), name_of(tag)) != kNames.end();
}

std::string text_of_html(std::string_view html) {
  std::string text;
  std::string skip_to;  // inside <script> or <style>: its end
  while (!html.empty()) {
    const std::size_t open = std::min(html.find('<'), html.size());
    if (skip_to.empty()) text += html.substr(0, open);
    html.remove_prefix(open);
    const std::string_view end = html.starts_with("<!--") ? "-->" : ">";
    const std::size_t close = html.find(end);
    if (html.empty() || close == std::string_view::npos) break;
    const std::string_view tag = html.substr(0, close + end.size());
    const std::string name = name_of(tag);
    if (!skip_to.empty()) {
      if (tag.starts_with("</") && name == skip_to) skip_to.clear();
    } else if (!is_html_tag(tag)) {
      text += '<';
      html.remove_prefix(1);
      continue;
    } else if (name == "script" || name == "style") {
      if (!tag.starts_with("</")) skip_to = name;
    } else {
      text += ' ';
    }
    html.remove_prefix(skip_to.empty() || name == skip_to ? tag.size() : 1);
  }
  if (skip_to.empty()) text += html;
  return with_single_spaces(text);
}

}  // namespace tiski
