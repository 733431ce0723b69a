#include "search/article/article.h"

#include <gtest/gtest.h>

#include "search/article/knowledge_base.h"
#include "tests/support/sample_values.h"

namespace tiski {
namespace {

using samples::day;

TEST(SectionText, IsOneLineABlockAndSkipsEmptyOnes) {
  Section section;
  for (const char* text : {"Kysy ensin.", "", "Odota vastausta."}) {
    section.blocks.push_back({BlockKind::kProse, "", text, "", "", {}});
  }
  EXPECT_EQ(section.text(), "Kysy ensin.\nOdota vastausta.");
  EXPECT_EQ(Section{}.text(), "");
}

TEST(Validity, IncludesItsFirstAndItsLastDay) {
  Article article;
  EXPECT_TRUE(is_valid_on(article, day(2026, 11, 22))) << "without limits always";
  article.valid_from = day(2026, 11, 1);
  article.valid_to = day(2026, 11, 30);
  EXPECT_FALSE(is_valid_on(article, day(2026, 10, 31)));
  EXPECT_TRUE(is_valid_on(article, day(2026, 11, 1)));
  EXPECT_TRUE(is_valid_on(article, day(2026, 11, 30)));
  EXPECT_FALSE(is_valid_on(article, day(2026, 12, 1)));
}

TEST(Freshness, IsDueWithinThirtyDaysAndOverdueFromTheDayAfter) {
  const Date today = day(2026, 11, 22);
  EXPECT_EQ(freshness_on(std::nullopt, today), FreshnessState::kOk);
  EXPECT_EQ(freshness_on(day(2026, 12, 23), today), FreshnessState::kOk);
  EXPECT_EQ(freshness_on(day(2026, 12, 22), today), FreshnessState::kDue);
  EXPECT_EQ(freshness_on(today, today), FreshnessState::kDue);
  EXPECT_EQ(freshness_on(day(2026, 11, 21), today), FreshnessState::kOverdue);
}

TEST(KnowledgeBase, FindsFacetsValuesRolesAndLanguagesById) {
  const KnowledgeBase kb = samples::knowledge_base();
  ASSERT_NE(kb.find_facet("group"), nullptr);
  ASSERT_NE(kb.find_facet("group")->find("nako"), nullptr);
  EXPECT_EQ(kb.find_facet("group")->find("nako")->label.at("fi"), "Näkö");
  EXPECT_EQ(kb.find_facet("group")->find("asenne"), nullptr);
  EXPECT_EQ(kb.find_facet("channel"), nullptr);
  ASSERT_NE(kb.find_role("reklamaatiovastaava"), nullptr);
  EXPECT_EQ(kb.find_role("nobody"), nullptr);
  EXPECT_TRUE(kb.has_language("sv"));
  EXPECT_FALSE(kb.has_language("de"));
}

TEST(LocalizedText, FallsBackToTheGivenLanguageAndThenToAny) {
  const LocalizedText text = {{"en", "Topic"}, {"fi", "Aihe"}};
  EXPECT_EQ(text_in(text, "fi"), "Aihe");
  EXPECT_EQ(text_in(text, "sv", "fi"), "Aihe");
  EXPECT_EQ(text_in(text, "sv"), "Topic");
  EXPECT_EQ(text_in({}, "fi", "en"), "");
}

}  // namespace
}  // namespace tiski
