#pragma once

#include <cstdlib>
#include <fstream>
#include <string>

namespace tiski::test {

enum class Met { kYes, kNo };

// A line of the table of promises that script/test prints at its end: appended to the file that TISKI_FIGURES names, if
// it names one (HACKING.md). A line is one write, so that tests may run beside each other.
inline void record_figure(const std::string& name, const std::string& target, const std::string& measured, Met met) {
  const char* file = std::getenv("TISKI_FIGURES");
  if (file == nullptr) return;
  std::ofstream(file, std::ios::app) << name + '\t' + target + '\t' + measured + '\t' +
                                            (met == Met::kYes ? "yes\n" : "no\n");
}

}  // namespace tiski::test
