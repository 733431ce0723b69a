#include "search/language/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace tiski {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Pair {
  std::string from;
  std::string to;
};

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> found;
  for (const Token& token : tokenize(text)) found.emplace_back(token.in(text));
  return found;
}

// Any bytes: a third of them ASCII letters, some UTF-8 of every length, marks, joiners and plain rubbish.
std::string random_bytes(std::mt19937& random, std::size_t length) {
  static const std::vector<std::string> samples = {"a",
                                                   "Z",
                                                   "9",
                                                   "-",
                                                   ".",
                                                   ":",
                                                   "'",
                                                   "’",
                                                   " ",
                                                   "ä",
                                                   "Å",
                                                   "é",
                                                   "ß",
                                                   "İ",
                                                   "ﬁ",
                                                   "ﷺ",
                                                   "я",
                                                   "й",
                                                   "ά",
                                                   "ς",
                                                   "漢",
                                                   "한",
                                                   "𝕬",
                                                   "🙂",
                                                   "\xCC\x88",
                                                   "\xCC\x8A",
                                                   "\xCC\x81",
                                                   "\xC2\xAD",
                                                   "\xE2\x80\x8D",
                                                   "\xEF\xBB\xBF",
                                                   "\xC3",
                                                   "\xF0\x9F",
                                                   "\xFF",
                                                   "\x80",
                                                   std::string(1, '\0'),
                                                   "\x1B",
                                                   "\n",
                                                   "ø",
                                                   "œ",
                                                   "ǆ",
                                                   "ŉ",
                                                   "Ⅷ",
                                                   "½",
                                                   "²",
                                                   "ก็",
                                                   "हिन्दी"};
  std::string bytes;
  while (bytes.size() < length) {
    if (random() % 4 == 0) {
      bytes += static_cast<char>(random() % 256);
    } else {
      bytes += samples[random() % samples.size()];
    }
  }
  return bytes;
}

