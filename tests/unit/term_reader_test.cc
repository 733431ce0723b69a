#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/query/term_reader.h"
#include "tests/support/small_index.h"

namespace tiski {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A cache that has room for everything, and one that is emptied at every entry.
TEST(TermReader, ReadsWhatTheIndexHasHoweverLittleIsKept) {
  SmallIndex index;
  index.add("yksi", "", "Jono kasvaa, ja jono etenee.");
  index.add("kaksi", "", "Kassa ja jono.");
  const auto db = index.searcher().snapshot().database();
  for (const std::size_t capacity : {std::size_t{1} << 20, std::size_t{0}}) {
    TermCache cache(capacity);
    const TermReader reader(db, cache);
    for (int round = 0; round < 2; ++round) {
      EXPECT_EQ(reader.frequency("Lfi:jono"), 2U) << capacity;
      EXPECT_EQ(reader.frequency("Lfi:kassa"), 1U) << capacity;
      EXPECT_EQ(reader.frequency("Lfi:puuttuu"), 0U) << capacity;
      EXPECT_THAT(reader.positions(1, "Lfi:jono"), ElementsAre(1, 4)) << capacity;
      EXPECT_THAT(reader.positions(2, "Lfi:jono"), ElementsAre(3)) << capacity;
      EXPECT_THAT(reader.positions(1, "Lfi:kassa"), IsEmpty()) << capacity;
    }
  }
}

}  // namespace
}  // namespace tiski
