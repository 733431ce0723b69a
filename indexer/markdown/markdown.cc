#include "indexer/markdown/markdown.h"

#include <algorithm>
#include <map>
#include <set>

#include "indexer/markdown/callout.h"
#include "indexer/markdown/safe_tree.h"
#include "indexer/markdown/tree.h"
#include "search/language/text.h"

namespace tiski {
namespace {

struct HeadingText {
  std::string title;
  std::string explicit_anchor;
};

// "Tarjoa käsivarsi {#kasivarsi}" → title and anchor.
HeadingText split_heading(std::string text) {
  HeadingText heading;
  const std::size_t open = text.rfind("{#");
  if (open != std::string::npos && text.ends_with('}')) {
    heading.explicit_anchor = text.substr(open + 2, text.size() - open - 3);
    text.erase(open);
  }
  while (text.ends_with(' ')) text.pop_back();
  heading.title = std::move(text);
  return heading;
}

bool says_the_same(std::string_view a, std::string_view b) { return slugify(a) == slugify(b); }

class SectionBuilder {
 public:
  SectionBuilder(const SourceLines& lines, const MarkdownOptions& options, Findings& findings)
      : lines_(lines), options_(options), findings_(findings) {}

  MarkdownBody build(cmark_node* document, std::vector<LinkUse> links) {
    body_.links = std::move(links);
    for (cmark_node* node : children(document)) {
      if (is(node, CMARK_NODE_HEADING)) {
        add_heading(node);
      } else if (is(node, CMARK_NODE_BLOCK_QUOTE)) {
        add_quote(node);
      } else if (is(node, CMARK_NODE_LIST) && any_checkbox(node)) {
        add_checklist(node);
      } else {
        add_prose(node);
      }
    }
    return std::move(body_);
  }

 private:
  void add_heading(cmark_node* node) {
    const Position at = lines_.start_of(node);
    HeadingText heading = split_heading(plain_text(node));
    int level = cmark_node_get_heading_level(node);
    if (level == 1) {
      if (is_the_title(heading.title)) return;
      findings_.add("second-h1", at, {{"title", heading.title}});
      level = 2;
    }
    if (level > last_level_ + 1) {
      findings_.add("heading-jump", at,
                    {{"level", std::to_string(level)}, {"allowed", std::string(std::size_t(last_level_) + 1, '#')}});
    }
    last_level_ = level;
    if (heading.title.empty()) findings_.add("empty-heading", at);
    Section section;
    section.anchor = anchor_for(heading, at);
    section.title = std::move(heading.title);
    section.level = level;
    body_.sections.push_back(std::move(section));
    body_.section_places.push_back(at);
    in_prose_ = false;
    add_run(body_.sections.back().title, at, "", true);
  }

  // Lenient: the first heading of level 1 is the title of an article that has none, or says its title again.
  bool is_the_title(const std::string& title) {
    if (options_.strictness == Strictness::kStrict || body_.has_title_heading) return false;
    if (options_.has_title && !says_the_same(options_.title, title)) return false;
    body_.has_title_heading = true;
    body_.first_heading = title;
    return true;
  }

  std::string anchor_for(const HeadingText& heading, Position at) {
    std::string wanted = heading.explicit_anchor;
    if (wanted.starts_with("s-")) wanted.erase(0, 2);
    if (!wanted.empty() && !is_slug(wanted)) {
      findings_.add("bad-anchor", at, {{"anchor", heading.explicit_anchor}, {"near", slugify(wanted)}});
      wanted = slugify(wanted);
    }
    const bool chosen = !wanted.empty();
    if (!chosen) wanted = slugify(heading.title);
    if (wanted.empty()) wanted = std::to_string(body_.sections.size() + 1);
    std::string anchor = "s-" + wanted;
    if (chosen && anchors_.count(anchor) > 0) findings_.add("duplicate-anchor", at, {{"anchor", anchor}});
    // Numbered on from where the same words were last: thousands of equal headings must not be tried over and over.
    int& number = numbers_.try_emplace(wanted, 2).first->second;
    while (!anchors_.insert(anchor).second) anchor = "s-" + wanted + "-" + std::to_string(number++);
    return anchor;
  }

  void add_quote(cmark_node* quote) {
    const auto mark = callout_mark(quote);
    if (!mark) return add_prose(quote);
    const Position at = lines_.start_of(quote);
    const auto kind = callout_kind(mark->kind);
    if (!kind) report_unknown_callout(mark->kind, at);
    for (cmark_node* inner : nodes_of(quote, CMARK_NODE_BLOCK_QUOTE)) {
      if (inner != quote && callout_mark(inner)) findings_.add("nested-callout", lines_.start_of(inner));
    }
    remove_callout_mark(quote);
    Block block = make_callout(quote, kind.value_or(BlockKind::kNote));
    if (block.text.empty()) {
      findings_.add("empty-callout", at, {{"kind", mark->kind}});
      return;
    }
    if (kind) take_argument(block, *mark, at);
    add_runs(quote, block.lang);
    push(std::move(block));
  }

