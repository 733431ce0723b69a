#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace tiski {

// A failure of the environment (a file, an index, a port), never of user input.
// what() says what happened; hint() what the reader of the message can do. The only exception type of ours; foreign
// ones are translated where they arise. Caught in main() and in the HTTP exception handler only.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& what, std::string hint = {}) : std::runtime_error(what), hint_(std::move(hint)) {}
  const std::string& hint() const { return hint_; }

 private:
  std::string hint_;
};

}  // namespace tiski
