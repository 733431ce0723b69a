#pragma once

#include <string>
#include <vector>

namespace tiski {

struct ProgramRun {
  int exit_code = -1;  // 128 + signal when one ended it
  std::string out;
  std::string err;
};

enum class RunAs { kUs, kNobody };  // kNobody: file permissions count even where the tests run as root

// Runs a program to its end, with an empty standard input.
ProgramRun run_program(const std::vector<std::string>& command, RunAs who = RunAs::kUs);

}  // namespace tiski
