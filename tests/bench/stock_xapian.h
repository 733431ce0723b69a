#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <xapian.h>

#include "tests/bench/eval_set.h"

namespace tiski::bench {

// What Xapian gives out of the box for Finnish: its own term generator, query parser and spelling, with the Snowball
// stemmer (STEM_SOME), BM25 as it comes, words OR'ed. The measure beside which Tiski's figures stand.
class StockXapian {
 public:
  // Builds a database of the documents in `folder`, which is made.
  StockXapian(const std::vector<EvalDocument>& documents, const std::filesystem::path& folder);

  // Ids of the best `limit` documents; the last word as a prefix where it is only half typed.
  std::vector<std::string> search(const std::string& query, std::size_t limit, bool half_typed = false) const;
  // Xapian's "did you mean" of one word; empty: it proposes nothing.
  std::string correct(const std::string& word) const;

 private:
  Xapian::Database db_;
};

}  // namespace tiski::bench
