#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/diagnostic.h"

namespace tiski {

// The findings of a run in three forms: for people, for scripts, and for editors and code hosts (SARIF 2.1.0). All in
// English and UTF-8, with a newline at the end.

struct FindingCounts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
};
FindingCounts count_findings(const std::vector<Diagnostic>& findings);

// "2 errors, 1 warning, 3 notes".
std::string to_text(const FindingCounts& counts);

std::string report_as_text(const std::vector<Diagnostic>& findings);
std::string report_as_json(const std::vector<Diagnostic>& findings);
// `content` is the folder that the files of the findings are below.
std::string report_as_sarif(const std::vector<Diagnostic>& findings, std::string_view content,
                            std::string_view version);

}  // namespace tiski
