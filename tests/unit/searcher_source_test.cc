#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "search/query/searcher.h"
#include "tests/support/numbered_index.h"
#include "tests/support/temp_folder.h"

namespace tiski {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// A file that could not be opened, and can be now, though nobody has written another one.
class UnreadableForAMoment : public testing::Test {
 protected:
  UnreadableForAMoment() {
    samples::publish_numbered(index_, 2);
    turn_a_bit();
  }

  // The file is the same to all that ask for its state: its size, its time and its place.
  void turn_a_bit() {
    const auto modified = fs::last_write_time(index_);
    std::fstream file(index_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(1000);
    const auto byte = static_cast<char>(file.get() ^ 1);
    file.seekp(1000);
    file.put(byte);
    file.close();
    fs::last_write_time(index_, modified);
  }

  TempFolder folder_;
  fs::path index_ = folder_ / "tiski.index";
};

TEST_F(UnreadableForAMoment, IsTriedAgainAfterAWhile) {
  SearcherSource source(index_, 1ms);
  EXPECT_EQ(source.current(), nullptr);
  EXPECT_NE(source.problem(), "");
  turn_a_bit();
  std::this_thread::sleep_for(5ms);
  EXPECT_NE(source.current(), nullptr);
  EXPECT_EQ(source.problem(), "");
}

TEST_F(UnreadableForAMoment, IsNotReadAgainForEveryRequest) {
  SearcherSource source(index_, 1h);
  EXPECT_EQ(source.current(), nullptr);
  turn_a_bit();
  EXPECT_EQ(source.current(), nullptr);
  EXPECT_NE(source.problem(), "");
}

TEST_F(UnreadableForAMoment, DoesNotKeepANewerOneWaiting) {
  SearcherSource source(index_, 1h);
  EXPECT_EQ(source.current(), nullptr);
  samples::publish_numbered(index_, 3);
  ASSERT_NE(source.current(), nullptr);
  EXPECT_EQ(source.problem(), "");
}

class Replaced : public testing::Test {
 protected:
  std::size_t articles(SearcherSource& source) { return source.current()->snapshot().info().articles.at("fi"); }

  TempFolder folder_;
  fs::path index_ = folder_ / "tiski.index";
};

TEST_F(Replaced, IsServedUntilTheOneBeforeIsNoLongerUsed) {
  SearcherSource source(index_, 1h);
  samples::publish_numbered(index_, 1);
  auto slow_reader = source.current();
  samples::publish_numbered(index_, 2);
  EXPECT_EQ(articles(source), 2U);
  samples::publish_numbered(index_, 3);
  EXPECT_EQ(articles(source), 2U);
  slow_reader.reset();
  EXPECT_EQ(articles(source), 3U);
}

TEST_F(Replaced, IsNotServedForEverWhereAReaderDoesNotEnd) {
  SearcherSource source(index_, 1ms);
  samples::publish_numbered(index_, 1);
  const auto slow_reader = source.current();
  samples::publish_numbered(index_, 2);
  EXPECT_EQ(articles(source), 2U);
  samples::publish_numbered(index_, 3);
  std::this_thread::sleep_for(5ms);
  EXPECT_EQ(articles(source), 3U);
}

}  // namespace
}  // namespace tiski
