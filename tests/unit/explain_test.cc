#include "search/language/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace tiski {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string explained(std::string_view text, std::string_view lang) { return explain(text, *Analyzer::open(lang)); }

TEST(Explain, ShowsBaseFormsPartsAndDerivationsOfAWord) {
  const auto analyzer = Analyzer::open("fi");
  EXPECT_EQ(explain("Kuulovammaiselle!", *analyzer), "fi, " + analyzer->version() +
                                                         "\n"
                                                         "\n"
                                                         "1. Kuulovammaiselle\n"
                                                         "   found as      kuulovammainen\n"
                                                         "   by its parts  kuulo, vammainen\n"
                                                         "   derived from  vamma, kuulovamma\n");
}

TEST(Explain, NumbersTheWordsOfAText) {
  EXPECT_THAT(explained("tuli vihainen asiakas", "fi"), HasSubstr("3. asiakas\n   found as      asiakas\n"));
}

TEST(Explain, TellsStopWordsUnknownWordsAndNames) {
  const std::string text = explained("miten HSL:n e-mail Matti asiaks", "fi");
  EXPECT_THAT(text,
              HasSubstr("1. miten\n   note          stop word, left out of a question unless nothing else remains\n"));
  EXPECT_THAT(text, HasSubstr("2. HSL:n\n   note          not in the dictionary\n   found as      hsl\n"));
  EXPECT_THAT(text, HasSubstr("   by likeness   ^hsl hsl: sl:n l:n$\n"));
  EXPECT_THAT(text, HasSubstr("   by its pieces mail, email\n"));
  EXPECT_THAT(text, HasSubstr("4. Matti\n   note          may name a person or a place\n"));
}

TEST(Explain, TellsWhichWordsOnlyWeigh) {
  for (const auto& [word, lang] : {std::pair{"saako", "fi"}, {"need", "en"}, {"inte", "sv"}}) {
    EXPECT_THAT(explained(word, lang), HasSubstr("note          light word: weighs a little")) << word;
  }
}

TEST(Explain, WorksInEveryLanguage) {
  EXPECT_THAT(explained("complaining customers", "en"), HasSubstr("1. complaining\n   found as      complain\n"));
  EXPECT_THAT(explained("hörselskadade kunder", "sv"), HasSubstr("2. kunder\n   found as      kund\n"));
}

TEST(Explain, SaysWhenThereIsNothingOrTooMuch) {
  EXPECT_THAT(explained("?!", "fi"), HasSubstr("There is no word in this text."));
  std::string long_text;
  for (int i = 0; i < 1001; ++i) long_text += "sana ";
  const std::string text = explained(long_text, "fi");
  EXPECT_THAT(text, HasSubstr("1000. sana"));
  EXPECT_THAT(text, Not(HasSubstr("1001. sana")));
  EXPECT_THAT(text, HasSubstr("Only the first 1000 words are explained."));
}

}  // namespace
}  // namespace tiski
