#include "indexer/markdown/callout.h"

#include <algorithm>
#include <array>
#include <utility>

#include "search/language/text.h"

namespace tiski {
namespace {

constexpr std::array<std::pair<std::string_view, BlockKind>, 5> kKinds = {{{"SAY", BlockKind::kSay},
                                                                           {"AVOID", BlockKind::kAvoid},
                                                                           {"GROUP", BlockKind::kGroup},
                                                                           {"ESCALATE", BlockKind::kEscalate},
                                                                           {"NOTE", BlockKind::kNote}}};

// The text with which a block begins, null where it begins otherwise.
cmark_node* first_text(cmark_node* block) {
  cmark_node* paragraph = cmark_node_first_child(block);
  if (!is(paragraph, CMARK_NODE_PARAGRAPH)) return nullptr;
  cmark_node* text = cmark_node_first_child(paragraph);
  return is(text, CMARK_NODE_TEXT) ? text : nullptr;
}

// Takes the first `bytes` of a block's text away, and what becomes empty by that.
void remove_beginning(cmark_node* block, std::size_t bytes) {
  cmark_node* text = first_text(block);
  cmark_node* paragraph = cmark_node_parent(text);
  const std::string rest(trimmed(literal(text).substr(bytes)));
  if (!rest.empty()) {
    const bool space = literal(text).ends_with(' ') && cmark_node_next(text) != nullptr;
    cmark_node_set_literal(text, (rest + (space ? " " : "")).c_str());
    return;
  }
  cmark_node* next = cmark_node_next(text);
  remove(text);
  if (is(next, CMARK_NODE_SOFTBREAK) || is(next, CMARK_NODE_LINEBREAK)) remove(next);
  if (cmark_node_first_child(paragraph) == nullptr) remove(paragraph);
}

bool is_upper_word(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string upper(std::string_view word) {
  std::string text(word);
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

void append_line(std::string& text, std::string_view line) {
  if (line.empty()) return;
  if (!text.empty()) text += '\n';
  text += line;
}

void add_item(Block& block, std::string html, std::string text) {
  while (html.ends_with('\n')) html.pop_back();
  std::replace(text.begin(), text.end(), '\n', ' ');
  append_line(block.text, text);
  block.items.push_back({std::move(html), std::move(text)});
}

// An item's HTML: its first paragraph bare, what follows as it is.
std::string item_html(cmark_node* item) {
  std::string html;
  for (cmark_node* child : children(item)) html += html.empty() ? render_inline(child) : render(child);
  return html;
}

}  // namespace

std::optional<CalloutMark> callout_mark(cmark_node* quote) {
  cmark_node* text = first_text(quote);
  if (text == nullptr || !literal(text).starts_with("[!")) return std::nullopt;
  const std::string_view line = literal(text);
  const std::size_t close = line.find(']');
  if (close == std::string_view::npos) return std::nullopt;
  const std::string_view inside = trimmed(line.substr(2, close - 2));
  const std::size_t space = std::min(inside.find(' '), inside.size());
  CalloutMark mark{upper(inside.substr(0, space)), std::string(trimmed(inside.substr(space)))};
  return is_upper_word(mark.kind) ? std::optional(mark) : std::nullopt;
}

void remove_callout_mark(cmark_node* quote) { remove_beginning(quote, literal(first_text(quote)).find(']') + 1); }

std::optional<BlockKind> callout_kind(std::string_view kind) {
  const auto* found =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& known) { return known.first == kind; });
  return found == kKinds.end() ? std::nullopt : std::optional(found->second);
}

bool has_checkbox(cmark_node* item) {
  cmark_node* text = first_text(item);
  if (text == nullptr) return false;
  const std::string_view line = literal(text);
  const bool box = line.starts_with("[ ]") || line.starts_with("[x]") || line.starts_with("[X]");
  return box && (line.size() == 3 || line[3] == ' ');
}

void remove_checkbox(cmark_node* item) { remove_beginning(item, 3); }

Block make_callout(cmark_node* quote, BlockKind kind) {
  Block block;
  block.kind = kind;
  for (cmark_node* child : children(quote)) {
    if (kind != BlockKind::kSay) {
      block.html += render(child);
      append_line(block.text, plain_text(child));
    } else if (is(child, CMARK_NODE_LIST)) {
      for (cmark_node* item : children(child)) add_item(block, item_html(item), plain_text(item));
    } else {
      add_item(block, render_inline(child), plain_text(child));
    }
  }
  return block;
}

Block make_checklist(cmark_node* list) {
  Block block;
  block.kind = BlockKind::kChecklist;
  for (cmark_node* item : children(list)) {
    for (cmark_node* inner : nodes_of(item, CMARK_NODE_ITEM)) {
      if (has_checkbox(inner)) remove_checkbox(inner);
    }
    add_item(block, item_html(item), plain_text(item));
  }
  return block;
}

}  // namespace tiski
