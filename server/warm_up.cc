#include "server/warm_up.h"

#include <spdlog/spdlog.h>

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace tiski {
namespace {

constexpr std::chrono::seconds kInterval(1);

// A search in every language, at the same time on as many threads as there are workers: each leases analysers of its
// own, which stay with the source.
void open_dictionaries(const Searcher& searcher, unsigned workers, Date today) {
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < workers; ++i) {
    threads.emplace_back([&] {
      try {
        for (const auto& lang : searcher.snapshot().knowledge_base().languages) {
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
  explicit ProblemLog(std::string said_at_start) : said_(std::move(said_at_start)) {}

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

void run(const std::stop_token& stop, SearcherSource& source, unsigned workers, const std::function<Date()>& today) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  bool is_warm = false;
  ProblemLog problems(source.problem());
  while (!stop.stop_requested()) {
    const auto searcher = source.current();
    problems.look(source);
    if (searcher != nullptr && !is_warm) {
      open_dictionaries(*searcher, workers, today());
      is_warm = true;
    }
    wake.wait_for(lock, stop, kInterval, [] { return false; });
  }
}

}  // namespace

WarmUp::WarmUp(SearcherSource& source, unsigned workers, std::function<Date()> today)
    : source_(source),
      workers_(workers),
      today_(std::move(today)),
      thread_([this](const std::stop_token& stop) { run(stop, source_, workers_, today_); }) {}

}  // namespace tiski
