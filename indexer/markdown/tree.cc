#include "indexer/markdown/tree.h"

#include <algorithm>
#include <cstdlib>

#include "search/language/text.h"

namespace tiski {
namespace {

struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

template <typename Visit>
void walk(cmark_node* root, Visit visit) {
  const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(root));
  for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    visit(event, cmark_iter_get_node(iterator.get()));
  }
}

void end_line(std::string& text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  if (!text.empty() && text.back() != '\n') text += '\n';
}

}  // namespace

Tree parse_commonmark(std::string_view text) {
  return Tree(cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT));
}

std::vector<cmark_node*> children(cmark_node* node) {
  std::vector<cmark_node*> all;
  for (cmark_node* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child)) {
    all.push_back(child);
  }
  return all;
}

bool is(cmark_node* node, cmark_node_type type) { return node != nullptr && cmark_node_get_type(node) == type; }

std::string_view literal(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text != nullptr ? text : "";
}

std::string_view url(cmark_node* node) {
  const char* text = cmark_node_get_url(node);
  return text != nullptr ? text : "";
}

std::vector<cmark_node*> nodes_of(cmark_node* root, cmark_node_type type) {
  std::vector<cmark_node*> found;
  walk(root, [&](cmark_event_type event, cmark_node* node) {
    if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == type) found.push_back(node);
  });
  return found;
}

std::string plain_text(cmark_node* root) {
  std::string text;
  walk(root, [&](cmark_event_type event, cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE:
        text += literal(node);
        break;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        text += ' ';
        break;
      case CMARK_NODE_CODE_BLOCK:
        end_line(text);
        text += literal(node);
        end_line(text);
        break;
      case CMARK_NODE_PARAGRAPH:
      case CMARK_NODE_HEADING:
      case CMARK_NODE_ITEM:
        if (event == CMARK_EVENT_EXIT) end_line(text);
        break;
      default:
        break;
    }
  });
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

std::string render(cmark_node* node) {
  char* html = cmark_render_html(node, CMARK_OPT_DEFAULT);
  std::string text(html);
  std::free(html);
  return text;
}

std::string render_inline(cmark_node* node) {
  std::string html = render(node);
  constexpr std::string_view kBegin = "<p>";
  constexpr std::string_view kEnd = "</p>\n";
  if (is(node, CMARK_NODE_PARAGRAPH) && html.starts_with(kBegin) && html.ends_with(kEnd)) {
    return html.substr(kBegin.size(), html.size() - kBegin.size() - kEnd.size());
  }
  return html;
}

void unwrap(cmark_node* node) {
  while (cmark_node* child = cmark_node_first_child(node)) cmark_node_insert_before(node, child);
  remove(node);
}

void remove(cmark_node* node) {
  cmark_node_unlink(node);
  cmark_node_free(node);
}

cmark_node* make_text(const std::string& text) {
  cmark_node* node = cmark_node_new(CMARK_NODE_TEXT);
  cmark_node_set_literal(node, text.c_str());
  return node;
}

SourceLines::SourceLines(std::string_view text, int first_line) : first_line_(first_line) {
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines_.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

Position SourceLines::start_of(cmark_node* node) const {
  // Some inline nodes have no place of their own: the nearest one around them that has.
  while (node != nullptr && cmark_node_get_start_line(node) <= 0) node = cmark_node_parent(node);
  return node == nullptr ? Position{} : at(cmark_node_get_start_line(node), cmark_node_get_start_column(node));
}

std::string_view SourceLines::line(int number) const {
  const auto index = static_cast<std::size_t>(number - 1);
  return number >= 1 && index < lines_.size() ? lines_[index] : std::string_view();
}

Position SourceLines::at(int number, int byte_column) const {
  const std::string_view text = line(number);
  const auto bytes = std::min(text.size(), static_cast<std::size_t>(std::max(byte_column - 1, 0)));
  return {first_line_ + number - 1, static_cast<int>(code_point_count(text.substr(0, bytes))) + 1};
}

}  // namespace tiski