TEST(Sanitize, ReplacesInvalidBytesAndDropsControls) {
  const std::vector<Pair> cases = {
      {"", ""},
      {"Hyvää päivää", "Hyvää päivää"},
      {"rivi\n\tsisennys", "rivi\n\tsisennys"},
      {"a\r\nb", "a\nb"},
      {std::string("a\0b", 3), "ab"},
      {"\x1B[31mpunainen\x7F", "[31mpunainen"},
      {"a\xFFz", "a\uFFFDz"},
      {"\xC3", "\uFFFD"},
      {"\xC0\xAF", "\uFFFD\uFFFD"},
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
      {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
      {"a\u0308 o\u0308", "ä ö"},
      {"\u212B", "Å"},
  };
  for (const auto& [from, to] : cases) EXPECT_EQ(sanitize(from), to) << from;
}

TEST(Sanitize, LeavesCleanTextAsItIs) {
  std::mt19937 random(1);
  for (int round = 0; round < 500; ++round) {
    const std::string clean = sanitize(random_bytes(random, 60));
    EXPECT_EQ(sanitize(clean), clean);
  }
}

TEST(Fold, KeepsTheLettersOfFinnishAndSwedishAndFoldsAllOtherAccents) {
  const std::vector<Pair> cases = {
      {"Asiakas", "asiakas"},
      {"ÅÄÖ åäö", "åäö åäö"},
      {"Café Müller", "cafe muller"},
      {"šakki džonkki", "sakki dzonkki"},
      {"Smørrebrød", "smörrebröd"},
      {"ÆON", "äon"},
      {"Straße", "strasse"},
      {"Łódź", "lodz"},
      {"a\u0308a\u030A", "äå"},
      {"a\u0301\u0308", "ä"},
      {"ﬁnaali", "finaali"},
      {"ＡＢＣ１", "abc1"},
      {"İstanbul", "istanbul"},
      {"asia\u00ADkas", "asiakas"},
      {"wc’ssä", "wc'ssä"},
      {"e\u2011mail", "e-mail"},
      {"Привет", "привет"},
      {"Йод", "йод"},
      {"Ώρα", "ωρα"},
      {"हिन्दी", "हिन्दी"},
      {"\xFF", "\uFFFD"},
      {"", ""},
  };
  for (const auto& [from, to] : cases) EXPECT_EQ(fold(from), to) << from;
}

TEST(Fold, OfAFoldedWordChangesNothing) {
  std::mt19937 random(2);
  for (int round = 0; round < 2000; ++round) {
    const std::string folded = fold(random_bytes(random, 30));
    EXPECT_EQ(fold(folded), folded);
  }
}

TEST(Case, IsChangedInEveryScript) {
  EXPECT_EQ(to_lower("ÄÄNI Éa ЖУК"), "ääni éa жук");
  EXPECT_EQ(to_lower("KELA"), "kela");
  EXPECT_EQ(capitalize("helsinki"), "Helsinki");
  EXPECT_EQ(capitalize("äänekoski"), "Äänekoski");
  EXPECT_EQ(capitalize("жук"), "Жук");
  EXPECT_EQ(capitalize("112"), "112");
  EXPECT_EQ(capitalize(""), "");
  EXPECT_EQ(capitalize("\xFF"), "\xFF");
}

TEST(CodePoints, AreCountedAndCutAtTheirBorders) {
  EXPECT_EQ(code_point_count(""), 0U);
  EXPECT_EQ(code_point_count("äö🙂a"), 4U);
  EXPECT_EQ(first_code_points("äö🙂a", 0), "");
  EXPECT_EQ(first_code_points("äö🙂a", 2), "äö");
  EXPECT_EQ(first_code_points("äö🙂a", 3), "äö🙂");
  EXPECT_EQ(first_code_points("äö🙂a", 9), "äö🙂a");
}

TEST(Tokenize, TakesRunsOfLettersAndDigits) {
  EXPECT_THAT(words("Hyvää päivää, olet asiakas 112!"), ElementsAre("Hyvää", "päivää", "olet", "asiakas", "112"));
  EXPECT_THAT(words(""), IsEmpty());
  EXPECT_THAT(words(" … –— ?! 🙂 "), IsEmpty());
  EXPECT_THAT(words("a/b,c;d(e)f_g@h&i+j"), ElementsAre("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
}

TEST(Tokenize, JoinsWordsOverOneHyphenApostropheColonOrStop) {
  EXPECT_THAT(words("kanta-asiakas wc:ssä klo 9.30 hsl.fi vaa'an vaa’an don't"),
              ElementsAre("kanta-asiakas", "wc:ssä", "klo", "9.30", "hsl.fi", "vaa'an", "vaa’an", "don't"));
  EXPECT_THAT(words("-sopimus työ- 'lainaus' näin: loppu."), ElementsAre("sopimus", "työ", "lainaus", "näin", "loppu"));
  EXPECT_THAT(words("a--b c..d e.-f"), ElementsAre("a", "b", "c", "d", "e", "f"));
}

TEST(Tokenize, EndsASentenceThatLacksItsSpace) {
  EXPECT_THAT(words("näin.Sitten huom:Kassa"), ElementsAre("näin", "Sitten", "huom", "Kassa"));
  EXPECT_THAT(words("U.S.A. EU:n Q.E.D"), ElementsAre("U.S.A", "EU:n", "Q.E.D"));
}

TEST(Tokenize, KeepsMarksAndInvisibleCharactersInsideTheirWord) {
  EXPECT_THAT(words("a\u0308iti asia\u00ADkas\u00AD x"), ElementsAre("a\u0308iti", "asia\u00ADkas", "x"));
  EXPECT_THAT(words("हिन्दी ภาษา"), ElementsAre("हिन्दी", "ภาษา"));
}

TEST(Tokenize, TakesInvalidBytesForSeparators) {
  EXPECT_THAT(words("a\xFFz\xC3 \xF0\x9F"
                    "b"),
              ElementsAre("a", "z", "b"));
}

TEST(Tokenize, OfAnyBytesGivesAscendingTokensInsideTheText) {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_bytes(random, 80);
    std::size_t last = 0;
    for (const Token& token : tokenize(text)) {
      EXPECT_LE(last, token.begin);
      EXPECT_LT(token.begin, token.end);
      EXPECT_LE(token.end, text.size());
      last = token.end;
    }
  }
}

TEST(Tokenize, OfATokenGivesThatTokenAgain) {
  std::mt19937 random(4);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_bytes(random, 80);
    for (const std::string& word : words(text)) EXPECT_THAT(words(word), ElementsAre(word));
  }
}

}  // namespace
}  // namespace tiski
