#include "search/language/finnish_reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tiski {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The strings are those that voikko-fi 2.5 gives.
TEST(FinnishReading, FollowsAWordFromItsRoot) {
  struct Case {
    const char* path;
    std::vector<std::string> bases;
  };
  const std::vector<Case> cases = {
      {"[Ln][Xp]asiakas[X]asiakka[Sall][Nm]ille", {"asiakas"}},
      {"[Lt][Xp]palvella[X]palveli[Ln][Xj]ja[X][Sall][Nm]joille", {"palvella", "palvelija"}},
      {"[Ln][Xp]este[X]estee[Ll][Xj]tön[X]ttömy[Ln][Xj]ys[X]y[Sn][Ny]s", {"este", "esteetön", "esteettömyys"}},
      {"[Lt][Xp]kohdistaa[X]kohdist[Xj]ua[X]u[Ll][Ru]n[Xj]ut[X][Sn][Ny]ut", {"kohdistaa", "kohdistua", "kohdistunut"}},
      {"[Ln][Xp]iso=äiti[X]iso[Bm]äidi[Sall][Ny]lle", {"isoäiti"}},
      {"[Ln][Xr]iii-=[X][Xp]PIN-koodi[X]pin-kood[Sn][Ny]i", {"PIN-koodi"}},
      {"[Lp]epä", {}},
      {"[Lu]112", {}},
      {"", {}},
      {"[", {}},
      {"[Xp", {}},
  };
  for (const auto& [path, bases] : cases) {
    std::vector<std::string> found;
    for (const Stage& stage : stages(path)) found.push_back(stage.base);
    EXPECT_EQ(found, bases) << path;
  }
}

TEST(FinnishReading, KnowsTheVerbOfAParticiple) {
  struct Case {
    const char* path;
    const char* verb;
  };
  const std::vector<Case> cases = {
      {"[Lt][Xp]lukea[X]luke[Ll][Ru]n[Xj]ut[X][Sn][Ny]ut", "lukea"},         // lukenut
      {"[Lt][Xp]tehdä[X]teh[Ll][Ra]täv[Xj]ä[X][Sn][Ny]ä", "tehdä"},          // tehtävä
      {"[Lt][Xp]kerätä[X]kerä[Ll][Rt]tty[Xj][X][Sp][Ny]ää[O3]n", "kerätä"},  // kerättyään
      {"[Lt][Xp]sanoa[X]sano[Ln]m[Xj]a[X][Rm][Sall][Nm]ille", "sanoa"},      // sanomille
      {"[Lt][Xp]soida[X]soi[Ll]v[Xj]a[X][Sill][Ny]aan", "soida"},            // soivaan
      {"[Lt][Xp]evätä[X]epäil[Xj]lä[X][Ll][Rt][Xj]ty[X]ty[Ses][Nm]inä", "epäillä"},
      {"[Lt][Xp]vaatia[X]vaati[Ln]m[Xj]a[X]a[Re][Ll][Xj]ton[X]to[Sn][Ny]n", ""},  // vaatimaton: the contrary
      {"[Lt][Xp]palvella[X]palveli[Ln][Xj]ja[X][Sn][Ny]ja", ""},
      {"[Ln][Xp]viha[X]viha[Ll][Xj]inen[X]i[Sg][Ny]sen", ""},
      {"[Ln][Xp]asiakas[X]asiaka[Sn][Ny]s", ""},
  };
  for (const auto& [path, verb] : cases) EXPECT_EQ(participle_verb(stages(path)), verb) << path;
}

Reading reading(std::string base, std::string structure, std::string fst, WordClass word_class = WordClass::kNoun) {
  return {std::move(base), std::move(structure), std::move(fst), word_class, false};
}

TEST(FinnishReading, TakesACompoundApart) {
  const Reading servant = reading("asiakaspalvelija", "=ppppppp=pppppppppp",
                                  "[Ln][Xp]asiakas[X]asiaka[Sn][Ny]s[Bh][Bc][Lt][Xp]palvella[X]palveli[Ln][Xj]ja[X][Sg]"
                                  "[Ny]jan");
  EXPECT_EQ(part_count(servant), 2U);
  const Anatomy anatomy = take_apart(servant, "Asiakaspalvelijan");
  EXPECT_THAT(anatomy.surfaces, ElementsAre("Asiakas", "palvelijan"));
  EXPECT_EQ(anatomy.head, "palvelija");
  EXPECT_EQ(anatomy.before, "asiakas");
  ASSERT_EQ(anatomy.parts.size(), 2U);
  EXPECT_EQ(anatomy.parts[0].back().base, "asiakas");
  EXPECT_EQ(anatomy.last.front().base, "palvella");
}

