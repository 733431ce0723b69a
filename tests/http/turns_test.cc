#include "server/http/turns.h"

#include <gtest/gtest.h>

#include <vector>

namespace tiski {
namespace {

using Manner = Turns::Manner;

class TurnsTest : public ::testing::Test {
 protected:
  void add(std::uint64_t connection, Manner manner) {
    turns_.add(connection, manner, [this, connection] { taken_.push_back(connection); });
  }
  std::vector<std::uint64_t> take(int count) {
    taken_.clear();
    for (int i = 0; i < count; ++i) {
      if (const auto job = turns_.take()) job();
    }
    return taken_;
  }

  Turns turns_;
  std::vector<std::uint64_t> taken_;
};

using Order = std::vector<std::uint64_t>;

TEST_F(TurnsTest, TakeTheNewestAndTheOldestInTurn) {
  for (const std::uint64_t id : {1, 2, 3, 4, 5}) add(id, Manner::kWaits);
  EXPECT_EQ(take(6), (Order{5, 1, 4, 2, 3}));
}

TEST_F(TurnsTest, LetThoseWhoHurryStandBehindButForEveryEighthTurn) {
  for (std::uint64_t id = 1; id <= 10; ++id) add(id, Manner::kWaits);
  for (const std::uint64_t id : {21, 22, 23}) add(id, Manner::kHurries);
  EXPECT_EQ(take(13), (Order{10, 1, 9, 2, 8, 3, 7, 21, 6, 4, 5, 22, 23}));
}

TEST_F(TurnsTest, SetBackWhoBeginsToHurryBehindNobodyWhoHurriedLater) {
  for (const std::uint64_t id : {1, 2}) add(id, Manner::kWaits);
  add(3, Manner::kHurries);
  turns_.set_back(1);
  turns_.set_back(9);
  EXPECT_EQ(take(3), (Order{2, 1, 3}));
}

TEST_F(TurnsTest, ForgetWhoIsGone) {
  add(1, Manner::kWaits);
  add(2, Manner::kHurries);
  add(3, Manner::kWaits);
  turns_.remove(1);
  turns_.remove(2);
  turns_.remove(9);
  EXPECT_EQ(take(3), Order{3});
}

TEST_F(TurnsTest, NameWhoIsToGoWhereRoomIsNeeded) {
  EXPECT_EQ(turns_.dispensable(Manner::kHurries), std::nullopt);
  for (const std::uint64_t id : {1, 2}) add(id, Manner::kWaits);
  for (const std::uint64_t id : {3, 4}) add(id, Manner::kHurries);
  EXPECT_EQ(turns_.dispensable(Manner::kHurries), 4);
  EXPECT_EQ(turns_.dispensable(Manner::kWaits), 1);
}

}  // namespace
}  // namespace tiski
