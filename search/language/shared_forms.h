#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "search/language/analyzer.h"

namespace tiski {

// Analysed words that several analysers of a language share while much text is read: what one thread has understood the
// others need not. The first `most` words stay for good (about .6 kB each); of running text the frequent ones are among
// them. References live as long as this does. Thread safe.
class SharedForms {
 public:
  explicit SharedForms(std::size_t most) : most_in_shard_(most / kShards) {}

  // Null when no analyser has understood the word yet.
  const WordForms* find(std::string_view word) {
    Shard& shard = shard_of(word);
    const std::lock_guard lock(shard.mutex);
    const auto found = shard.words.find(word);
    return found == shard.words.end() ? nullptr : &found->second;
  }

  // What is kept of the word, be it another analyser's; null when there is no room, and `forms` is left as it was.
  const WordForms* insert(std::string_view word, WordForms& forms) {
    Shard& shard = shard_of(word);
    const std::lock_guard lock(shard.mutex);
    if (shard.words.size() >= most_in_shard_) return nullptr;
    return &shard.words.try_emplace(std::string(word), std::move(forms)).first->second;
  }

 private:
  static constexpr std::size_t kShards = 64;

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
  };
  struct Shard {
    std::mutex mutex;
    std::unordered_map<std::string, WordForms, Hash, std::equal_to<>> words;
  };

  // By the hash's high bits: the shard's own table uses the low ones.
  Shard& shard_of(std::string_view word) { return shards_[Hash()(word) >> (8 * sizeof(std::size_t) - 6)]; }

  std::size_t most_in_shard_;
  std::array<Shard, kShards> shards_;
};

}  // namespace tiski
