// Articles as a trainer writes them, and what becomes of them: each folder of cases/ holds in.md and expected.txt (see
// cases/README.md).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "indexer/content.h"
#include "tests/support/sample_content.h"
#include "tests/support/temp_folder.h"

namespace fs = std::filesystem;

namespace tiski {
namespace {

const fs::path kCases = fs::path(TISKI_SOURCE_DIR) / "tests/content/cases";

std::string_view name_of(BlockKind kind) {
  constexpr std::string_view kNames[] = {"prose", "checklist", "say", "avoid", "group", "escalate", "note"};
  return kNames[static_cast<std::size_t>(kind)];
}

void describe(const Block& block, std::string& text) {
  text += fmt::format("  {}{}{}\n", name_of(block.kind), block.argument.empty() ? "" : " " + block.argument,
                      block.lang.empty() ? "" : " lang=" + block.lang);
  for (const BlockItem& item : block.items) text += fmt::format("    * {}\n", item.html);
  std::string html = block.html;
  for (std::size_t end; (end = html.find('\n')) != std::string::npos; html.erase(0, end + 1)) {
    text += "    " + html.substr(0, end) + "\n";
  }
}

std::string describe(const SourceArticle& source, const std::vector<Diagnostic>& findings) {
  const Article& article = source.article;
  std::string text = fmt::format("{}:{} \"{}\"\nsummary:{}\n", article.lang, article.id, article.title,
                                 article.summary.empty() ? "" : " " + article.summary);
  for (const auto& [facet, values] : article.facets) text += fmt::format("{}: {}\n", facet, fmt::join(values, ", "));
  for (const Section& section : article.sections) {
    text += section.anchor.empty() ? std::string("\n(before the first heading)\n")
                                   : fmt::format("\n{} {} [{}]\n", std::string(std::size_t(section.level), '#'),
                                                 section.title, section.anchor);
    for (const Block& block : section.blocks) describe(block, text);
  }
  if (!findings.empty()) text += "\n";
  for (const Diagnostic& finding : findings) text += to_text(finding) + "\n";
  return text;
}

std::string result_of(const std::string& name) {
  const Files files = {{"kb.yaml", sample_kb()},
                       {"fi/toinen.md", sample_article("Toinen ohje", "## Osa\n\nTeksti.", "slug: toinen-osoite\n")},
                       {"fi/luiska.png", "png"},
                       {"fi/tapaus.md", read_file(kCases / name / "in.md")}};
  const Strictness strictness = name.starts_with("lenient") ? Strictness::kLenient : Strictness::kStrict;
  const Content content = load_content(MemorySource(files), strictness);
  const auto article = std::find_if(content.articles.begin(), content.articles.end(),
                                    [](const SourceArticle& source) { return source.path == "fi/tapaus.md"; });
  return describe(*article, content.findings);
}

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kCases)) {
    if (entry.is_directory()) names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Case : public testing::TestWithParam<std::string> {};

TEST_P(Case, BecomesWhatItsFolderSays) {
  const fs::path expected = kCases / GetParam() / "expected.txt";
  const std::string result = result_of(GetParam());
  if (std::getenv("TISKI_WRITE_EXPECTED") != nullptr) write_file(expected, result);
  EXPECT_EQ(result, read_file(expected));
}

INSTANTIATE_TEST_SUITE_P(Articles, Case, testing::ValuesIn(case_names()), [](const auto& each) {
  std::string name = each.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace tiski
