#include "server/warm_up.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "tests/support/captured_log.h"
#include "tests/support/temp_folder.h"

namespace tiski {
namespace {

constexpr Date kDay{std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}};

bool soon_says(const CapturedLog& log, const std::string& text) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (log.text().find(text) == std::string::npos) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

// A request may meet the damage before the thread has begun.
TEST(WarmUp, SaysWhatBrokeBetweenTheStartAndItsFirstLook) {
  const CapturedLog log;
  const TempFolder folder;
  SearcherSource source(folder.path() / "tiski.index");
  source.current();
  const WarmUp warm_up(
      source, 1, [] { return kDay; }, "");
  EXPECT_TRUE(soon_says(log, source.problem())) << log.text();
}

TEST(WarmUp, DoesNotSayAgainWhatTheServerSaidAtItsStart) {
  const CapturedLog log;
  const TempFolder folder;
  SearcherSource source(folder.path() / "tiski.index");
  source.current();
  const auto missing = source.problem();
  const WarmUp warm_up(
      source, 1, [] { return kDay; }, missing);
  std::this_thread::sleep_for(std::chrono::milliseconds(300));  // longer than from one look to the next
  std::ofstream(folder.path() / "tiski.index").close();
  EXPECT_TRUE(soon_says(log, "is empty")) << log.text();
  EXPECT_EQ(log.text().find(missing), std::string::npos) << log.text();
}

}  // namespace
}  // namespace tiski
