#include "indexer/checks/checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/content_source.h"
#include "tests/support/sample_content.h"

namespace tiski {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

const Date kToday = *parse_date("2026-11-22");

Content load(Files files, Strictness strictness = Strictness::kStrict) {
  files.emplace("kb.yaml", sample_kb());
  return load_content(MemorySource(std::move(files)), strictness);
}

// "fi/a.md:12:3 dead-link.near", sorted.
std::vector<std::string> places(const std::vector<Diagnostic>& findings) {
  std::vector<std::string> all;
  for (const Diagnostic& f : findings) {
    all.push_back(f.file + ":" + std::to_string(f.line) + ":" + std::to_string(f.column) + " " + f.wording);
  }
  return all;
}

std::vector<std::string> errors(Files files) { return places(load(std::move(files)).findings); }

std::vector<std::string> advice(Files files) {
  const Content content = load(std::move(files));
  EXPECT_THAT(places(content.findings), IsEmpty());
  std::vector<Diagnostic> findings;
  AnalyzerPool analyzers;
  check_advice(content, kToday, analyzers, findings);
  sort_diagnostics(findings);
  return places(findings);
}

TEST(Checks, FindNothingInGoodContent) {
  EXPECT_THAT(errors({{"fi/a.md", sample_article("A", "[B](b.md#s-x)")},
                      {"fi/b.md", sample_article("B", "## X\n\n[A](a.md)")}}),
              IsEmpty());
}

TEST(LinkChecks, NameDeadLinksWithTheNearestArticle) {
  EXPECT_THAT(errors({{"fi/oma-virhe.md", sample_article("A", "Katso [tuo](oma-virhee.md).\n\n[b](jotain-muuta.md)")}}),
              ElementsAre("fi/oma-virhe.md:11:7 dead-link.near", "fi/oma-virhe.md:13:1 dead-link"));
}

TEST(LinkChecks, SayInWhichLanguageTheArticleIs) {
  EXPECT_THAT(errors({{"fi/a.md", sample_article("A", "[b](b.md)")}, {"en/b.md", sample_article("B", "b")}}),
              ElementsAre("fi/a.md:11:1 dead-link.language"));
}

TEST(LinkChecks, NameDeadAnchors) {
  EXPECT_THAT(errors({{"fi/a.md", sample_article("A", "[b](b.md#s-ensiapuu) [c](#s-zzz)")},
                      {"fi/b.md", sample_article("B", "## Ensiapu\n\nx")}}),
              ElementsAre("fi/a.md:11:1 dead-anchor.near", "fi/a.md:11:22 dead-anchor"));
}

TEST(LinkChecks, ReadersAreNotLedToDrafts) {
  std::string draft = sample_article("B", "x");
  draft.replace(draft.find("published"), 9, "draft");
  EXPECT_THAT(errors({{"fi/a.md", sample_article("A", "[b](b.md)", "related: [b]\n")}, {"fi/b.md", draft}}),
              ElementsAre("fi/a.md:9:11 dead-related.unpublished", "fi/a.md:12:1 dead-link.unpublished"));
}

TEST(LinkChecks, PicturesAreThereHaveWordsAndStandInTheFolder) {
  EXPECT_THAT(
      errors({{"fi/a.md", sample_article("A", "![x](b.png) ![](b.png) ![y](c.png) ![z](https://e.example/d.png)")},
              {"fi/b.png", "png"}}),
      ElementsAre("fi/a.md:11:13 image-without-alt", "fi/a.md:11:24 missing-image", "fi/a.md:11:36 external-image"));
}

TEST(LinkChecks, RelatedNamesOtherArticles) {
  EXPECT_THAT(
      errors({{"fi/a.md", sample_article("A", "x", "related: [a, bb, toinen]\n")},
              {"fi/toinem.md", sample_article("B", "x")}}),
      ElementsAre("fi/a.md:9:11 dead-related.self", "fi/a.md:9:14 dead-related", "fi/a.md:9:18 dead-related.near"));
}

TEST(LinkChecks, LinksHaveWordsAndSafeAddresses) {
  EXPECT_THAT(errors({{"fi/a.md", sample_article("A", "[](https://example.com) [x](javascript:y) [z](muu.html)")}}),
              ElementsAre("fi/a.md:11:1 empty-link-text", "fi/a.md:11:25 bad-url", "fi/a.md:11:43 dead-link.relative"));
}

TEST(LinkChecks, TheEmergencyStripLeadsToSections) {
  Files files = {{"kb.yaml", sample_kb() + "emergency:\n  - {label: {fi: Apu}, article: a, anchor: {fi: s-apua}}\n"
                                           "  - {label: {fi: Tuli}, article: b}\nhome:\n  cards: [c]\n"},
                 {"fi/a.md", sample_article("A", "## Apu\n\nx")}};
  EXPECT_THAT(places(load(files).findings),
              ElementsAre("kb.yaml:32:5 dead-anchor.near", "kb.yaml:33:5 dead-kb-link", "kb.yaml:35:11 dead-kb-link"));
}

TEST(IdentityChecks, BlameBothOfTwoArticlesWithOneId) {
  EXPECT_THAT(errors({{"fi/x/a.md", sample_article("A", "x")}, {"fi/y/a.md", sample_article("B", "x")}}),
              ElementsAre("fi/x/a.md:0:0 duplicate-id", "fi/y/a.md:0:0 duplicate-id", "fi/y/a.md:0:0 duplicate-slug"));
}

TEST(IdentityChecks, TheSameIdInTwoLanguagesIsATranslation) {
  EXPECT_THAT(errors({{"fi/a.md", sample_article("A", "x")}, {"en/a.md", sample_article("A", "x")}}), IsEmpty());
}

TEST(IdentityChecks, AliasesLeadToOneArticleAndNotRound) {
  EXPECT_THAT(
      errors({{"fi/a.md", sample_article("A", "x", "aliases: [a, b, vanha]\n")},
              {"fi/b.md", sample_article("B", "x", "aliases: [vanha]\n")}}),
      ElementsAre("fi/a.md:9:11 alias-taken.self", "fi/a.md:9:14 alias-taken", "fi/b.md:9:11 alias-taken.alias"));
}

TEST(PersonalDataCheck, NamesThePlaceButNotTheWhole) {
  const Content content = load({{"fi/a.md", sample_article("A", "Ääni: 040 123 4567")}});
  EXPECT_THAT(places(content.findings), ElementsAre("fi/a.md:11:7 phone-number"));
  EXPECT_THAT(content.findings[0].message, Not(testing::HasSubstr("4567")));
}

TEST(FileChecks, NameWhatIsNoArticle) {
  EXPECT_THAT(errors({{"fi/Oma Virhe.md", sample_article("A", "x")}, {"lue.md", "x"}, {"fi/kuva.png", "x"}}),
              ElementsAre("fi/Oma Virhe.md:0:0 bad-file-name", "lue.md:0:0 outside-languages"));
}

TEST(FileChecks, WantUtf8AndAModestSize) {
  EXPECT_THAT(errors({{"fi/a.md", sample_article("A", "a\n\n\xE4")},
                      {"fi/b.md", sample_article("B", std::string(140000, 'x'))}}),
              ElementsAre("fi/a.md:13:0 not-utf8", "fi/b.md:0:0 article-size"));
}

TEST(FileChecks, AFolderWithoutArticlesIsAnError) { EXPECT_THAT(errors({}), ElementsAre(".:0:0 no-articles")); }

TEST(KnowledgeBaseChecks, AreBrokenByAnySlip) {
  const Content content = load({{"kb.yaml", "languages: [fi]\nnamn: x\nfacets: []\n"}, {"fi/a.md", "x"}});
  EXPECT_TRUE(content.kb_broken);
  EXPECT_THAT(places(content.findings), Contains("kb.yaml:2:1 unknown-key.near"));
}

TEST(Advice, HasNothingToSayOfGoodContent) {
  EXPECT_THAT(advice({{"fi/a.md", sample_article("Virhe", "[Toinen ohje](b.md).")},
                      {"fi/b.md", sample_article("Palaute", "[Oma virhe](a.md).")},
                      {"en/a.md", sample_article("Mistake", "[Other](b.md)", "source_rev: 3a8c1a8eeb4f\n")},
                      {"en/b.md", sample_article("Feedback", "[Mistake](a.md)", "source_rev: 3a8c1a8eeb4f\n")}}),
              Not(Contains(testing::HasSubstr("fi/"))));
}

TEST(Advice, AReviewThatIsDueIsNamed) {
  std::string old = sample_article("Virhe", "x", "review_by: 2026-11-21\n");
  EXPECT_THAT(advice({{"fi/a.md", old}}), Contains("fi/a.md:7:1 review-overdue"));
  old = sample_article("Virhe", "x", "review_by: 2026-11-22\n");
  EXPECT_THAT(advice({{"fi/a.md", old}}), Not(Contains("fi/a.md:7:1 review-overdue")));
}

TEST(Advice, LinksThatSayNothingAreNamed) {
  EXPECT_THAT(advice({{"fi/a.md", sample_article("A", "Lue [tästä](b.md). Lue [Klikkaa tästä!](b.md)")},
                      {"fi/b.md", sample_article("B", "x")}}),
              testing::IsSupersetOf({"fi/a.md:11:5 vague-link-text", "fi/a.md:11:24 vague-link-text"}));
}

TEST(Advice, MisspeltWordsAreNamedOnceWhereTheyStand) {
  EXPECT_THAT(advice({{"fi/a.md", sample_article("Virhe", "Hyvä *asikas* tuli.\nToinen asikas.")}}),
              Contains("fi/a.md:11:7 spelling").Times(1));
}

TEST(Advice, WordsOfTheProjectAreNoMisspellings) {
  EXPECT_THAT(advice({{"words.txt", "# nimiä\nMehrabian\n"},
                      {"glossary.yaml", "- {id: loop, fi: [induktio], en: [hearing loop], definition: {fi: x}}\n"},
                      {"fi/a.md", sample_article("Virhe", "Mehrabianin mukaan hearing loop auttaa, v. 2.0.")}}),
              Not(Contains(testing::HasSubstr("spelling"))));
}

TEST(Advice, LongSentencesAndSectionsAreNamed) {
  std::string sentence = "Yksi";
  for (int i = 0; i < 25; ++i) sentence += " ja";
  std::string section = "## Osa\n";
  for (int i = 0; i < 126; ++i) section += "\nEi ole.\n";
  const auto found =
      advice({{"fi/a.md", sample_article("Virhe", "Lyhyt on. Ei ole.\n" + sentence + ".\n\n" + section)}});
  EXPECT_THAT(found, Contains("fi/a.md:12:1 long-sentence").Times(1));
  EXPECT_THAT(found, Contains("fi/a.md:14:1 long-section"));
}

TEST(Advice, NearlyEqualArticlesAreNamed) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "sana" + std::to_string(i) + " ";
  EXPECT_THAT(advice({{"fi/a.md", sample_article("A", text)}, {"fi/b.md", sample_article("B", text + "lisää")}}),
              Contains("fi/b.md:0:0 near-duplicate"));
}

