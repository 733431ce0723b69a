#include "server/state/reports.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <mutex>
#include <optional>

#include "search/index/digest.h"
#include "server/digest.h"
#include "server/state/masking.h"

namespace tiski {
namespace {

constexpr int kBusyMilliseconds = 200;
constexpr int kReportsAMinute = 60;  // of all readers together: a desk has no more to say
constexpr std::size_t kReportsInAll = 50'000;
constexpr std::size_t kSecretSize = 32;

constexpr const char* kSchema = R"sql(
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS feedback (day TEXT NOT NULL, lang TEXT NOT NULL, article TEXT NOT NULL,
                                       verdict TEXT NOT NULL, text TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS missing (day TEXT NOT NULL, lang TEXT NOT NULL, q TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
)sql";

const char* to_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::kHelped:
      return "helped";
    case Verdict::kNotHelped:
      return "not_helped";
    case Verdict::kOutdated:
      return "outdated";
  }
  return "helped";
}

}  // namespace

struct Reports::State {
  using Clock = std::chrono::steady_clock;

  std::filesystem::path file;
  std::mutex mutex;
  std::optional<SQLite::Database> database;
  bool failure_said = false;
  Clock::time_point minute = Clock::now();
  int in_this_minute = 0;

  SQLite::Database& open() {
    if (!database) {
      if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
      database.emplace(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kBusyMilliseconds);
      database->exec(kSchema);
    }
    return *database;
  }

  bool within_rate() {
    if (Clock::now() - minute > std::chrono::minutes(1)) {
      minute = Clock::now();
      in_this_minute = 0;
    }
    return ++in_this_minute <= kReportsAMinute;
  }

  std::size_t count(const char* table) {
    return static_cast<std::size_t>(open().execAndGet(std::string("SELECT count(*) FROM ") + table).getInt64());
  }

  // SQLite's exceptions end here: what a reader reports is never worth an answer that fails.
  template <typename Work>
  Kept guarded(Work work) {
    try {
      const auto kept = work();
      failure_said = false;
      return kept;
    } catch (const std::exception& error) {
      if (!failure_said)
        spdlog::warn("cannot write {}: {}; readers' reports are not kept", file.string(), error.what());
      failure_said = true;
      database.reset();
      return Kept::kFailed;
    }
  }
};

Reports::Reports(std::filesystem::path file) : state_(std::make_unique<State>()) { state_->file = std::move(file); }
Reports::~Reports() = default;

Kept Reports::keep(const Feedback& feedback, Date day) {
  const std::lock_guard lock(state_->mutex);
  if (!state_->within_rate()) return Kept::kTooMany;
  return state_->guarded([&] {
    if (state_->count("feedback") >= kReportsInAll) return Kept::kTooMany;
    SQLite::Statement insert(state_->open(), "INSERT INTO feedback VALUES (?, ?, ?, ?, ?)");
    insert.bind(1, format_date(day));
    insert.bind(2, feedback.lang);
    insert.bind(3, feedback.article);
    insert.bind(4, to_text(feedback.verdict));
    insert.bind(5, mask_personal_data(feedback.text));
    insert.exec();
    return Kept::kYes;
  });
}

Kept Reports::keep(const MissingReport& report, Date day) {
  const std::lock_guard lock(state_->mutex);
  if (!state_->within_rate()) return Kept::kTooMany;
  return state_->guarded([&] {
    if (state_->count("missing") >= kReportsInAll) return Kept::kTooMany;
    SQLite::Statement insert(state_->open(), "INSERT INTO missing VALUES (?, ?, ?)");
    insert.bind(1, format_date(day));
    insert.bind(2, report.lang);
    insert.bind(3, mask_personal_data(report.q));
    insert.exec();
    return Kept::kYes;
  });
}

Reports::Counts Reports::counts() const {
  const std::lock_guard lock(state_->mutex);
  Counts counts;
  state_->guarded([&] {
    counts = {state_->count("feedback"), state_->count("missing")};
    return Kept::kYes;
  });
  return counts;
}

std::string Reports::secret() {
  const std::lock_guard lock(state_->mutex);
  auto secret = to_hex(random_bytes(kSecretSize));
  state_->guarded([&] {
    SQLite::Statement insert(state_->open(), "INSERT OR IGNORE INTO setting VALUES ('form_secret', ?)");
    insert.bind(1, secret);
    insert.exec();
    SQLite::Statement select(state_->open(), "SELECT value FROM setting WHERE name = 'form_secret'");
    if (select.executeStep()) secret = select.getColumn(0).getString();
    return Kept::kYes;
  });
  return secret;
}

}  // namespace tiski
