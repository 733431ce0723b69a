#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace tiski::bench {

// tiski-server as people run it: a process of its own on a free port, ended with this.
class Served {
 public:
  // Returns when its address is printed. Throws std::runtime_error when it is not.
  explicit Served(const std::vector<std::string>& command);
  ~Served();
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  int port() const { return port_; }

 private:
  pid_t child_ = -1;
  int port_ = 0;
};

}  // namespace tiski::bench
