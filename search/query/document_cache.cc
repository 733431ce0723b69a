#include "search/query/document_cache.h"

#include <utility>

#include "search/index/snapshot.h"

namespace tiski {

namespace {

std::size_t bytes_of(const CachedDocument& document) {
  std::size_t bytes = sizeof(CachedDocument) + document.record.summary.size();
  for (const auto& part : document.map.parts) {
    bytes += sizeof(part) + part.text.size() + part.tokens.size() * sizeof(TextMap::Span);
  }
  return bytes;
}

}  // namespace

std::shared_ptr<const CachedDocument> DocumentCache::get(const Xapian::Database& db, std::uint32_t docid) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = entries_.find(docid); found != entries_.end()) {
      by_use_.splice(by_use_.begin(), by_use_, found->second.used);
      return found->second.document;
    }
  }
  auto document =
      std::make_shared<CachedDocument>(CachedDocument{Snapshot::record(db, docid), Snapshot::text_map(db, docid)});
  const std::lock_guard lock(mutex_);
  if (const auto found = entries_.find(docid); found != entries_.end()) return found->second.document;
  by_use_.push_front(docid);
  const auto bytes = bytes_of(*document);
  entries_.emplace(docid, Entry{document, by_use_.begin(), bytes});
  bytes_ += bytes;
  while (bytes_ > capacity_ && by_use_.size() > 1) {
    const auto last = entries_.find(by_use_.back());
    bytes_ -= last->second.bytes;
    entries_.erase(last);
    by_use_.pop_back();
  }
  return document;
}

void DocumentCache::clear() {
  const std::lock_guard lock(mutex_);
  entries_.clear();
  by_use_.clear();
  bytes_ = 0;
}

}  // namespace tiski
