#pragma once

#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

#include "server/http/front.h"

namespace tiski {

// Answers on their way from the workers to the front's loop, each with the id of its connection. Thread safe.
class Completions {
 public:
  using Answers = std::vector<std::pair<std::uint64_t, WireAnswer>>;

  void add(std::uint64_t connection, WireAnswer answer) {
    const std::lock_guard lock(mutex_);
    answers_.emplace_back(connection, std::move(answer));
  }

  // All that have come since the last call.
  Answers take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(answers_, {});
  }

 private:
  std::mutex mutex_;
  Answers answers_;
};

}  // namespace tiski