  void report_unknown_callout(const std::string& kind, Position at) {
    static const std::vector<std::string> kKnown = {"SAY", "AVOID", "GROUP", "ESCALATE", "NOTE"};
    if (const auto near = nearest(kind, kKnown)) {
      findings_.add("unknown-callout.near", at, {{"kind", kind}, {"near", *near}});
    } else {
      findings_.add("unknown-callout", at, {{"kind", kind}, {"known", quoted_list(kKnown)}});
    }
  }

  void take_argument(Block& block, const CalloutMark& mark, Position at) {
    if (block.kind == BlockKind::kGroup) {
      block.argument = mark.argument;
      check_group(mark.argument, at);
    } else if (block.kind == BlockKind::kSay && !mark.argument.empty()) {
      if (!options_.kb->has_language(mark.argument)) {
        findings_.add("callout-language", at,
                      {{"value", mark.argument}, {"known", quoted_list(options_.kb->languages)}});
      }
      if (mark.argument != options_.lang && is_slug(mark.argument)) block.lang = mark.argument;
    } else if (!mark.argument.empty()) {
      findings_.add("callout-argument", at, {{"kind", mark.kind}, {"value", mark.argument}});
    }
  }

  void check_group(const std::string& group, Position at) {
    const Facet* facet = options_.kb->find_facet("group");
    if (facet == nullptr || facet->find(group) != nullptr) return;
    std::vector<std::string> known;
    for (const FacetValue& value : facet->values) known.push_back(value.id);
    if (const auto near = nearest(group, known)) {
      findings_.add("callout-group.near", at, {{"value", group}, {"near", *near}});
    } else {
      findings_.add("callout-group", at, {{"value", group}, {"known", quoted_list(known)}});
    }
  }

  static bool any_checkbox(cmark_node* list) {
    const auto items = children(list);
    return std::any_of(items.begin(), items.end(), has_checkbox);
  }

  void add_checklist(cmark_node* list) {
    for (cmark_node* item : children(list)) {
      if (!has_checkbox(item)) findings_.add("mixed-checklist", lines_.start_of(item));
    }
    Block block = make_checklist(list);
    add_runs(list, "");
    push(std::move(block));
  }

  void add_prose(cmark_node* node) {
    Section& into = section();
    if (!in_prose_) into.blocks.emplace_back();
    in_prose_ = true;
    Block& block = into.blocks.back();
    block.html += render(node);
    const std::string text = plain_text(node);
    if (!text.empty()) block.text += (block.text.empty() ? "" : "\n") + text;
    add_runs(node, "");
  }

  void push(Block block) {
    section().blocks.push_back(std::move(block));
    in_prose_ = false;
  }

  // The section under way: the text before the first heading has one without a title.
  Section& section() {
    if (body_.sections.empty()) {
      Section first;
      first.level = 1;
      body_.sections.push_back(std::move(first));
      body_.section_places.push_back({options_.first_line, 1});
    }
    return body_.sections.back();
  }

  void add_runs(cmark_node* node, const std::string& lang) {
    section();
    for (cmark_node* paragraph : nodes_of(node, CMARK_NODE_PARAGRAPH)) {
      add_run(plain_text(paragraph), lines_.start_of(paragraph), lang, false);
    }
  }

  void add_run(std::string text, Position at, const std::string& lang, bool is_heading) {
    if (!text.empty()) body_.runs.push_back({std::move(text), at, body_.sections.size() - 1, lang, is_heading});
  }

  const SourceLines& lines_;
  const MarkdownOptions& options_;
  Findings& findings_;
  MarkdownBody body_;
  std::set<std::string> anchors_;
  std::map<std::string, int> numbers_;
  int last_level_ = 1;
  bool in_prose_ = false;
};

// CommonMark takes "[huom]: tärkeää" for the definition of a link's address and shows nothing of it. Where what follows
// is no address, it was meant as text.
std::string with_lost_lines_kept(std::string_view body) {
  std::string kept;
  std::string_view fence;
  for (std::size_t begin = 0; begin < body.size();) {
    const std::size_t end = std::min(body.find('\n', begin), body.size());
    const std::string_view line = body.substr(begin, end - begin);
    const std::string_view words = line.substr(std::min(line.find_first_not_of(' '), line.size()));
    if (words.starts_with("```") || words.starts_with("~~~")) {
      if (fence.empty()) {
        fence = words.substr(0, 3);
      } else if (words.starts_with(fence)) {
        fence = {};
      }
    }
    const std::size_t close = words.starts_with('[') && fence.empty() ? words.find("]:") : std::string_view::npos;
    const bool no_address =
        close != std::string_view::npos && close > 1 && words.find_first_of("/.#", close + 2) == std::string_view::npos;
    if (no_address) kept += '\\';
    kept += body.substr(begin, std::min(end + 1, body.size()) - begin);
    begin = end + 1;
  }
  return kept;
}

}  // namespace

MarkdownBody read_markdown(std::string_view body, const MarkdownOptions& options, Findings& findings) {
  const SourceLines lines(body, options.first_line);
  const Tree document = parse_commonmark(with_lost_lines_kept(body));
  std::vector<LinkUse> links = make_safe(document.get(), lines, options, findings);
  return SectionBuilder(lines, options, findings).build(document.get(), std::move(links));
}

}  // namespace tiski
