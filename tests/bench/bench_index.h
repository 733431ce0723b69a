#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "search/query/searcher.h"
#include "tests/bench/eval_set.h"

namespace tiski::bench {

// Writes the documents as a folder of Markdown in Finnish, one file each, and builds an index of it by the public way
// (tiski-indexer build --lenient). What stands in `folder` from an earlier run is removed first.
std::filesystem::path build_bench_index(const std::vector<EvalDocument>& documents,
                                        const std::filesystem::path& folder);

enum class Typing { kDone, kHalf };

// Document ids that the searcher lists for a query, best first: at most `limit`.
std::vector<std::string> listed_ids(const Searcher& searcher, const std::string& query, std::size_t limit,
                                    Typing typing, const std::string& lang = "fi");

}  // namespace tiski::bench
