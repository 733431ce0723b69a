#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "search/language/text.h"

namespace tiski {
namespace {

using testing::ElementsAre;

std::vector<std::string> sorted(std::vector<std::string> titles, std::string_view lang) {
  std::sort(titles.begin(), titles.end(), [lang](const std::string& a, const std::string& b) {
    return collation_key(a, lang) < collation_key(b, lang);
  });
  return titles;
}

TEST(Collation, PutsNordicLettersLastInFinnishAndSwedish) {
  for (const char* lang : {"fi", "sv"}) {
    EXPECT_THAT(sorted({"Öljy", "Äiti", "Åbo", "Zorro", "aamu", "Omena"}, lang),
                ElementsAre("aamu", "Omena", "Zorro", "Åbo", "Äiti", "Öljy"));
  }
}

TEST(Collation, PutsThemBesideTheirBaseLettersInEnglish) {
  EXPECT_THAT(sorted({"zone", "Åbo", "apple", "acorn", "Öland", "other"}, "en"),
              ElementsAre("Åbo", "acorn", "apple", "Öland", "other", "zone"));
}

TEST(Collation, OrdersNumbersByTheirValue) {
  EXPECT_THAT(sorted({"10 neuvoa", "9 neuvoa", "112"}, "fi"), ElementsAre("9 neuvoa", "10 neuvoa", "112"));
}

TEST(Collation, PassesOverTheQuotationMarkBeforeATitle) {
  EXPECT_THAT(sorted({"Ovi", "”Minä maksan”", "Apu"}, "fi"), ElementsAre("Apu", "”Minä maksan”", "Ovi"));
}

TEST(Collation, OrdersShortBeforeLongAndTakesAnyBytes) {
  EXPECT_THAT(sorted({"asiakaspalvelu", "asiakas palvelu", "asiakas", ""}, "fi"),
              ElementsAre("", "asiakas", "asiakas palvelu", "asiakaspalvelu"));
  EXPECT_FALSE(collation_key("\xFF\xC3 a", "fi").empty());
  EXPECT_FALSE(collation_key(std::string(10'000, 'a'), "fi").empty());
}

TEST(IndexLetter, IsTheFirstLetterOfTheTitle) {
  struct Case {
    const char* title;
    const char* lang;
    const char* letter;
  };
  const std::vector<Case> cases = {
      {"asiakas", "fi", "A"}, {"Äänetön", "fi", "Ä"}, {"Åland", "sv", "Å"},         {"Øresund", "sv", "Ö"},
      {"Åland", "en", "A"},   {"Édouard", "fi", "E"}, {"”Minä maksan”", "fi", "M"}, {"112-puhelu", "fi", "#"},
      {"", "fi", "#"},        {"?!", "fi", "#"},      {"Юлия", "fi", "Ю"},
  };
  for (const auto& [title, lang, letter] : cases) EXPECT_EQ(index_letter(title, lang), letter) << title;
}

TEST(Slug, IsMadeOfTheTitlesLettersAndDigits) {
  struct Case {
    const char* title;
    const char* slug;
  };
  const std::vector<Case> cases = {
      {"Tarjoa käsivarsi!", "tarjoa-kasivarsi"},
      {"Åland & Öland", "aland-oland"},
      {"Straße 7", "strasse-7"},
      {"  --Näin -- toimit--  ", "nain-toimit"},
      {"What's new", "whats-new"},
      {"Café – crème", "cafe-creme"},
      {"Привет, мир", "privet-mir"},
      {"日本", "ri-ben"},
      {"wc:ssä 9.30", "wc-ssa-9-30"},
      {"?!", ""},
      {"", ""},
      {"\xFF\xC3", ""},
  };
  for (const auto& [title, slug] : cases) EXPECT_EQ(slugify(title), slug) << title;
}

TEST(Slug, IsCutAtAWordAndHasAtMostEightyCharacters) {
  const std::string words = "sana sana sana sana sana sana sana sana sana sana sana sana sana sana sana sana sana sana";
  EXPECT_EQ(slugify(words).size(), 79U);
  EXPECT_EQ(slugify(words).back(), 'a');
  EXPECT_EQ(slugify(std::string(500, 'x')).size(), 80U);
}

}  // namespace
}  // namespace tiski
