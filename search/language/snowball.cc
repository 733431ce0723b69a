#include "search/language/snowball.h"

#include <libstemmer.h>

#include "search/error.h"

namespace tiski {

struct Snowball::State {
  sb_stemmer* stemmer = nullptr;
  ~State() { sb_stemmer_delete(stemmer); }
};

Snowball::Snowball(const char* algorithm) : state_(std::make_unique<State>()) {
  state_->stemmer = sb_stemmer_new(algorithm, "UTF_8");
  if (state_->stemmer == nullptr) {
    throw Error(std::string("libstemmer has no algorithm \"") + algorithm + '"', "Install Debian's libstemmer0d.");
  }
}

Snowball::~Snowball() = default;
Snowball::Snowball(Snowball&&) noexcept = default;

std::string Snowball::stem(std::string_view word) {
  const sb_symbol* stem =
      sb_stemmer_stem(state_->stemmer, reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
  if (stem == nullptr) return std::string(word);  // out of memory, by its documentation
  return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(state_->stemmer))};
}

// libstemmer does not tell its own; its algorithms have been those of 2.x since 2019.
std::string Snowball::version() { return "snowball 2"; }

}  // namespace tiski
