#include "indexer/progress.h"

#include <cstdio>

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

namespace tiski {
namespace {

constexpr auto kBetweenLines = std::chrono::milliseconds(100);
constexpr auto kBetweenLogLines = std::chrono::seconds(5);
constexpr const char* kToLineStart = "\r\x1b[K";

}  // namespace

Progress::Progress() : on_terminal_(::isatty(STDERR_FILENO) == 1), last_(Clock::now()) {}

Progress::~Progress() {
  if (line_open_) fmt::print(stderr, "{}", kToLineStart);
}

void Progress::show(std::size_t done, std::size_t all) {
  const Clock::time_point now = Clock::now();
  if (now - last_ < (on_terminal_ ? Clock::duration(kBetweenLines) : Clock::duration(kBetweenLogLines))) return;
  last_ = now;
  if (!on_terminal_) {
    spdlog::info("analysed {} of {} articles", done, all);
    return;
  }
  fmt::print(stderr, "{}Analysing articles: {} of {} ({} %)", kToLineStart, done, all,
             all > 0 ? done * 100 / all : 100);
  std::fflush(stderr);
  line_open_ = true;
}

}  // namespace tiski
