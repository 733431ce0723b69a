#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

#include "server/http/socket.h"

namespace tiski::test {

inline const std::string kTemplatesOption = std::string("--templates=") + TISKI_SOURCE_DIR + "/templates";

// The arguments of a server of the guidance on a free port.
std::vector<std::string> usual_arguments(const std::string& listen = "127.0.0.1:0");

// tiski-server as a process of its own, killed at the end of its scope.
class Program {
 public:
  explicit Program(std::vector<std::string> arguments, const std::vector<std::string>& environment = {});
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // The first line on standard output.
  std::string first_line();
  // The port of the address on it; 0 when there is none.
  int port();
  void signal(int number) const;
  // The exit code; 128 + the signal that killed it; -1 when it still runs after that time.
  int wait(std::chrono::milliseconds limit = std::chrono::seconds(100));
  // All that it wrote, to its end: wait for it first.
  std::string errors() const;
  std::string output() const;
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = -1;
  bool is_running_ = true;
  Socket out_;
  Socket err_;
};

}  // namespace tiski::test
