#include "server/http/turns.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <vector>

namespace tiski {
namespace {

using Manner = Turns::Manner;

class TurnsTest : public ::testing::Test {
 protected:
  void add(Manner manner, std::initializer_list<std::uint64_t> connections) {
    for (const auto connection : connections) {
      turns_.add(connection, manner, now_, [this, connection] { taken_.push_back(connection); });
    }
  }
  std::vector<std::uint64_t> take(int count) {
    taken_.clear();
    for (int i = 0; i < count; ++i) {
      if (const auto job = turns_.take(now_)) job();
    }
    return taken_;
  }

  Turns turns_;
  Turns::Time now_;
  std::vector<std::uint64_t> taken_;
};

using Order = std::vector<std::uint64_t>;

TEST_F(TurnsTest, TakeThoseWhoBeginInTheirOrder) {
  add(Manner::kBegins, {1, 2, 3, 4, 5});
  EXPECT_EQ(take(6), (Order{1, 2, 3, 4, 5}));
}

TEST_F(TurnsTest, TakeTheNewestInTurnOnceTheFirstHasWaitedForLong) {
  add(Manner::kBegins, {1, 2, 3, 4});
  now_ += Turns::kPatience + std::chrono::milliseconds(1);
  add(Manner::kBegins, {5, 6});
  EXPECT_EQ(take(6), (Order{6, 1, 5, 2, 4, 3}));
}

TEST_F(TurnsTest, TakeWhoBeginsBeforeThoseWhoGoOnAndThoseWhoHurry) {
  add(Manner::kHurries, {21, 22, 23});
  add(Manner::kGoesOn, {11, 12, 13, 14});
  add(Manner::kBegins, {1, 2, 3, 4, 5});
  EXPECT_EQ(take(12), (Order{1, 11, 2, 3, 4, 12, 5, 21, 13, 14, 22, 23}));
}

TEST_F(TurnsTest, SetBackWhoBeginsToHurryBehindNobodyWhoHurriedLater) {
  add(Manner::kBegins, {1, 2});
  add(Manner::kHurries, {3});
  turns_.set_back(1);
  turns_.set_back(9);
  EXPECT_EQ(take(3), (Order{2, 1, 3}));
}

TEST_F(TurnsTest, RemoveWhoWasSetBack) {
  add(Manner::kBegins, {1, 2});
  add(Manner::kHurries, {3});
  turns_.set_back(1);
  EXPECT_TRUE(turns_.remove(1));
  EXPECT_FALSE(turns_.remove(1));
  EXPECT_EQ(take(2), (Order{2, 3}));
}

TEST_F(TurnsTest, ForgetWhoIsGone) {
  add(Manner::kBegins, {1});
  add(Manner::kHurries, {2});
  add(Manner::kGoesOn, {3});
  turns_.remove(1);
  turns_.remove(2);
  turns_.remove(9);
  EXPECT_EQ(take(3), Order{3});
}

TEST_F(TurnsTest, NameWhoIsToGoWhereRoomIsNeeded) {
  EXPECT_EQ(turns_.last_of_those_who_hurry(), std::nullopt);
  EXPECT_EQ(turns_.first_of_the_others(), std::nullopt);
  add(Manner::kBegins, {1, 2});
  EXPECT_EQ(turns_.first_of_the_others(), 1);
  add(Manner::kHurries, {3, 4});
  add(Manner::kGoesOn, {5, 6});
  EXPECT_EQ(turns_.last_of_those_who_hurry(), 4);
  EXPECT_EQ(turns_.first_of_the_others(), 5);
}

}  // namespace
}  // namespace tiski
