#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "search/article/date.h"

namespace tiski {

enum class Verdict { kHelped, kNotHelped, kOutdated };

// What a reader says of an article.
struct Feedback {
  std::string article;
  std::string lang;
  Verdict verdict = Verdict::kHelped;
  std::string text;  // optional; masked before it is written
};

// What a reader did not find.
struct MissingReport {
  std::string q;  // masked before it is written
  std::string lang;
};

enum class Kept { kYes, kTooMany, kFailed };

// Readers' reports, in SQLite: a day and what was said, never who, from where or at what time of day. Thread safe.
// Nothing here throws: a locked, full or read-only file is said in the log once, and the reader is told.
class Reports {
 public:
  explicit Reports(std::filesystem::path file);
  ~Reports();

  Kept keep(const Feedback& feedback, Date day);
  Kept keep(const MissingReport& report, Date day);

  struct Counts {
    std::size_t feedback = 0;
    std::size_t missing = 0;
  };
  Counts counts() const;

  // A secret of this installation, made at the first call, for form tokens; made anew where it can't be kept.
  std::string secret();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tiski
