#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

#include "search/index/document_builder.h"

namespace tiski {

// The documents of a build that goes on, in a database of their own.
//
// Copying a document out of one database into another costs more than analysing its text anew (2.5 ms against 1 to 2.4
// for a 480-word article): a document's positions lie scattered over the whole position table. Copying the previous
// index as a whole costs .2 ms an article. So copies are only noted down at first. When the first document is added it
// is decided once: where most of the previous index stays, it is copied as a whole and what does not stay is replaced
// or deleted in it; otherwise the build begins with an empty database and the few documents that stay are copied one by
// one. Either way the result is the same but for the order of the document ids, which means nothing.
//
// Throws Xapian::Error, and Error for damaged documents; std::logic_error when a key comes twice. Not thread safe.
class WorkingDatabase {
 public:
  // `folder` does not exist yet and belongs to this build. `previous` may be absent.
  WorkingDatabase(std::filesystem::path folder, std::optional<Xapian::Database> previous);

  // The document of that key stays as it is in the previous database, if its source digest is `required_digest` (null:
  // whatever it is). False: it is not there or was made of something else.
  bool copy(std::string_view key, const std::string* required_digest);
  void add(const PreparedDocument& prepared);

  // All terms with this prefix of the documents so far, without the prefix. Ascending.
  std::vector<std::string> terms(const std::string& prefix);

  // Of the index as a whole; what is not set is not taken over from the previous index.
  void set_metadata(const std::string& key, std::string value) { metadata_[key] = std::move(value); }

  // Documents 1…N without gaps in one file. The last call.
  void compact_to(const std::filesystem::path& file);

  // Documents so far, by language.
  const std::map<std::string, std::uint32_t>& counts() const { return counts_; }

 private:
  enum class Fate : std::uint8_t { kUnwanted, kKept, kReplaced };

  Xapian::WritableDatabase& database();
  void copy_single(Xapian::docid docid);
  void store(Xapian::docid docid, const PreparedDocument& prepared);
  void move(Xapian::docid from, Xapian::docid to);
  void remove(Xapian::docid docid);
  void remove_unwanted();
  void close_gaps();
  void note(std::string_view key);

  std::filesystem::path folder_;
  std::optional<Xapian::Database> previous_;
  std::unique_ptr<Xapian::WritableDatabase> database_;  // none before it is decided how to begin
  std::vector<Fate> fates_;  // by document id of the previous database; empty: not built upon
  bool unwanted_removed_ = false;
  Xapian::docid last_ = 0;        // the highest document id in use
  std::set<Xapian::docid> gaps_;  // below it
  std::size_t stored_ = 0;        // documents written so far
  std::set<std::string, std::less<>> keys_;
  std::map<std::string, std::uint32_t> counts_;
  std::map<std::string, std::string> metadata_;
};

}  // namespace tiski
