#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <xapian.h>

namespace tiski {

// How many articles have a term, and where it stands in them, as lately read from one generation: reading both from the
// index again for each question is half of a search. Full shards are emptied. Thread safe.
class TermCache {
 public:
  // In bytes, about.
  explicit TermCache(std::size_t capacity) : shard_capacity_(capacity / kShards) {}

  void clear();

 private:
  friend class TermReader;

  static constexpr std::size_t kShards = 8;

  struct Key {
    std::string_view term;
    std::uint32_t docid = 0;  // 0: the frequency is meant
    std::uint64_t hash() const {
      return std::hash<std::string_view>()(term) ^ (std::uint64_t{docid} * 0x9E3779B97F4A7C15U);
    }
  };
  struct Entry {
    std::string term;
    std::uint32_t docid = 0;
    std::vector<std::uint32_t> values;
  };
  struct Shard {
    std::mutex mutex;
    std::unordered_map<std::uint64_t, Entry> entries;  // by hash: of two that share one, the later stays
    std::size_t bytes = 0;

    void clear() {
      entries.clear();
      bytes = 0;
    }
  };

  Shard& shard_of(std::uint64_t hash) { return shards_[hash >> 32 & (kShards - 1)]; }
  // Puts what is kept under the key in the place of `values`; false when nothing is.
  bool read(const Key& key, std::vector<std::uint32_t>& values);
  void keep(const Key& key, const std::vector<std::uint32_t>& values);

  std::size_t shard_capacity_;
  std::array<Shard, kShards> shards_;
};

// The terms of a request's database, through the cache of its generation, which is borrowed. For one thread.
class TermReader {
 public:
  TermReader(Xapian::Database db, TermCache& cache) : db_(std::move(db)), cache_(&cache) {}

  const Xapian::Database& db() const { return db_; }
  // Articles with the term; 0 when the index lacks it.
  std::uint32_t frequency(const std::string& term) const;
  // Where the term stands in the article, ascending. Valid until the next call.
  const std::vector<std::uint32_t>& positions(std::uint32_t docid, const std::string& term) const;

 private:
  Xapian::Database db_;
  TermCache* cache_;
  mutable std::vector<std::uint32_t> values_;
};

}  // namespace tiski
