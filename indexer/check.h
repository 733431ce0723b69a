#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/content.h"
#include "search/article/date.h"
#include "search/language/freedict.h"

namespace tiski {

struct CheckOptions {
  std::filesystem::path content;
  // The index that search_tests are asked of. Empty: a throw-away one is built for them; it copies what has not changed
  // from `copy_from`, where that is a readable index.
  std::filesystem::path index;
  std::filesystem::path copy_from;
  std::filesystem::path dictionaries = FreeDict::kFolder;  // of the throw-away index
  Date today;
};

struct CheckReport {
  Content content;
  std::vector<Diagnostic> findings;  // errors, warnings and notes, sorted
  std::string search_tests_skipped;  // why, where search_tests could not be asked; else empty
};

// All checks of a content folder: the error rules, the advice, and the search tests as readers would ask them (pins
// on). Content problems are in the report; failures of the environment are Error.
CheckReport check_content(const CheckOptions& options);

}  // namespace tiski
