#pragma once

#include <chrono>
#include <cstddef>

namespace tiski {

// How far long work has come, on standard error: one line that is written over on a terminal, now and then a plain log
// line elsewhere. Short work says nothing.
class Progress {
 public:
  Progress();
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::size_t done, std::size_t all);

 private:
  using Clock = std::chrono::steady_clock;
  bool on_terminal_;
  bool line_open_ = false;
  Clock::time_point last_;
};

}  // namespace tiski
