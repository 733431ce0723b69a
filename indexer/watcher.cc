#include "indexer/watcher.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "indexer/content_source.h"
#include "indexer/report.h"
#include "search/error.h"

namespace tiski {
namespace {

constexpr std::chrono::milliseconds kLongestWait = std::chrono::minutes(1);

// Something was being saved or deleted while we read it, or could not be read just then.
bool was_disturbed(const BuildReport& report) {
  return std::any_of(report.diagnostics.begin(), report.diagnostics.end(), [](const Diagnostic& finding) {
    return finding.wording.ends_with(".vanished") || finding.wording.ends_with(".changing") ||
           was_unreadable_just_then(finding);
  });
}

std::string with_hint(const Error& error) {
  return error.hint().empty() ? error.what() : fmt::format("{} ({})", error.what(), error.hint());
}

}  // namespace

ContentWatcher::ContentWatcher(WatchOptions options, Log log)
    : options_(std::move(options)), log_(std::move(log)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

ContentWatcher::~ContentWatcher() {
  thread_.request_stop();
  changed_.notify_all();
}

std::shared_ptr<const BuildReport> ContentWatcher::last_report() const {
  const std::lock_guard lock(mutex_);
  return report_;
}

bool ContentWatcher::build_now(std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex_);
  const std::uint64_t mine = ++asked_;
  changed_.notify_all();
  return changed_.wait_for(lock, limit, [&] { return answered_ >= mine; });
}

void ContentWatcher::run(const std::stop_token& stop) {
  using Clock = std::chrono::steady_clock;
  std::optional<std::uint64_t> built;  // the state of the folder that the index has
  std::chrono::milliseconds wait = options_.interval;
  Clock::time_point next_try;
  while (!stop.stop_requested()) {
    std::uint64_t asked = 0;
    {
      const std::lock_guard lock(mutex_);
      asked = asked_;
    }
    try {
      std::uint64_t state = look();
      // At rest for a moment, unless somebody waits for this build.
      while (state != built && asked == answered_ && built && !stop.stop_requested()) {
        pause(stop, options_.quiet);
        const std::uint64_t later = look();
        if (std::exchange(state, later) == later) break;
      }
      const bool is_changed = state != built;
      const bool is_due = is_another_try_ && (asked > answered_ || Clock::now() >= next_try);
      if ((is_changed || is_due) && !stop.stop_requested()) {
        if (is_changed) is_another_try_ = false;
        build(stop);
        wait = is_another_try_ ? std::min(wait * 2, kLongestWait) : options_.interval;
        next_try = Clock::now() + wait;
        is_another_try_ = was_disturbed(*last_report());
        built = state;
      }
      complaint_.clear();
    } catch (const Error& error) {
      complain(with_hint(error));
    } catch (const std::exception& error) {
      complain(error.what());
    }
    {
      const std::lock_guard lock(mutex_);
      answered_ = asked;
    }
    changed_.notify_all();
    pause(stop, options_.interval);
  }
}

std::uint64_t ContentWatcher::look() { return FolderSource(options_.content).fingerprint(); }

void ContentWatcher::build(const std::stop_token& stop) {
  BuildOptions options;
  options.content = options_.content;
  options.index = options_.index;
  options.dictionaries = options_.dictionaries;
  options.carry_over_broken = true;
  options.carry_over_unread = is_another_try_;
  options.stop = stop;
  auto report = std::make_shared<const BuildReport>(options_.build(options));
  say(*report, stop);
  const std::lock_guard lock(mutex_);
  report_ = std::move(report);
}

// Of another try only what the one before has not said.
void ContentWatcher::say(const BuildReport& report, const std::stop_token& stop) {
  const auto before = std::exchange(said_, {});
  const auto log_new = [&](Severity severity, std::string line) {
    const bool is_known = is_another_try_ && std::find(before.begin(), before.end(), line) != before.end();
    if (!is_known) log_(severity, line);
    said_.push_back(std::move(line));
  };
  for (const Diagnostic& finding : report.diagnostics) log_new(finding.severity, to_text(finding));
  if (report.published) {
    log_(Severity::kInfo,
         fmt::format("published generation {}: {} analysed, {} unchanged, {} kept as they were",
                     report.published->generation, report.analysed, report.copied, report.carried_over));
  } else if (!stop.stop_requested()) {
    log_new(Severity::kError, fmt::format("nothing was published ({})", to_text(count_findings(report.diagnostics))));
  }
}

void ContentWatcher::complain(std::string message) {
  if (message == complaint_) return;
  log_(Severity::kError, message);
  complaint_ = std::move(message);
}

// Ends early when somebody asks for a build.
void ContentWatcher::pause(const std::stop_token& stop, std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, stop, time, [&] { return asked_ > answered_; });
}

}  // namespace tiski
