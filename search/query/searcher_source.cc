#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <mutex>
#include <tuple>
#include <utility>

#include "search/error.h"
#include "search/query/searcher.h"

namespace tiski {
namespace {

// Tells one published file from another: a rename puts another inode in its place.
struct FileIdentity {
  dev_t device = 0;
  ino_t inode = 0;
  off_t size = 0;
  timespec modified{};

  bool operator==(const FileIdentity& other) const {
    return std::tie(device, inode, size, modified.tv_sec, modified.tv_nsec) ==
           std::tie(other.device, other.inode, other.size, other.modified.tv_sec, other.modified.tv_nsec);
  }
};

std::string with_hint(const Error& error) {
  return error.hint().empty() ? error.what() : std::string(error.what()) + ". " + error.hint();
}

}  // namespace

struct SearcherSource::State {
  using Clock = std::chrono::steady_clock;

  std::filesystem::path index;
  Clock::duration patience{};
  std::shared_ptr<AnalyzerPool> analyzers = std::make_shared<AnalyzerPool>();

  std::mutex opening;  // held by the one caller who opens a new file; before `guard`, never after it
  std::mutex guard;    // of what follows
  std::shared_ptr<const Searcher> searcher;
  std::weak_ptr<const Searcher> before;  // the one that it replaced, while somebody still uses that
  Clock::time_point replaced;
  FileIdentity seen;  // of the last file that was tried, also of one that could not be opened
  std::string problem;
  Clock::time_point next_try;  // where there is a problem

  // Nothing is to be opened now: that file is served, or was tried a moment ago, or a third index would have to be held
  // in memory beside the two in use. Under `guard`.
  bool is_settled(const FileIdentity& identity) const {
    const auto now = Clock::now();
    if (seen == identity) return problem.empty() || now < next_try;
    return !before.expired() && now < replaced + patience;
  }

  std::shared_ptr<const Searcher> current() {
    const std::lock_guard lock(guard);
    return searcher;
  }

  void open(const FileIdentity& identity, bool others_are_served) {
    std::shared_ptr<const Searcher> opened;
    std::string failure;
    try {
      auto snapshot = Snapshot::open(index);
      if (const auto served = current()) served->forget();
      opened = std::make_shared<Searcher>(std::move(snapshot), analyzers);
      if (others_are_served) opened->prepare();
    } catch (const Error& error) {
      failure = with_hint(error);
    }
    std::shared_ptr<const Searcher> leaving;  // a generation is freed outside the lock
    const std::lock_guard lock(guard);
    seen = identity;
    problem = failure;
    next_try = Clock::now() + patience;
    if (!opened) return;
    leaving = std::exchange(searcher, std::move(opened));
    if (leaving) leaving->forget();
    before = leaving;
    replaced = Clock::now();
  }

  // Nothing to open: what was good goes on serving.
  std::shared_ptr<const Searcher> without_file(int error) {
    const std::lock_guard lock(guard);
    seen = {};
    problem = "cannot read " + index.string() + ": " + std::strerror(error) + ". Build it: tiski-indexer build";
    return searcher;
  }
};

SearcherSource::SearcherSource(std::filesystem::path index, std::chrono::milliseconds patience)
    : state_(std::make_unique<State>()) {
  state_->index = std::move(index);
  state_->patience = patience;
}

SearcherSource::~SearcherSource() = default;

std::shared_ptr<const Searcher> SearcherSource::current() {
  auto& state = *state_;
  struct stat status {};
  if (::stat(state.index.c_str(), &status) != 0) return state.without_file(errno);
  const FileIdentity identity{status.st_dev, status.st_ino, status.st_size, status.st_mtim};
  bool must_wait = false;
  {
    const std::lock_guard lock(state.guard);
    if (state.is_settled(identity)) return state.searcher;
    must_wait = state.searcher == nullptr;
  }
  std::unique_lock opening(state.opening, std::defer_lock);
  if (must_wait) {
    opening.lock();
  } else if (!opening.try_lock()) {
    return state.current();  // another caller is opening the new one
  }
  const auto is_settled = [&] {
    const std::lock_guard lock(state.guard);
    return state.is_settled(identity);
  };
  if (!is_settled()) state.open(identity, !must_wait);
  return state.current();
}

std::string SearcherSource::problem() const {
  const std::lock_guard lock(state_->guard);
  return state_->problem;
}

}  // namespace tiski
