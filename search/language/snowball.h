#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace tiski {

// A Snowball stemmer: the only door to libstemmer. Not thread safe.
class Snowball {
 public:
  // `algorithm` by its English name: "finnish", "english" (Porter 2), "swedish". Throws Error when there is none.
  explicit Snowball(const char* algorithm);
  ~Snowball();
  Snowball(Snowball&&) noexcept;

  // The stem of a lower-case word, as the algorithm leaves it; for Swedish without two endings that it leaves on.
  std::string stem(std::string_view word);

  static std::string version();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tiski
