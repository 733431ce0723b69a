#include "search/query/term_reader.h"

namespace tiski {
namespace {

constexpr std::size_t kEntryBytes = 96;  // of the table, beside the term and its values

}  // namespace

bool TermCache::read(const Key& key, std::vector<std::uint32_t>& values) {
  const auto hash = key.hash();
  auto& shard = shard_of(hash);
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.entries.find(hash);
  if (found == shard.entries.end() || found->second.docid != key.docid || found->second.term != key.term) return false;
  values = found->second.values;
  return true;
}

void TermCache::keep(const Key& key, const std::vector<std::uint32_t>& values) {
  const auto hash = key.hash();
  auto& shard = shard_of(hash);
  const auto bytes = kEntryBytes + key.term.size() + values.size() * sizeof(std::uint32_t);
  const std::lock_guard lock(shard.mutex);
  if (shard.bytes + bytes > shard_capacity_) {
    shard.clear();
  }
  shard.entries.insert_or_assign(hash, Entry{std::string(key.term), key.docid, values});
  shard.bytes += bytes;
}

void TermCache::clear() {
  for (auto& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    shard.clear();
  }
}

std::uint32_t TermReader::frequency(const std::string& term) const {
  const TermCache::Key key{term, 0};
  if (cache_->read(key, values_)) return values_.front();
  values_.assign(1, db_.get_termfreq(term));
  cache_->keep(key, values_);
  return values_.front();
}

const std::vector<std::uint32_t>& TermReader::positions(std::uint32_t docid, const std::string& term) const {
  const TermCache::Key key{term, docid};
  if (cache_->read(key, values_)) return values_;
  values_.assign(db_.positionlist_begin(docid, term), db_.positionlist_end(docid, term));
  cache_->keep(key, values_);
  return values_;
}

}  // namespace tiski
