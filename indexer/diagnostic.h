#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiski {

enum class Severity { kError, kWarning, kInfo };

std::string_view to_string(Severity severity);  // "error", "warning", "info"

// A place in a file. Line and column from 1, the column in code points; 0: the file, or the line, as a whole.
struct Position {
  int line = 0;
  int column = 0;
  bool operator==(const Position&) const = default;
};

// A finding about content. Never an exception; all findings of a run are reported at once.
struct Diagnostic {
  std::string file;  // below the content root, "/"-separated
  int line = 0;      // from 1; 0: the file as a whole
  int column = 0;    // from 1, in code points; 0: the whole line
  Severity severity = Severity::kError;
  std::string rule;     // stable id, kebab-case: "unknown-key"; docs/checks.md lists them
  std::string message;  // what is wrong
  std::string hint;     // how to mend it
  // The same for a page in another language: the key of the wording ("unknown-key" or "unknown-key.near", rules.h) and
  // what stands for its {names}.
  std::string wording;
  std::vector<std::pair<std::string, std::string>> arguments;
};

bool has_errors(const std::vector<Diagnostic>& diagnostics);

// By file, line, column, rule: the order of every report.
void sort_diagnostics(std::vector<Diagnostic>& diagnostics);

// "fi/a/b.md:3:1: error: unknown key 'titel' [unknown-key]\n    write 'title'"
std::string to_text(const Diagnostic& diagnostic);

}  // namespace tiski
