#pragma once

#include <string>
#include <vector>

#include "search/language/freedict.h"

namespace tiski {

// The commands of tiski-indexer. Each prints its results to standard output and its log to standard error, and returns
// the exit code. Failures of the environment are Error.

enum ExitCode { kWell = 0, kFindings = 1, kWrongUsage = 2 };

enum class ReportFormat { kText, kJson, kSarif };

struct CommandLine {
  std::string content = "content";
  std::string index = "var/tiski.index";
  bool index_given = false;
  std::string dictionaries = FreeDict::kFolder;
  bool lenient = false;
  bool stamp = false;
  std::vector<std::string> files;  // check --stamp: translations that were compared
  ReportFormat format = ReportFormat::kText;
  std::string lang = "fi";
  std::vector<std::string> words;  // explain: the text
};

ExitCode run_build(const CommandLine& line);
ExitCode run_check(const CommandLine& line);
ExitCode run_explain(const CommandLine& line);
ExitCode run_info(const CommandLine& line);
ExitCode run_rollback(const CommandLine& line);

}  // namespace tiski
