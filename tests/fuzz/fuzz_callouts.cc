// Any text as what stands in callouts and checklists: each line is put into a quote or an item by its first byte.
#include "tests/fuzz/article_html.h"

namespace tiski {
namespace {

std::string as_callouts(std::string_view text) {
  constexpr std::string_view kPrefixes[] = {"> ",
                                            "> [!SAY]\n> ",
                                            "> [!SAY sv] ",
                                            "> [!GROUP kuulo]\n>",
                                            "> [!AVOID] ",
                                            "- [ ] ",
                                            "- [x]",
                                            "> - [ ] ",
                                            ">\n> ",
                                            "> > [!NOTE] ",
                                            "",
                                            "  "};
  std::string out;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (!line.empty()) {
      out += kPrefixes[static_cast<unsigned char>(line.front()) % std::size(kPrefixes)];
      out += line.substr(1);
    }
    out += '\n';
  }
  return out;
}

void check(std::string_view text, Strictness strictness) {
  for (const auto& section : read_and_check(text, strictness).sections) {
    for (const auto& block : section.blocks) {
      const bool is_listed = block.kind == BlockKind::kSay || block.kind == BlockKind::kChecklist;
      require(is_listed || block.items.empty(), "only phrases and checklists have items", block.text);
      require(block.kind == BlockKind::kProse || block.kind == BlockKind::kChecklist || !block.text.empty(),
              "a callout has words");
      require(block.argument.empty() || block.kind == BlockKind::kGroup, "only a group has an argument");
    }
  }
}

}  // namespace
}  // namespace tiski

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tiski;
  const auto text = sanitize(as_callouts(sanitize(bytes_of(data, size))));
  check(text, Strictness::kStrict);
  check(text, Strictness::kLenient);
  return 0;
}