TEST(Advice, AWordInTwoGroupsOfEqualWordsIsNamedAtTheSecond) {
  const std::string groups = "  equal:\n    - [riita, Kiista]\n    - [moka, virhe]\n    - [ristiriita, kiista]\n";
  const auto found = advice({{"fi/a.md", sample_article("A", "x")}, {"synonyms.yaml", "fi:\n" + groups}});
  EXPECT_THAT(found, Contains("synonyms.yaml:5:20 word-in-two-groups"));
  EXPECT_THAT(found, Not(Contains(testing::HasSubstr("synonyms.yaml:3"))));
  EXPECT_THAT(
      advice({{"fi/a.md", sample_article("A", "x")}, {"synonyms.yaml", "fi:\n" + groups + "  ambiguous: [kiista]\n"}}),
      Not(Contains(testing::HasSubstr("synonyms.yaml"))));
}

TEST(Advice, AWordOfTwoLanguagesOrAmongRelatedOnesIsInOneGroup) {
  EXPECT_THAT(
      advice({{"fi/a.md", sample_article("A", "x")},
              {"synonyms.yaml",
               "fi:\n  equal:\n    - [person, ihminen]\n  related:\n    - {words: [ihminen], related: [person]}\n"
               "en:\n  equal:\n    - [person, human]\n"}}),
      Not(Contains(testing::HasSubstr("synonyms.yaml"))));
}

