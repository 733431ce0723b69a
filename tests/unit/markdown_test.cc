#include "indexer/markdown/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "indexer/kb_file.h"
#include "tests/support/temp_folder.h"

namespace tiski {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

struct Read {
  MarkdownBody body;
  std::vector<Diagnostic> findings;
};

Read read(std::string_view text, Strictness strictness = Strictness::kStrict) {
  static const KnowledgeBase kKb = default_knowledge_base();
  Read result;
  MarkdownOptions options;
  options.lang = "fi";
  options.folder = "fi/aihe";
  options.strictness = strictness;
  options.kb = &kKb;
  options.slug_of = [](std::string_view stem) {
    return stem == "toinen" ? std::optional<std::string>("toinen-ohje") : std::nullopt;
  };
  Findings findings("fi/aihe/a.md", result.findings);
  result.body = read_markdown(text, options, findings);
  return result;
}

std::string all_html(const MarkdownBody& body) {
  std::string html;
  for (const Section& section : body.sections) {
    for (const Block& block : section.blocks) {
      html += block.html;
      for (const BlockItem& item : block.items) html += item.html;
    }
  }
  return html;
}

std::vector<std::string> rules_of(const Read& result) {
  std::vector<std::string> rules;
  for (const Diagnostic& finding : result.findings) rules.push_back(finding.wording);
  return rules;
}

TEST(Markdown, TextBeforeTheFirstHeadingIsASectionWithoutOne) {
  const Read result = read("Vastaus.\n\n## Otsikko\n\nLisää.\n");
  ASSERT_THAT(result.body.sections, SizeIs(2));
  EXPECT_EQ(result.body.sections[0].anchor, "");
  EXPECT_EQ(result.body.sections[0].level, 1);
  EXPECT_EQ(result.body.sections[0].text(), "Vastaus.");
  EXPECT_EQ(result.body.sections[1].anchor, "s-otsikko");
  EXPECT_EQ(result.body.sections[1].title, "Otsikko");
}

TEST(Markdown, AnchorsComeFromTheWordsOrFromTheWriterAndDiffer) {
  const Read result = read("## Tarjoa käsivarsi!\n\n## Tarjoa käsivarsi\n\n## Muu {#oma}\n\n## ???\n");
  std::vector<std::string> anchors;
  for (const Section& section : result.body.sections) anchors.push_back(section.anchor);
  EXPECT_THAT(anchors, ElementsAre("s-tarjoa-kasivarsi", "s-tarjoa-kasivarsi-2", "s-oma", "s-4"));
  EXPECT_EQ(result.body.sections[2].title, "Muu");
}

TEST(Markdown, TensOfThousandsOfEqualHeadingsAreReadInNoTime) {
  std::string text;
  while (text.size() + 5 < kMaxArticleBytes) text += "## x\n";
  const Read result = read(text);
  EXPECT_EQ(result.body.sections.back().anchor, "s-x-" + std::to_string(result.body.sections.size()));
}

TEST(Markdown, EachParagraphOfASayCardIsAPhrase) {
  const Read result = read("> [!SAY]\n> Hei, *tervetuloa*.\n>\n> Kuinka voin auttaa?\n");
  const Block& say = result.body.sections[0].blocks[0];
  EXPECT_EQ(say.kind, BlockKind::kSay);
  ASSERT_THAT(say.items, SizeIs(2));
  EXPECT_EQ(say.items[0].html, "Hei, <em>tervetuloa</em>.");
  EXPECT_EQ(say.items[0].text, "Hei, tervetuloa.");
  EXPECT_EQ(say.text, "Hei, tervetuloa.\nKuinka voin auttaa?");
  EXPECT_EQ(say.html, "");
}

TEST(Markdown, ASayCardInAnotherLanguageNamesIt) {
  EXPECT_EQ(read("> [!SAY sv]\n> Hej.\n").body.sections[0].blocks[0].lang, "sv");
  EXPECT_EQ(read("> [!SAY fi]\n> Hei.\n").body.sections[0].blocks[0].lang, "");
}

TEST(Markdown, CalloutsOfEachKindAreBlocksOfTheirOwn) {
  const Read result =
      read("A\n\n> [!AVOID]\n> B\n\n> [!GROUP kuulo]\n> C\n\n> [!ESCALATE]\n> D\n\n> [!note] E\n\n> F\n");
  std::vector<BlockKind> kinds;
  for (const Block& block : result.body.sections[0].blocks) kinds.push_back(block.kind);
  EXPECT_THAT(kinds, ElementsAre(BlockKind::kProse, BlockKind::kAvoid, BlockKind::kGroup, BlockKind::kEscalate,
                                 BlockKind::kNote, BlockKind::kProse));
  EXPECT_EQ(result.body.sections[0].blocks[2].argument, "kuulo");
  EXPECT_EQ(result.body.sections[0].blocks[4].text, "E");
  EXPECT_THAT(result.findings, IsEmpty());
}

TEST(Markdown, AListOfBoxesIsAChecklist) {
  const Read result = read("- [ ] Yksi\n- [x] **Kaksi**\n");
  const Block& list = result.body.sections[0].blocks[0];
  EXPECT_EQ(list.kind, BlockKind::kChecklist);
  ASSERT_THAT(list.items, SizeIs(2));
  EXPECT_EQ(list.items[0].html, "Yksi");
  EXPECT_EQ(list.items[1].html, "<strong>Kaksi</strong>");
}

TEST(Markdown, LinksToArticlesLeadToTheirAddress) {
  const Read result = read("[a](toinen.md) [b](../muu/toinen.md#s-x) [c](#s-y) [d](ei-ole.md)");
  EXPECT_THAT(all_html(result.body), HasSubstr("<a href=\"/fi/a/toinen-ohje\">a</a> "
                                               "<a href=\"/fi/a/toinen-ohje#s-x\">b</a> <a href=\"#s-y\">c</a> d"));
  EXPECT_THAT(result.body.links, SizeIs(4));
}

TEST(Markdown, PicturesLeadToTheContentFolder) {
  EXPECT_THAT(all_html(read("![Luiska](../kuvat/luiska.png)").body),
              HasSubstr("<img src=\"/media/fi/kuvat/luiska.png\" alt=\"Luiska\" />"));
}

class MarkdownNeverLets : public testing::TestWithParam<const char*> {};

TEST_P(MarkdownNeverLets, AnUnsafeAddressThrough) {
  for (const Strictness strictness : {Strictness::kStrict, Strictness::kLenient}) {
    const std::string html = all_html(read(GetParam(), strictness).body);
    EXPECT_THAT(html, Not(HasSubstr("href=")));
    EXPECT_THAT(html, Not(HasSubstr("src=")));
    EXPECT_THAT(html, Not(HasSubstr("<script")));
  }
}

INSTANTIATE_TEST_SUITE_P(Addresses, MarkdownNeverLets,
                         testing::Values("[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))",
                                         "[a](java&#10;script:alert(1))", "[a](&#1;javascript:alert(1))",
                                         "[a](data:text/html,x)", "[a](vbscript:x)", "[a](file:///etc/passwd)",
                                         "[a](//evil.example)", "[a](\\\\evil.example)", "[a](/\\evil.example)",
                                         "<javascript:alert(1)>", "[a]\n\n[a]: javascript:alert(1)",
                                         "![a](https://evil.example/x.png)", "![a](//evil.example/x.png)",
                                         "![a](data:image/svg+xml,x)", "![a](/etc/passwd)", "![a](../../../etc/passwd)",
                                         "<script>alert(1)</script>", "a<script>b</script>",
                                         "<img src=x onerror=alert(1)>", "a <img src=x onerror=alert(1)> b",
                                         "<a href=\"javascript:x\">y</a>"));

TEST(Markdown, AllowsAnAddressByItsSchemeAndNothingThatOnlyLooksRelative) {
  for (const char* url :
       {"https://a.example", "HTTPS://a.example", "MailTo:a@b.example", "Tel:112", "/fi/a", "a/b:c", "?a:b", "#a:b"}) {
    EXPECT_TRUE(is_allowed_url(url)) << url;
  }
  for (const char* url :
       {"", "//evil.example", " //evil.example", " javascript:x", "javascript:x", "JAVASCRIPT:x", "data:x", "blob:x",
        "http\n://a", "\x01javascript:x", "\\\\evil.example", "/\\evil.example", "httpx:a", ":a"}) {
    EXPECT_FALSE(is_allowed_url(url)) << url;
  }
}

TEST(Markdown, TakesOnlyFilesOfTheFolderForArticles) {
  EXPECT_EQ(parse_article_link("../kassa/ohje.md#kohta")->stem, "ohje");
  for (const char* url :
       {"https://evil.example/ohje.md", "//evil.example/ohje.md", "javascript:/ohje.md", "x:ohje.md", "ohje.html"}) {
    EXPECT_EQ(parse_article_link(url), std::nullopt) << url;
  }
}

TEST(Markdown, AllowedAddressesStay) {
  for (const char* url :
       {"https://example.com/", "http://example.com", "mailto:info@example.com", "tel:112", "/fi/help"}) {
    EXPECT_THAT(all_html(read(std::string("[a](") + url + ")").body), HasSubstr(std::string("href=\"") + url));
  }
}

TEST(Markdown, LosesNoWordOfWhatItDoesNotShow) {
  const Read result = read(
      "<div>\n<b>Yksi</b> kaksi<!-- ei -->\n</div>\n\nkolme <i>neljä</i>\n\n| viisi | kuusi |\n|---|---|\n| seitsemän "
      "| x |\n",
      Strictness::kLenient);
  EXPECT_EQ(result.body.sections[0].text(), "Yksi kaksi\nkolme neljä\n· viisi · kuusi · · seitsemän · x ·");
}

TEST(Markdown, TakesForTextWhatOnlyLooksLikeSomethingElse) {
  const Read result = read("Jos x<y ja z>w, niin\n\n[huom]: tärkeää\n\n<tyyppi ei ole>\n");
  EXPECT_EQ(result.body.sections[0].text(), "Jos x<y ja z>w, niin\n[huom]: tärkeää\n<tyyppi ei ole>");
  EXPECT_THAT(result.findings, IsEmpty());
}

TEST(Markdown, KeepsDefinitionsOfAddresses) {
  EXPECT_THAT(all_html(read("[a][x]\n\n[x]: https://example.com/\n").body), HasSubstr("href=\"https://example.com/\""));
}

struct Slip {
  const char* name;
  const char* text;
  std::string finding;
  int line;
};

class MarkdownReports : public testing::TestWithParam<Slip> {};

TEST_P(MarkdownReports, TheSlipAtItsLine) {
  const Read result = read(GetParam().text);
  EXPECT_THAT(rules_of(result), ElementsAre(GetParam().finding));
  EXPECT_EQ(result.findings.empty() ? 0 : result.findings[0].line, GetParam().line);
}

INSTANTIATE_TEST_SUITE_P(Slips, MarkdownReports,
                         testing::Values(Slip{"a_second_title", "A\n\n# B\n", "second-h1", 3},
                                         Slip{"a_jump_of_levels", "## A\n\n#### B\n", "heading-jump", 3},
                                         Slip{"a_first_heading_too_deep", "### A\n", "heading-jump", 1},
                                         Slip{"an_empty_heading", "##\n", "empty-heading", 1},
                                         Slip{"a_heading_in_a_list", "- ## A\n", "nested-heading", 1},
                                         Slip{"html_blocks", "A\n\n<div>B</div>\n", "raw-html", 3},
                                         Slip{"a_table", "A\n\n| a | b |\n|---|---|\n| c | d |\n", "pipe-table", 3},
                                         Slip{"a_table_after_text", "A\n| a | b |\n|---|---|\n", "pipe-table", 2},
                                         Slip{"a_table_without_outer_bars", "a | b\n--|--\nc | d\n", "pipe-table", 1},
                                         Slip{"a_table_without_a_rule", "| a | b |\n| c | d |\n", "pipe-table", 1},
                                         Slip{"a_table_in_a_quote", "> | a | b |\n> |---|---|\n", "pipe-table", 1},
                                         Slip{"a_bad_anchor", "## A {#ÄÄ b}\n", "bad-anchor", 1},
                                         Slip{"an_anchor_twice", "## A {#x}\n\n## B {#x}\n", "duplicate-anchor", 3},
                                         Slip{"a_misspelt_callout", "> [!SYA]\n> A\n", "unknown-callout.near", 1},
                                         Slip{"an_unknown_callout", "> [!WHATEVER]\n> A\n", "unknown-callout", 1},
                                         Slip{"a_callout_in_a_callout", "> [!SAY]\n> A\n>\n> > [!NOTE]\n> > B\n",
                                              "nested-callout", 4},
                                         Slip{"an_empty_callout", "A\n\n> [!SAY]\n", "empty-callout", 3},
                                         Slip{"an_unknown_language", "> [!SAY xx]\n> A\n", "callout-language", 1},
                                         Slip{"a_word_too_many", "> [!AVOID kuulo]\n> A\n", "callout-argument", 1},
                                         Slip{"a_list_with_some_boxes", "- [ ] A\n- B\n", "mixed-checklist", 2}),
                         [](const auto& each) { return each.param.name; });

TEST(Markdown, TakesBarsInCodeAndInSentencesForWhatTheyAre) {
  EXPECT_THAT(read("```\n| a | b |\n|---|---|\n```\n\nValitse a | b.\n").findings, IsEmpty());
}

// CommonMark's own examples: whatever a writer types, no script, no handler, no address but the allowed ones.
TEST(Markdown, KeepsCommonMarksExamplesSafe) {
  const char* shared = std::getenv("TISKI_SHARED");
  std::string spec;
  for (const std::filesystem::path& folder :
       {std::filesystem::path(shared != nullptr ? shared : ""), std::filesystem::path(TISKI_SOURCE_DIR) / "../shared",
        std::filesystem::path(TISKI_SOURCE_DIR) / "../../shared"}) {
    if (spec.empty()) spec = read_file(folder / "hostile-inputs/commonmark-spec-0.30.txt");
  }
  if (spec.empty()) GTEST_SKIP() << "../shared/hostile-inputs is not here";
  const std::string fence(32, '`');
  int examples = 0;
  for (std::size_t at = spec.find(fence + " example\n"); at != std::string::npos;
       at = spec.find(fence + " example\n", at)) {
    at += fence.size() + 9;
    std::string text = spec.substr(at, spec.find("\n.\n", at) - at);
    for (std::size_t arrow; (arrow = text.find("→")) != std::string::npos;) text.replace(arrow, 3, "\t");
    const std::string html = all_html(read(text, Strictness::kLenient).body);
    EXPECT_THAT(html, Not(HasSubstr("<script"))) << text;
    EXPECT_THAT(html, Not(HasSubstr("javascript:"))) << text;
    EXPECT_THAT(html, Not(HasSubstr("raw HTML omitted"))) << text;
    ++examples;
  }
  EXPECT_GT(examples, 600);
}

TEST(Markdown, TakesHostileTextsInItsStride) {
  for (const char* piece : {"> ", "- ", "[", "![[]()", "*a_ ", "`", "<", "[a](<b", "&", "\\", "| a "}) {
    std::string text;
    while (text.size() < 20000) text += piece;
    EXPECT_NO_THROW(read(text, Strictness::kLenient)) << piece;
  }
}

}  // namespace
}  // namespace tiski
