#include "indexer/prepare.h"

#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "indexer/parallel.h"

namespace tiski {
namespace {

// Sources whose documents may be prepared ahead of the writer, so that nobody waits while it writes out a batch. A
// document takes up to fifty times as much memory.
constexpr std::size_t kBytesAhead = 256 * 1024;

class Line {
 public:
  Line(std::span<const PrepareJob> jobs, AnalyzerPool& analyzers, unsigned workers)
      : jobs_(jobs), analyzers_(analyzers), workers_(workers) {}

  // A worker's life: take the next job, prepare it, put it in its place.
  void work() {
    std::map<std::string, AnalyzerPool::Lease> leases;
    while (const auto number = take()) {
      try {
        const PrepareJob& job = jobs_[*number];
        auto lease = leases.find(job.article->lang);
        if (lease == leases.end()) {
          lease = leases.emplace(job.article->lang, analyzers_.lease(job.article->lang)).first;
        }
        put(*number, prepare_document(*job.article, *lease->second, job.source_digest));
      } catch (...) {
        fail(std::current_exception());
      }
    }
  }

  PreparedDocument wait_for(std::size_t number) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return failure_ || done_.count(number) > 0; });
    if (failure_) std::rethrow_exception(failure_);
    PreparedDocument document = std::move(done_.at(number));
    done_.erase(number);
    --ahead_;
    bytes_ahead_ -= jobs_[number].bytes;
    changed_.notify_all();
    return document;
  }

  // A consumed document, to be freed by a worker.
  void give_back(PreparedDocument document) {
    const std::lock_guard lock(mutex_);
    used_.push_back(std::move(document));
  }

  // No further job is taken.
  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

 private:
  std::optional<std::size_t> take() {
    std::vector<PreparedDocument> to_free;  // when the lock is gone
    std::unique_lock lock(mutex_);
    to_free.swap(used_);
    changed_.wait(lock,
                  [&] { return stopped_ || next_ == jobs_.size() || ahead_ < workers_ || bytes_ahead_ < kBytesAhead; });
    if (stopped_ || next_ == jobs_.size()) return std::nullopt;
    ++ahead_;
    bytes_ahead_ += jobs_[next_].bytes;
    return next_++;
  }

  void put(std::size_t number, PreparedDocument document) {
    const std::lock_guard lock(mutex_);
    done_.emplace(number, std::move(document));
    changed_.notify_all();
  }

  void fail(std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::move(failure);
    stopped_ = true;
    changed_.notify_all();
  }

  std::span<const PrepareJob> jobs_;
  AnalyzerPool& analyzers_;
  unsigned workers_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::size_t, PreparedDocument> done_;
  std::vector<PreparedDocument> used_;
  std::size_t next_ = 0;
  std::size_t ahead_ = 0;  // taken, not yet consumed
  std::size_t bytes_ahead_ = 0;
  bool stopped_ = false;
  std::exception_ptr failure_;
};

// Joins before the line goes, whatever is thrown.
class Workers {
 public:
  Workers(Line& line, unsigned count) : line_(line) {
    for (unsigned i = 0; i < count; ++i) threads_.emplace_back([&line] { line.work(); });
  }
  ~Workers() {
    line_.stop();
    for (std::thread& thread : threads_) thread.join();
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

 private:
  Line& line_;
  std::vector<std::thread> threads_;
};

}  // namespace

void prepare_in_parallel(std::span<const PrepareJob> jobs, AnalyzerPool& analyzers, unsigned threads,
                         const std::function<void(const PreparedDocument&)>& consume) {
  const unsigned count = thread_count(threads, jobs.size());
  Line line(jobs, analyzers, count);
  const Workers workers(line, count);
  for (std::size_t number = 0; number < jobs.size(); ++number) {
    PreparedDocument document = line.wait_for(number);
    consume(document);
    line.give_back(std::move(document));
  }
}

}  // namespace tiski
