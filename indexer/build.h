#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "indexer/content.h"
#include "indexer/diagnostic.h"
#include "search/index/index_info.h"
#include "search/language/freedict.h"

namespace tiski {

struct BuildOptions {
  std::filesystem::path content;
  std::filesystem::path index;
  bool lenient = false;            // any folder of Markdown: content rules become warnings, missing fields are derived
  bool carry_over_broken = false;  // the watching server: clean articles are published, a broken one is kept as it was
  bool carry_over_unread = false;  // with it: also one that can't be read just now; else nothing is published then
  unsigned threads = 0;            // 0: all cores
  std::filesystem::path dictionaries = FreeDict::kFolder;  // between the languages; empty: none
  std::function<void(std::size_t done, std::size_t all)> progress;
  std::stop_token stop;  // breaks the build off: nothing is published
};

struct BuildReport {
  std::optional<IndexInfo> published;  // absent: nothing was published
  std::vector<Diagnostic> diagnostics;
  std::size_t analysed = 0;
  std::size_t copied = 0;
  std::size_t carried_over = 0;
};

// Builds the index of a content folder and publishes it in one step. Documents whose source has not changed are copied
// from the index before. Any error in the content: nothing is published; with carry_over_broken only a broken kb.yaml,
// an unreadable folder or an empty one prevents it, and broken articles, paths, synonyms and glossary stay as they were
// in the index before.
// Content problems are in the report; failures of the environment are Error.
BuildReport build_index(const BuildOptions& options);

// The same from content that is loaded already (options.content and options.lenient are not looked at).
BuildReport build_index(const Content& content, const BuildOptions& options);

}  // namespace tiski
