#include "server/http/worker_pool.h"

#include <utility>

namespace tiski {
namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

WorkerPool::WorkerPool(unsigned threads) {
  threads_.reserve(threads);
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

void WorkerPool::enqueue(std::uint64_t connection, Turns::Manner manner, Turns::Job job) {
  {
    const std::lock_guard lock(mutex_);
    turns_.add(connection, manner, Clock::now(), std::move(job));
  }
  wake_.notify_one();
}

void WorkerPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    turns_.clear();
  }
  wake_.notify_all();
  for (auto& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void WorkerPool::set_back(std::uint64_t connection) {
  const std::lock_guard lock(mutex_);
  turns_.set_back(connection);
}

bool WorkerPool::drop(std::uint64_t connection) {
  const std::lock_guard lock(mutex_);
  return turns_.remove(connection);
}

std::optional<std::uint64_t> WorkerPool::last_of_those_who_hurry() const {
  const std::lock_guard lock(mutex_);
  return turns_.last_of_those_who_hurry();
}

std::optional<std::uint64_t> WorkerPool::first_of_the_others() const {
  const std::lock_guard lock(mutex_);
  return turns_.first_of_the_others();
}

void WorkerPool::run() {
  for (;;) {
    Turns::Job job;
    {
      std::unique_lock lock(mutex_);
      while (!stopping_ && !(job = turns_.take(Clock::now()))) wake_.wait(lock);
      if (stopping_) return;
    }
    job();
  }
}

}  // namespace tiski
