#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "search/index/schema.h"
#include "search/query/term_reader.h"

namespace tiski {

// Which terms of one language the index has: what it lacks is left out of queries.
class TermLookup {
 public:
  TermLookup(const TermReader& reader, std::string_view lang) : reader_(&reader), lang_(lang) {}

  // The terms of those texts that are in the index.
  std::vector<std::string> present(Field field, const std::vector<std::string>& texts) const;
  // The terms of each word; nothing when a word has none, as the phrase then stands nowhere.
  std::vector<std::vector<std::string>> places(const std::vector<std::vector<std::string>>& words) const;
  // The `limit` most frequent terms of those fields that begin with `prefix`.
  std::vector<std::string> with_prefix(std::initializer_list<Field> fields, std::string_view prefix,
                                       std::size_t limit) const;

 private:
  const TermReader* reader_;
  std::string lang_;
};

}  // namespace tiski
