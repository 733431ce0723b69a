#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <cmark.h>

#include "indexer/diagnostic.h"

// Small tools on cmark's syntax tree. Only the files of this folder include this header.
namespace tiski {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

Tree parse_commonmark(std::string_view text);

std::vector<cmark_node*> children(cmark_node* node);
bool is(cmark_node* node, cmark_node_type type);
std::string_view literal(cmark_node* node);
std::string_view url(cmark_node* node);

// All nodes of a type in `root`, itself too, in the order of the text.
std::vector<cmark_node*> nodes_of(cmark_node* root, cmark_node_type type);

// The words alone: paragraphs, headings, items and lines of code on lines of their own, no trailing line end. Without
// recursion, as hostile texts nest deep.
std::string plain_text(cmark_node* node);

// HTML in safe mode.
std::string render(cmark_node* node);
// The same without the <p> around a paragraph.
std::string render_inline(cmark_node* node);

// Puts the children of `node` in its place and frees it.
void unwrap(cmark_node* node);
// Takes the node out and frees it.
void remove(cmark_node* node);
cmark_node* make_text(const std::string& text);

// Where cmark's nodes stand in the file.
class SourceLines {
 public:
  // `first_line`: the line of the file on which the text begins.
  SourceLines(std::string_view text, int first_line);

  Position start_of(cmark_node* node) const;
  // Lines of the text from 1; empty past the end.
  std::string_view line(int number) const;
  Position at(int number, int byte_column) const;

 private:
  std::vector<std::string_view> lines_;
  int first_line_;
};

}  // namespace tiski
