#include "server/warm_up.h"

#include <malloc.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace tiski {
namespace {

constexpr std::chrono::milliseconds kInterval(200);

// A search in every language, at the same time on as many threads as there are workers: each leases analysers of its
// own, which stay with the source. Nobody waits for the rest of it when the server is to end.
void open_dictionaries(const std::stop_token& stop, const Searcher& searcher, unsigned workers, Date today) {
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < workers; ++i) {
    threads.emplace_back([&] {
      try {
        for (const auto& lang : searcher.snapshot().knowledge_base().languages) {
          if (stop.stop_requested()) return;
          SearchRequest request;
          request.q = "a";
          request.lang = lang;
          request.today = today;
          searcher.search(request);
        }
      } catch (const std::exception& error) {
        spdlog::warn("warming up: {}", error.what());  // whoever asks first is told in full
      }
    });
  }
}

// Each problem once, and its end: the index before goes on serving, so nobody else would notice.
class ProblemLog {
 public:
  explicit ProblemLog(std::string said) : said_(std::move(said)) {}

  void look(const SearcherSource& source) {
    auto problem = source.problem();
    if (problem == said_) return;
    if (problem.empty()) {
      spdlog::warn("the index can be read again");
    } else {
      spdlog::error("{}", problem);
    }
    said_ = std::move(problem);
  }

 private:
  std::string said_;
};

// What one look at the source brings, and what is remembered until the next.
class Looker {
 public:
  Looker(SearcherSource& source, unsigned workers, std::function<Date()> today, std::string said)
      : source_(source), workers_(workers), today_(std::move(today)), problems_(std::move(said)) {}

  // Holds no searcher beyond its end: it would keep a whole generation in memory.
  void look(const std::stop_token& stop) {
    const auto searcher = source_.current();
    problems_.look(source_);
    if (searcher != nullptr && !is_warm_) {
      open_dictionaries(stop, *searcher, workers_, today_());
      if (stop.stop_requested()) return;
      prepare(*searcher);
      is_warm_ = true;
    }
    if (last_.lock() != searcher) {
      leaving_ = std::move(last_);
      last_ = searcher;
      is_left_ = false;
    }
    if (is_left_ || !leaving_.expired()) return;
    // A generation lies scattered among what stays: without this a third of the heap was such holes.
    malloc_trim(0);
    is_left_ = true;
  }

 private:
  static void prepare(const Searcher& searcher) {
    try {
      searcher.prepare();
    } catch (const std::exception& error) {
      spdlog::warn("warming up: {}", error.what());
    }
  }

  SearcherSource& source_;
  unsigned workers_;
  std::function<Date()> today_;
  ProblemLog problems_;
  bool is_warm_ = false;
  std::weak_ptr<const Searcher> last_;
  std::weak_ptr<const Searcher> leaving_;
  bool is_left_ = true;
};

void run(const std::stop_token& stop, Looker looker) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  std::string said;
  while (!stop.stop_requested()) {
    try {
      looker.look(stop);
      said.clear();
    } catch (const std::exception& error) {  // no memory, no thread: readers are served, and it is tried again
      if (said != error.what()) spdlog::warn("warming up: {}", error.what());
      said = error.what();
    }
    wake.wait_for(lock, stop, kInterval, [] { return false; });
  }
}

}  // namespace

WarmUp::WarmUp(SearcherSource& source, unsigned workers, std::function<Date()> today, std::string said)
    : thread_(run, Looker(source, workers, std::move(today), std::move(said))) {}

}  // namespace tiski
