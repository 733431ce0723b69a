#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>

#include <xapian.h>

#include "search/index/record.h"
#include "search/index/text_map.h"

namespace tiski {

// What is read of an article for every result list it stands in.
struct CachedDocument {
  ArticleRecord record;
  TextMap map;
};

// The articles of one generation that were read last, decoded: a guidance of some hundreds stays whole. Thread safe.
class DocumentCache {
 public:
  // `capacity` in bytes, as far as the texts take them.
  explicit DocumentCache(std::size_t capacity) : capacity_(capacity) {}

  // The database must be of the generation.
  std::shared_ptr<const CachedDocument> get(const Xapian::Database& db, std::uint32_t docid);

  // What callers have got stays theirs.
  void clear();

 private:
  struct Entry {
    std::shared_ptr<const CachedDocument> document;
    std::list<std::uint32_t>::iterator used;
    std::size_t bytes;
  };

  std::size_t capacity_;
  std::mutex mutex_;
  std::size_t bytes_ = 0;
  std::list<std::uint32_t> by_use_;  // the last used first
  std::unordered_map<std::uint32_t, Entry> entries_;
};

}  // namespace tiski
