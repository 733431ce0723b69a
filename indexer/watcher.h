#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "indexer/build.h"
#include "indexer/diagnostic.h"

namespace tiski {

struct WatchOptions {
  std::filesystem::path content;
  std::filesystem::path index;
  std::filesystem::path dictionaries = FreeDict::kFolder;  // as BuildOptions has it
  // Polling, as the folder may be a network share, which tells nobody of changes.
  std::chrono::milliseconds interval{1000};
  // How long the folder must have been at rest before it is built: people save several files in a row.
  std::chrono::milliseconds quiet{400};
  std::function<BuildReport(const BuildOptions&)> build = [](const BuildOptions& each) { return build_index(each); };
};

// Keeps an index up to date with a content folder: builds it once at the start and after every change. All clean
// articles are published, broken ones stay as they were, and the report names what to mend. A folder that is gone for a
// while, a file that can't be read just now, a locked index or a full disk is logged once and tried again, less and
// less often (a minute apart at most) where it lasts; the index published before goes on serving.
// Thread safe. The destructor breaks off a build under way (nothing is published then) and waits for the thread.
class ContentWatcher {
 public:
  // `severity` is kInfo for what went well. Called on the watcher's thread.
  using Log = std::function<void(Severity severity, std::string_view message)>;

  ContentWatcher(WatchOptions options, Log log);
  ~ContentWatcher();
  ContentWatcher(const ContentWatcher&) = delete;
  ContentWatcher& operator=(const ContentWatcher&) = delete;

  // Of the last build that came to an end; null before the first. Never changes once it is handed out.
  std::shared_ptr<const BuildReport> last_report() const;

  // Looks at the folder now and builds what has changed without waiting for rest: after a save by our own editor.
  // Returns when the index is up to date or the build has failed; false when it was not done within `limit`.
  bool build_now(std::chrono::milliseconds limit);

 private:
  void run(const std::stop_token& stop);
  std::uint64_t look();
  void build(const std::stop_token& stop);
  void say(const BuildReport& report, const std::stop_token& stop);
  void complain(std::string message);
  void pause(const std::stop_token& stop, std::chrono::milliseconds time);

  const WatchOptions options_;
  const Log log_;

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::shared_ptr<const BuildReport> report_;
  std::uint64_t asked_ = 0;     // calls of build_now
  std::uint64_t answered_ = 0;  // of which the index is up to date

  // The thread's own.
  std::string complaint_;          // said last, not to be said again
  bool is_another_try_ = false;    // of a build that read something that was not there just then
  std::vector<std::string> said_;  // of the last build
  std::jthread thread_;
};

}  // namespace tiski
