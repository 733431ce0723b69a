#include "search/language/snowball.h"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include "search/error.h"

namespace tiski {
namespace {

// Words whose -et is their own: "kvalitet", "tillgänglighet", "paket".
bool keeps_et(std::string_view without) {
  constexpr std::array<std::string_view, 14> kBefore = {"h",   "it",   "alfab", "budg", "intern", "kom",   "magn",
                                                        "pak", "plan", "rack",  "rak",  "stak",   "trump", "mark"};
  return std::any_of(kBefore.begin(), kBefore.end(), [&](std::string_view end) { return without.ends_with(end); });
}

// Snowball leaves two endings of Swedish on: the definite of neuters ("jobbet", "priset") and the r of the verbs in -å
// ("förstår", "går"). Only a word that it left whole still has the first.
std::string without_swedish_ending(std::string stem, std::string_view word) {
  constexpr std::string_view kEt = "et";
  constexpr std::size_t kLeast = 3;  // bytes of what remains
  const bool whole = stem == word || (word.size() == stem.size() + 1 && word.ends_with('s'));
  if (whole && stem.ends_with(kEt) && stem.size() >= kLeast + kEt.size()) {
    const std::string_view rest = std::string_view(stem).substr(0, stem.size() - kEt.size());
    const bool after_vowel = rest.find_last_of("aeiouy") == rest.size() - 1;
    const bool has_vowel = rest.find_first_of("aeiouy\xc3") != std::string_view::npos;  // å ä ö begin with C3
    if (!after_vowel && has_vowel && !keeps_et(rest)) stem.resize(rest.size());
  }
  constexpr std::string_view kAr = "\u00e5r";
  if (stem.size() > kAr.size() && stem.ends_with(kAr)) stem.pop_back();
  return stem;
}

}  // namespace

struct Snowball::State {
  sb_stemmer* stemmer = nullptr;
  bool swedish = false;
  ~State() { sb_stemmer_delete(stemmer); }
};

Snowball::Snowball(const char* algorithm) : state_(std::make_unique<State>()) {
  state_->swedish = std::string_view(algorithm) == "swedish";
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
  if (stem == nullptr) throw std::bad_alloc();  // by its documentation
  std::string text(reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(state_->stemmer)));
  return state_->swedish ? without_swedish_ending(std::move(text), word) : text;
}

// libstemmer does not tell its own; its algorithms have been those of 2.x since 2019.
std::string Snowball::version() { return "snowball 2"; }

}  // namespace tiski
