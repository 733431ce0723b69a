#include "tests/bench/bench_index.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "indexer/build.h"

namespace tiski::bench {
namespace {

void write_markdown(const std::vector<EvalDocument>& documents, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder / "fi");
  for (const auto& document : documents) {
    std::ofstream file(folder / "fi" / (document.id + ".md"));
    if (!document.title.empty()) file << "# " << document.title << "\n\n";
    file << document.text << '\n';
  }
}

}  // namespace

std::filesystem::path build_bench_index(const std::vector<EvalDocument>& documents,
                                        const std::filesystem::path& folder) {
  const auto index = folder / "bench.index";
  std::filesystem::remove_all(folder);
  write_markdown(documents, folder / "content");
  BuildOptions options;
  options.content = folder / "content";
  options.index = index;
  options.lenient = true;
  if (!build_index(options).published) throw std::runtime_error("nothing was published from " + folder.string());
  return index;
}

std::vector<std::string> listed_ids(const Searcher& searcher, const std::string& query, std::size_t limit,
                                    Typing typing, const std::string& lang) {
  SearchRequest request;
  request.q = query;
  request.lang = lang;
  request.with_pins = false;
  request.other_languages = false;
  request.prefix = typing == Typing::kHalf;
  request.per_page = static_cast<int>(std::min<std::size_t>(limit, kMaxPerPage));
  request.today = today();
  std::vector<std::string> ids;
  for (request.page = 1; request.page <= kMaxPage && ids.size() < limit; ++request.page) {
    const auto results = searcher.search(request);
    for (const auto& hit : results.hits) ids.push_back(hit.record.id);
    if (ids.size() >= results.total || results.hits.empty()) break;
  }
  return ids;
}

}  // namespace tiski::bench
