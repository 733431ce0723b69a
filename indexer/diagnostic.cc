#include "indexer/diagnostic.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace tiski {

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kInfo:
      break;
  }
  return "info";
}

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::kError; });
}

void sort_diagnostics(std::vector<Diagnostic>& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.file, a.line, a.column, a.rule, a.message) <
           std::tie(b.file, b.line, b.column, b.rule, b.message);
  });
}

namespace {

// A file's name may hold line ends: they must not look like findings of their own.
std::string on_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, '?');
  return text;
}

}  // namespace

std::string to_text(const Diagnostic& diagnostic) {
  std::string place = on_one_line(diagnostic.file);
  if (diagnostic.line > 0) place += fmt::format(":{}", diagnostic.line);
  if (diagnostic.line > 0 && diagnostic.column > 0) place += fmt::format(":{}", diagnostic.column);
  std::string text = fmt::format("{}: {}: {} [{}]", place, to_string(diagnostic.severity),
                                 on_one_line(diagnostic.message), diagnostic.rule);
  if (!diagnostic.hint.empty()) text += "\n    " + diagnostic.hint;
  return text;
}

}  // namespace tiski
