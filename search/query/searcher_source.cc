#include <sys/stat.h>

#include <cerrno>
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
  std::filesystem::path index;
  std::shared_ptr<AnalyzerPool> analyzers = std::make_shared<AnalyzerPool>();

  std::mutex opening;  // held by the one caller who opens a new file; before `guard`, never after it
  std::mutex guard;    // of what follows
  std::shared_ptr<const Searcher> searcher;
  FileIdentity seen;  // of the last file that was tried, also of one that could not be opened
  std::string problem;

  void open(const FileIdentity& identity, bool others_are_served) {
    std::shared_ptr<const Searcher> opened;
    std::string failure;
    try {
      opened = std::make_shared<Searcher>(Snapshot::open(index), analyzers);
      if (others_are_served) opened->prepare();
    } catch (const Error& error) {
      failure = with_hint(error);
    }
    const std::lock_guard lock(guard);
    seen = identity;
    problem = failure;
    if (opened) searcher = std::move(opened);
  }

  // Nothing to open: what was good goes on serving.
  std::shared_ptr<const Searcher> without_file(int error) {
    const std::lock_guard lock(guard);
    seen = {};
    problem = "cannot read " + index.string() + ": " + std::strerror(error) + ". Build it: tiski-indexer build";
    return searcher;
  }
};

SearcherSource::SearcherSource(std::filesystem::path index) : state_(std::make_unique<State>()) {
  state_->index = std::move(index);
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
    if (state.seen == identity) return state.searcher;
    must_wait = state.searcher == nullptr;
  }
  std::unique_lock opening(state.opening, std::defer_lock);
  if (must_wait) {
    opening.lock();
  } else if (!opening.try_lock()) {
    const std::lock_guard lock(state.guard);
    return state.searcher;  // another caller is opening the new one
  }
  const auto known = [&] {
    const std::lock_guard lock(state.guard);
    return state.seen == identity;
  };
  if (!known()) state.open(identity, !must_wait);
  const std::lock_guard lock(state.guard);
  return state.searcher;
}

std::string SearcherSource::problem() const {
  const std::lock_guard lock(state_->guard);
  return state_->problem;
}

}  // namespace tiski
