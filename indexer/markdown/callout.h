#pragma once

#include <optional>
#include <string>

#include "indexer/markdown/tree.h"
#include "search/article/article.h"

namespace tiski {

// The first line of a callout as written: "[!GROUP kuulo]".
struct CalloutMark {
  std::string kind;  // upper case
  std::string argument;
};

// The mark of a quote that begins with one; nothing for ordinary quotes.
std::optional<CalloutMark> callout_mark(cmark_node* quote);
// Takes the mark out of the quote, leaving its words.
void remove_callout_mark(cmark_node* quote);
// "SAY" → kSay; nothing for unknown kinds.
std::optional<BlockKind> callout_kind(std::string_view kind);

// Does a list item begin with "[ ]" or "[x]"?
bool has_checkbox(cmark_node* item);
void remove_checkbox(cmark_node* item);

// Block for a callout's words (its mark is out) and for a list of checkboxes.
Block make_callout(cmark_node* quote, BlockKind kind);
Block make_checklist(cmark_node* list);

}  // namespace tiski
