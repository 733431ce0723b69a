#include "search/language/spoken_finnish.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace tiski {
namespace {

using testing::Contains;
using testing::IsEmpty;

TEST(SpokenFinnish, GuessesWhatAWornDownWordIsInWriting) {
  struct Case {
    const char* spoken;
    const char* written;
  };
  const Case cases[] = {
      {"paremmaks", "paremmaksi"},
      {"meniks", "menikö"},
      {"sanois", "sanoisi"},
      {"voitais", "voitaisiin"},
      {"tiskil", "tiskillä"},
      {"kassalt", "kassalta"},
      {"tuotteist", "tuotteista"},
      {"oikeessa", "oikeassa"},
      {"henkee", "henkeä"},
      {"eroo", "eroa"},
      {"vammasesta", "vammaisesta"},
      {"punanen", "punainen"},
      {"tarkottaa", "tarkoittaa"},
      {"kattoo", "katsoo"},
      {"tehä", "tehdä"},
      {"lähen", "lähden"},
      {"dementoitunu", "dementoitunut"},
      {"päässy", "päässyt"},
      {"valittaan", "valittamaan"},
      {"tekeen", "tekemään"},
  };
  for (const auto& [spoken, written] : cases) EXPECT_THAT(written_finnish(spoken), Contains(written)) << spoken;
}

TEST(SpokenFinnish, GuessesNothingFromAWordWithNothingWornDown) {
  for (const auto* word : {"", "s", "tt", "xyz", "lakana", "\xff\xfe"}) {
    EXPECT_THAT(written_finnish(word), IsEmpty()) << word;
  }
}

TEST(SpokenFinnish, GuessesADozenTimesAtMost) {
  EXPECT_LE(written_finnish("eekoottuuppiiyyanenonenaseastasiothaheks").size(), 12U);
}

}  // namespace
}  // namespace tiski
