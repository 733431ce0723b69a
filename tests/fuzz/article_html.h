#pragma once

#include <string>
#include <string_view>

#include "indexer/kb_file.h"
#include "indexer/markdown/markdown.h"
#include "search/language/text.h"
#include "tests/fuzz/require.h"
#include "tests/support/safe_html.h"

namespace tiski {

inline void require_safe(const std::string& html) {
  const auto fault = fault_of_article_html(html);
  require(fault.empty(), fault, html);
}

// Reads a body both strictly and leniently; whatever it says, its HTML is safe and its anchors are distinct slugs.
inline MarkdownBody read_and_check(std::string_view text, Strictness strictness) {
  static const KnowledgeBase kKb = default_knowledge_base();
  MarkdownOptions options;
  options.lang = "fi";
  options.folder = "fi/aihe";
  options.strictness = strictness;
  options.kb = &kKb;
  options.slug_of = [](std::string_view stem) {
    return stem == "b" ? std::optional<std::string>("toinen") : std::nullopt;
  };
  std::vector<Diagnostic> diagnostics;
  Findings findings("fi/aihe/a.md", diagnostics);
  auto body = read_markdown(text, options, findings);
  require(body.sections.size() == body.section_places.size(), "each section has a place");
  for (std::size_t i = 0; i < body.sections.size(); ++i) {
    const auto& section = body.sections[i];
    const bool is_anchored = section.anchor.starts_with("s-") && section.level >= 2 && section.level <= 6;
    require(is_anchored || (i == 0 && section.anchor.empty()), "a section has an anchor and a level", section.anchor);
    for (const auto& block : section.blocks) {
      require_safe(block.html);
      for (const auto& item : block.items) require_safe(item.html);
    }
  }
  for (const auto& run : body.runs) require(run.section < body.sections.size(), "a run stands in a section", run.text);
  return body;
}

}  // namespace tiski
