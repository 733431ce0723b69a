#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "search/language/analyzer.h"

namespace tiski {

// Analysed words, the lately used ones kept: two generations of at most `kGeneration` words (about 1 kB each), where a
// full young one becomes the old one. References live until the next insert().
class FormCache {
 public:
  static constexpr std::size_t kGeneration = 4096;

  // Null when the word was not seen lately.
  const WordForms* find(std::string_view word) {
    if (const auto found = young_.find(word); found != young_.end()) return &found->second;
    const auto found = old_.find(word);
    if (found == old_.end()) return nullptr;
    auto node = old_.extract(found);
    return &insert(std::move(node.key()), std::move(node.mapped()));
  }

  const WordForms& insert(std::string word, WordForms forms) {
    if (young_.size() >= kGeneration) {
      old_ = std::move(young_);
      young_.clear();
    }
    return young_.insert_or_assign(std::move(word), std::move(forms)).first->second;
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
  };
  using Words = std::unordered_map<std::string, WordForms, Hash, std::equal_to<>>;
  Words young_;
  Words old_;
};

}  // namespace tiski
