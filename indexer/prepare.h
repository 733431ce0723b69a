#pragma once

#include <functional>
#include <span>
#include <string>

#include "search/article/article.h"
#include "search/index/document_builder.h"
#include "search/language/analyzer.h"

namespace tiski {

// One article to analyse. Points to an article that stays.
struct PrepareJob {
  const Article* article = nullptr;
  std::string source_digest;
  std::size_t bytes = 0;  // of its source: a measure of the memory that its document takes
};

// Analyses the articles on `threads` threads (0: one a core), each with analysers of its own, and hands the documents
// to `consume` on the calling thread, in the order of the jobs. Only some documents wait at a time, however many and
// long the jobs. Throws what preparing or consuming threw.
void prepare_in_parallel(std::span<const PrepareJob> jobs, AnalyzerPool& analyzers, unsigned threads,
                         const std::function<void(const PreparedDocument&)>& consume);

}  // namespace tiski
