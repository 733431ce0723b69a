#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "search/language/analyzer.h"

namespace tiski {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(EnglishAnalyzer, ReducesWordsToTheirStems) {
  const auto analyzer = Analyzer::open("en");
  for (const char* word : {"complain", "Complaining", "complained", "complains"}) {
    EXPECT_THAT(analyzer->analyze(word).lemmas, ElementsAre("complain")) << word;
  }
  EXPECT_THAT(analyzer->analyze("customer's").lemmas, ElementsAre("custom"));
  EXPECT_THAT(analyzer->analyze("customer’s").lemmas, ElementsAre("custom"));
  EXPECT_EQ(analyzer->analyze("Complaining").surface, "complaining");
  EXPECT_TRUE(analyzer->analyze("qwrtp").known);
  EXPECT_THAT(analyzer->analyze("qwrtp").grams, IsEmpty());
}

TEST(EnglishAnalyzer, FindsHyphenatedWordsWrittenApartAndTogether) {
  const auto analyzer = Analyzer::open("en");
  EXPECT_THAT(analyzer->analyze("e-mails").parts, ElementsAre("mail", "email"));
  EXPECT_THAT(analyzer->analyze("wheelchair-users").parts, ElementsAre("wheelchair", "user", "wheelchairus"));
}

TEST(EnglishAnalyzer, HasStopWords) {
  const auto analyzer = Analyzer::open("en");
  for (const char* word : {"how", "What", "the", "can", "don't", "don’t", "should", "my"}) {
    EXPECT_TRUE(analyzer->is_stop_word(word)) << word;
  }
  for (const char* word : {"customer", "off", "hearing"}) EXPECT_FALSE(analyzer->is_stop_word(word)) << word;
}

TEST(SwedishAnalyzer, KeepsTheLettersOfSwedish) {
  const auto analyzer = Analyzer::open("sv");
  EXPECT_THAT(analyzer->analyze("Hörselskadade").lemmas, ElementsAre("hörselskad"));
  EXPECT_THAT(analyzer->analyze("kunderna").lemmas, analyzer->analyze("kunder").lemmas);
  EXPECT_EQ(analyzer->analyze("Åtgärd").surface, "åtgärd");
  EXPECT_TRUE(analyzer->is_stop_word("Hur"));
  for (const char* word : {"kund", "nej"}) EXPECT_FALSE(analyzer->is_stop_word(word)) << word;
  EXPECT_TRUE(analyzer->accepts_spelling("kundd"));
}

TEST(SwedishAnalyzer, TakesOffTheDefiniteOfNeutersAndTheEndingOfShortVerbs) {
  const auto analyzer = Analyzer::open("sv");
  const std::vector<std::pair<const char*, const char*>> same = {
      {"sällskapet", "sällskap"}, {"jobbet", "jobb"},  {"priset", "priser"},   {"meddelandet", "meddelanden"},
      {"arbetet", "arbete"},      {"mejlets", "mejl"}, {"paketet", "paket"},   {"håret", "hår"},
      {"förstår", "förstå"},      {"går", "gå"},       {"föreslår", "föreslå"}};
  for (const auto& [one, other] : same) {
    EXPECT_EQ(analyzer->analyze(one).lemmas, analyzer->analyze(other).lemmas) << one;
  }
  for (const char* word : {"kvalitet", "internet", "planet", "vet", "år"}) {
    EXPECT_THAT(analyzer->analyze(word).lemmas, ElementsAre(word)) << word;
  }
}

TEST(OtherLanguages, AreOnlyFolded) {
  const auto analyzer = Analyzer::open("et");
  EXPECT_THAT(analyzer->analyze("Klientidele").lemmas, ElementsAre("klientidele"));
  EXPECT_FALSE(analyzer->is_stop_word("ja"));
}

}  // namespace
}  // namespace tiski
