#include "indexer/check.h"

#include <algorithm>
#include <cerrno>
#include <memory>

#include <fmt/format.h>
#include <stdlib.h>

#include "indexer/build.h"
#include "indexer/checks/checks.h"
#include "indexer/content_source.h"
#include "indexer/descriptor.h"
#include "search/error.h"
#include "search/index/snapshot.h"
#include "search/query/searcher.h"

namespace fs = std::filesystem;

namespace tiski {
namespace {

// A folder of its own, gone with all that is in it at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "tiski-check-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
      throw Error(fmt::format("making a temporary folder: {}", reason_of(errno)), "set TMPDIR to a folder with room");
    }
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

bool has_search_tests(const Content& content) {
  return std::any_of(content.articles.begin(), content.articles.end(),
                     [](const SourceArticle& source) { return !source.article.search_tests.empty(); });
}

// What content there is, though parts of it be broken.
fs::path build_throw_away(const Content& content, const fs::path& folder, const CheckOptions& check) {
  BuildOptions options;
  options.index = folder / "index";
  options.carry_over_broken = true;
  options.dictionaries = check.dictionaries;
  std::error_code ignored;
  if (!check.copy_from.empty()) fs::copy_file(check.copy_from, options.index, ignored);
  return build_index(content, options).published ? options.index : fs::path();
}

void ask_search_tests(const CheckOptions& options, CheckReport& report) {
  if (!has_search_tests(report.content)) return;
  std::unique_ptr<TemporaryFolder> folder;
  fs::path index = options.index;
  if (index.empty()) {
    folder = std::make_unique<TemporaryFolder>();
    index = build_throw_away(report.content, folder->path(), options);
  }
  if (index.empty()) {
    report.search_tests_skipped = "the content is too broken to be searched";
    return;
  }
  const Searcher searcher(Snapshot::open(index), std::make_shared<AnalyzerPool>());
  check_search_tests(report.content, searcher, options.today, report.findings);
}

}  // namespace

CheckReport check_content(const CheckOptions& options) {
  CheckReport report;
  report.content = load_content(FolderSource(options.content), Strictness::kStrict);
  report.findings = report.content.findings;
  AnalyzerPool analyzers;
  check_advice(report.content, options.today, analyzers, report.findings);
  ask_search_tests(options, report);
  sort_diagnostics(report.findings);
  return report;
}

}  // namespace tiski
