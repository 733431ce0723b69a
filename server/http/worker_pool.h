#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "server/http/turns.h"

namespace tiski {

// Threads that run the jobs of connections as their turns come. Jobs must not throw. stop() lets the running ones end
// and drops those that wait. Thread safe.
class WorkerPool {
 public:
  explicit WorkerPool(unsigned threads);
  ~WorkerPool() { stop(); }

  void enqueue(std::uint64_t connection, Turns::Manner manner, Turns::Job job);
  void stop();

  // As of Turns: no effect on a job that runs already, and drop() says false.
  void set_back(std::uint64_t connection);
  bool drop(std::uint64_t connection);
  std::optional<std::uint64_t> last_of_those_who_hurry() const;
  std::optional<std::uint64_t> first_of_the_others() const;

 private:
  void run();

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  Turns turns_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace tiski
