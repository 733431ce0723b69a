#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tiski {

// A set of document ids 1…N, one bit each. All bitmaps that are combined have the same size.
class Bitmap {
 public:
  Bitmap() = default;
  explicit Bitmap(std::size_t max_docid) : words_(max_docid / 64 + 1) {}

  void set(std::uint32_t docid) { words_[docid / 64] |= std::uint64_t{1} << (docid % 64); }
  void reset(std::uint32_t docid) { words_[docid / 64] &= ~(std::uint64_t{1} << (docid % 64)); }
  bool test(std::uint32_t docid) const {
    return docid / 64 < words_.size() && ((words_[docid / 64] >> (docid % 64)) & 1) != 0;
  }

  Bitmap& operator&=(const Bitmap& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  Bitmap& operator|=(const Bitmap& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  Bitmap& subtract(const Bitmap& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
    return *this;
  }

  std::size_t count() const {
    std::size_t sum = 0;
    for (auto word : words_) sum += static_cast<std::size_t>(std::popcount(word));
    return sum;
  }
  // |a ∩ b| without building it.
  static std::size_t count_common(const Bitmap& a, const Bitmap& b) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < a.words_.size(); ++i)
      sum += static_cast<std::size_t>(std::popcount(a.words_[i] & b.words_[i]));
    return sum;
  }
  bool any() const {
    for (auto word : words_) {
      if (word != 0) return true;
    }
    return false;
  }

  // Calls visit(docid) for each member in ascending order.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (auto word = words_[i]; word != 0; word &= word - 1) {
        visit(static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(word))));
      }
    }
  }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace tiski