TEST(FinnishReading, LeavesTheHyphenBetweenPartsOut) {
  const Reading regular = reading("kanta-asiakas", "=ppppp-=ppppppp",
                                  "[Ln][De][Xp]kanta[X]kant[Sn][Ny]a-[Bh][Bc][Ln][Xp]asiakas[X]asiaka[Sn][Ny]s");
  const Anatomy anatomy = take_apart(regular, "kanta-asiakas");
  EXPECT_THAT(anatomy.surfaces, ElementsAre("kanta", "asiakas"));
  EXPECT_EQ(anatomy.head, "asiakas");
}

TEST(FinnishReading, HasNoHeadWhereTheModifierIsInflectedToo) {
  const Reading twenty = reading("kaksikymmentä", "=pppppppp=pppppppppp",
                                 "[Lu][Xp]kaksi[X]ka[Sall][Ny]hdelle[Bc][Lu][Xp]kymmentä[X][Sall][Ny]kymmenelle");
  EXPECT_EQ(take_apart(twenty, "kahdellekymmenelle").head, "");
}

TEST(FinnishReading, SaysNothingOfThePartsOfAWordThatTheLexiconHasWhole) {
  const Reading granny = reading("isoäiti", "=ppp=ppppppp", "[Ln][Xp]iso=äiti[X]iso[Bm]äidi[Sall][Ny]lle");
  const Anatomy anatomy = take_apart(granny, "isoäidille");
  EXPECT_THAT(anatomy.surfaces, ElementsAre("iso", "äidille"));
  EXPECT_THAT(anatomy.parts, IsEmpty());
}

TEST(FinnishReading, TakesAWordForWholeWhenItsStructureDoesNotFit) {
  for (const char* structure : {"", "=", "=ppp=ppp", "=pppppppppppppppppppp=p", "ppp"}) {
    EXPECT_THAT(take_apart(reading("sana", structure, ""), "sanalle").surfaces, ElementsAre("sanalle")) << structure;
  }
}

TEST(FinnishReading, KeepsTheReadingsWithTheFewestParts) {
  const auto kept = likeliest_first(
      {reading("asiakkaanamme", "=ppppppppp=pppp", ""), reading("asiakas", "=ppppppppppppp", "")}, "asiakkaanamme");
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].base, "asiakas");
}

TEST(FinnishReading, DropsThePotentialMoodWhereThereIsAnother) {
  const Reading woman = reading("nainen", "=pppppp", "[Ln][Xp]nainen[X]nai[Sn][Ny]nen");
  const Reading may_marry = reading("naida", "=pppppp", "[Lt][Xp]naida[X]nain[Tm][Ap][P1][Ny][Ef]en", WordClass::kVerb);
  EXPECT_EQ(likeliest_first({may_marry, woman}, "nainen").size(), 1U);
  EXPECT_EQ(likeliest_first({may_marry}, "nainen").size(), 1U);
}

TEST(FinnishReading, DropsNamesFromAWordInLowerCaseThatMayBeAnother) {
  const Reading name = reading("Koiranen", "=ippppppp", "[Les][Xp]Koiranen[X]koira[Sp][Ny]sta", WordClass::kName);
  const Reading dog = reading("koira", "=pppppppp", "[Ln][Xp]koira[X]koira[Sela][Ny]sta");
  EXPECT_EQ(likeliest_first({name, dog}, "koirasta").size(), 1U);
  EXPECT_EQ(likeliest_first({name, dog}, "Koirasta").size(), 2U);
  EXPECT_EQ(likeliest_first({name}, "koirasta").size(), 1U);
}

TEST(FinnishReading, PutsTheUnlikelyReadingLast) {
  const Reading situation = reading("tilanne", "=ppppppp", "[Ln][Xp]tilanne[X]tilan[Sn][Ny]ne");
  const Reading your_space = reading("tila", "=ppppppp", "[Ln][Xp]tila[X]tila[Sn][Ny][O2m]nne");
  EXPECT_EQ(likeliest_first({your_space, situation}, "tilanne")[0].base, "tilanne");
  const Reading name = reading("Tuli", "=ippp", "[Les][Xp]Tuli[X]tul[Sn][Ny]i", WordClass::kName);
  const Reading fire = reading("tuli", "=pppp", "[Ln][Xp]tuli[X]tul[Sn][Ny]i");
  EXPECT_EQ(likeliest_first({name, fire}, "Tuli")[0].base, "tuli");
}

}  // namespace
}  // namespace tiski