TEST(Advice, AWordThatIsAnothersTitleIsNamed) {
  const auto found = advice({{"fi/a.md", sample_article("Moka", "x", "tags: [hyvä, \"Palaute!\"]\n")},
                             {"fi/b.md", sample_article("Palaute", "x")},
                             {"synonyms.yaml", "fi:\n  equal:\n    - [moka, palaute]\n    - [virhe, moka]\n"}});
  EXPECT_THAT(found, Contains("fi/a.md:9:14 synonym-is-title"));
  EXPECT_THAT(found, Contains("synonyms.yaml:3:14 synonym-is-title").Times(1));
}

TEST(Advice, TranslationsThatLagOrLackAreNamed) {
  const auto found = advice({{"fi/a.md", sample_article("A", "x")},
                             {"fi/b.md", sample_article("B", "x")},
                             {"fi/c.md", sample_article("C", "x")},
                             {"en/a.md", sample_article("A", "x")},
                             {"en/b.md", sample_article("B", "x", "source_rev: 000000000000\n")}});
  EXPECT_THAT(found, testing::IsSupersetOf({"en/a.md:0:0 translation-behind.unstamped",
                                            "en/b.md:9:1 translation-behind", "fi/c.md:0:0 translation-missing"}));
}

TEST(Advice, ArticlesThatNobodyLeadsToAreNamed) {
  const auto found = advice({{"fi/a.md", sample_article("A", "[b](b.md)", "related: [c]\n")},
                             {"fi/b.md", sample_article("B", "x")},
                             {"fi/c.md", sample_article("C", "x")}});
  EXPECT_THAT(found, Contains("fi/a.md:0:0 orphan"));
  EXPECT_THAT(found, Not(Contains("fi/b.md:0:0 orphan")));
  EXPECT_THAT(found, Not(Contains("fi/c.md:0:0 orphan")));
}

TEST(LenientContent, HasWarningsForErrors) {
  const Content content = load({{"fi/a.md", sample_article("A", "[b](b.md) <b>x</b>")}}, Strictness::kLenient);
  EXPECT_FALSE(has_errors(content.findings));
  EXPECT_THAT(places(content.findings), Contains("fi/a.md:11:1 dead-link.near"));
}

}  // namespace
}  // namespace tiski
