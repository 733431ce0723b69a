// What it costs to build, open and read an index of the guidance beside this source:
//   bench_storage [content folder]
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <vector>

#include <fmt/core.h>

#include "indexer/build.h"
#include "search/index/index_writer.h"
#include "search/index/schema.h"
#include "search/index/snapshot.h"
#include "search/language/analyzer.h"

namespace fs = std::filesystem;

namespace tiski::bench {
namespace {

// Median of the times that `work(round)` takes, in microseconds.
template <typename Work>
void row(const char* what, int rounds, Work work) {
  std::vector<double> times;
  for (int round = 0; round < rounds; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    work(static_cast<std::uint32_t>(round));
    times.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count());
  }
  std::sort(times.begin(), times.end());
  fmt::print("{:44}{:12.1f}\n", what, times[times.size() / 2]);
}

struct Copied {
  std::string key;
  std::string digest;
  Article article;
};

std::vector<Copied> all_documents(const Snapshot& snapshot) {
  const Xapian::Database db = snapshot.database();
  std::vector<Copied> all;
  for (std::uint32_t docid = 1; docid <= snapshot.max_docid(); ++docid) {
    const Article article = Snapshot::article(db, docid);
    const auto slot = static_cast<Xapian::valueno>(Slot::kSourceDigest);
    all.push_back({document_key(article.lang, article.id), db.get_document(docid).get_value(slot), article});
  }
  return all;
}

void measure_reading(const fs::path& index) {
  const auto snapshot = Snapshot::open(index);
  const Xapian::Database db = snapshot->database();
  const std::uint32_t articles = snapshot->max_docid();
  row("open and verify a snapshot", 20, [&](std::uint32_t) { Snapshot::open(index); });
  row("a database of it", 2000, [&](std::uint32_t) { static_cast<void>(snapshot->database()); });
  row("an article's text map", 2000, [&](std::uint32_t round) { Snapshot::text_map(db, 1 + round % articles); });
  row("an article's record", 2000, [&](std::uint32_t round) { Snapshot::record(db, 1 + round % articles); });
  row("a whole article", 500, [&](std::uint32_t round) { Snapshot::article(db, 1 + round % articles); });
}

void measure_building(const fs::path& index) {
  const std::vector<Copied> documents = all_documents(*Snapshot::open(index));
  AnalyzerPool analyzers;
  std::vector<PreparedDocument> prepared;
  row("analyse a document", static_cast<int>(documents.size()), [&](std::uint32_t round) {
    const Copied& document = documents[round];
    prepared.push_back(prepare_document(document.article, *analyzers.lease(document.article.lang), document.digest));
  });
  row("publish: all added", 3, [&](std::uint32_t) {
    IndexWriter writer(index);
    for (const PreparedDocument& document : prepared) writer.add(document);
    writer.publish({});
  });
  row("publish: all but one copied", 3, [&](std::uint32_t) {
    IndexWriter writer(index);
    for (std::size_t i = 1; i < documents.size(); ++i) {
      if (!writer.copy_unchanged(documents[i].key, documents[i].digest)) throw std::logic_error("not copied");
    }
    writer.add(prepared.front());
    writer.publish({});
  });
}

int run(const fs::path& content, const fs::path& folder) {
  const fs::path index = folder / "tiski.index";
  BuildOptions options;
  options.content = content;
  options.index = index;
  const BuildReport report = build_index(options);
  if (!report.published) {
    fmt::print("Nothing was built of {}: tiski-indexer check says why.\n", content.string());
    return 1;
  }
  fmt::print("{} articles, {} bytes\n{:>56}\n", report.analysed, fs::file_size(index), "µs, median");
  measure_reading(index);
  measure_building(index);
  return 0;
}

}  // namespace
}  // namespace tiski::bench

int main(int argc, char** argv) {
  const fs::path folder = fs::temp_directory_path() / ("tiski-bench-" + std::to_string(::getpid()));
  const int result = tiski::bench::run(argc > 1 ? fs::path(argv[1]) : fs::path(TISKI_SOURCE_DIR) / "content", folder);
  fs::remove_all(folder);
  return result;
}
