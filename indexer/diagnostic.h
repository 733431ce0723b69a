#pragma once

#include <string>
#include <vector>

namespace tiski {

enum class Severity { kError, kWarning, kInfo };

// A finding about content. Never an exception; all findings of a run are reported at once.
struct Diagnostic {
  std::string file;  // below the content root, "/"-separated
  int line = 0;      // from 1; 0: the file as a whole
  int column = 0;    // from 1, in code points; 0: the whole line
  Severity severity = Severity::kError;
  std::string rule;     // stable id, kebab-case: "unknown-key"; docs/checks.md lists them
  std::string message;  // what is wrong
  std::string hint;     // how to mend it
};

bool has_errors(const std::vector<Diagnostic>& diagnostics);

// "fi/a/b.md:3:1: error: unknown key 'titel' [unknown-key]\n    write 'title'"
std::string to_text(const Diagnostic& diagnostic);

}  // namespace tiski
