#include "server/views/marked_html.h"

#include "server/views/make_results.h"

namespace tiski {
namespace {

void append_marked(std::string_view text, const std::vector<std::string>& forms, std::string& out) {
  for (const auto& piece : mark_words(text, forms)) {
    if (piece.marked) out += "<mark>";
    out += piece.text;
    if (piece.marked) out += "</mark>";
  }
}

// Length of the tag or character reference that begins here.
std::size_t markup_length(std::string_view html) {
  const auto end = html.find(html.front() == '<' ? '>' : ';');
  return end == std::string_view::npos ? html.size() : end + 1;
}

}  // namespace

std::string mark_html(std::string_view html, const std::vector<std::string>& forms) {
  if (forms.empty()) return std::string(html);
  std::string out;
  out.reserve(html.size() + 256);
  while (!html.empty()) {
    const auto text = html.substr(0, html.find_first_of("<&"));
    append_marked(text, forms, out);
    html.remove_prefix(text.size());
    if (html.empty()) break;
    const auto length = markup_length(html);
    out += html.substr(0, length);
    html.remove_prefix(length);
  }
  return out;
}

}  // namespace tiski
