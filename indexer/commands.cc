#include "indexer/commands.h"

#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include "indexer/build.h"
#include "indexer/check.h"
#include "indexer/progress.h"
#include "indexer/report.h"
#include "indexer/stamp.h"
#include "search/error.h"
#include "search/index/index_writer.h"
#include "search/index/schema.h"
#include "search/index/snapshot.h"
#include "search/language/explain.h"
#include "search/language/text.h"
#include "search/query/searcher.h"

namespace fs = std::filesystem;

namespace tiski {
namespace {

std::string counts_of(const IndexInfo& info) {
  std::string text;
  for (const auto& [lang, count] : info.articles) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, lang);
  return text;
}

void print(const std::string& text) { fmt::print("{}", text); }

void log_stamps(const StampReport& stamps) {
  for (const std::string& file : stamps.stamped) spdlog::info("stamped {}", file);
  for (const std::string& problem : stamps.problems) spdlog::warn("not stamped: {}", problem);
}

// How the index understands the words, and in how many articles their base forms stand.
void print_what_index_holds(const CommandLine& line, const std::string& text) {
  const auto snapshot = Snapshot::open(line.index);
  const Searcher searcher(snapshot, std::make_shared<AnalyzerPool>());
  SearchRequest request;
  request.q = sanitize(text);
  request.lang = line.lang;
  request.today = today();
  const SearchResults results = searcher.search(request);
  const Xapian::Database database = snapshot->database();
  fmt::print("\nIn {}:\n", line.index);
  for (const QueryTerm& term : results.terms) {
    fmt::print("   {}\n", term.input);
    for (const std::string& lemma : term.lemmas) {
      const auto articles = database.get_termfreq(make_term(Field::kWord, line.lang, lemma));
      fmt::print("      {} in {} article{}\n", lemma, articles, articles == 1 ? "" : "s");
    }
    if (!term.synonyms.empty()) fmt::print("      also as {}\n", fmt::join(term.synonyms, ", "));
  }
  if (results.corrected) fmt::print("   did you mean: {}\n", *results.corrected);
  fmt::print("   found: {} article{}{}\n", results.total, results.total == 1 ? "" : "s",
             results.relaxed ? ", not all of them with every word" : "");
  for (const SearchHit& hit : results.hits) {
    fmt::print("      {:<40} {:.3f}{}\n", hit.record.id, hit.score, hit.pinned ? " (pinned)" : "");
  }
}

// Many findings of a lenient build say the same of many files: the first ones, and how many there are of each rule.
void print_findings(const std::vector<Diagnostic>& findings) {
  constexpr std::size_t kShown = 200;
  std::map<std::string, std::size_t> others;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (i < kShown || findings[i].severity == Severity::kError) {
      fmt::print(stderr, "{}\n", to_text(findings[i]));
    } else {
      ++others[findings[i].rule];
    }
  }
  for (const auto& [rule, count] : others) fmt::print(stderr, "… and {} more of [{}]\n", count, rule);
}

}  // namespace

ExitCode run_build(const CommandLine& line) {
  BuildOptions options;
  options.content = line.content;
  options.index = line.index;
  options.lenient = line.lenient;
  options.dictionaries = line.dictionaries;
  BuildReport report;
  {
    Progress progress;
    options.progress = [&](std::size_t done, std::size_t all) { progress.show(done, all); };
    report = build_index(options);
  }
  print_findings(report.diagnostics);
  if (!report.published) {
    spdlog::error("nothing was published ({}): mend the errors, then run again",
                  to_text(count_findings(report.diagnostics)));
    return kFindings;
  }
  spdlog::info("published {}: {} ({} analysed, {} unchanged), generation {}", line.index, counts_of(*report.published),
               report.analysed, report.copied, report.published->generation);
  if (!options.dictionaries.empty() && report.published->articles.size() > 1 &&
      report.published->dictionaries.empty()) {
    spdlog::info(
        "no dictionary between the languages is installed (dict-freedict-*): the curated words alone are used");
  }
  return kWell;
}

ExitCode run_check(const CommandLine& line) {
  CheckOptions options;
  options.content = line.content;
  options.today = today();
  options.dictionaries = line.dictionaries;
  if (line.index_given) options.index = line.index;
  if (!line.index_given && fs::exists(line.index)) options.copy_from = line.index;
  CheckReport report = check_content(options);
  if (line.stamp) {
    const StampReport stamps = stamp_translations(line.content, report.content, line.files);
    log_stamps(stamps);
    if (!stamps.stamped.empty()) report = check_content(options);
  }
  if (!report.search_tests_skipped.empty())
    spdlog::warn("search_tests were not asked: {}", report.search_tests_skipped);
  switch (line.format) {
    case ReportFormat::kText:
      print(report_as_text(report.findings));
      break;
    case ReportFormat::kJson:
      print(report_as_json(report.findings));
      break;
    case ReportFormat::kSarif:
      print(report_as_sarif(report.findings, line.content, TISKI_VERSION));
      break;
  }
  return has_errors(report.findings) ? kFindings : kWell;
}

ExitCode run_explain(const CommandLine& line) {
  const std::string text = fmt::format("{}", fmt::join(line.words, " "));
  AnalyzerPool analyzers;
  print(explain(sanitize(text), *analyzers.lease(line.lang)));
  if (line.index_given) print_what_index_holds(line, text);
  return kWell;
}

ExitCode run_info(const CommandLine& line) {
  const IndexInfo info = Snapshot::open(line.index)->info();
  if (line.format == ReportFormat::kJson) {
    print(info.to_json() + "\n");
    return kWell;
  }
  fmt::print("index         {} ({} bytes)\n", line.index, fs::file_size(line.index));
  fmt::print("generation    {}\n", info.generation);
  fmt::print("built         {} by tiski-indexer {}\n", info.built_at, info.program_version);
  fmt::print("schema        {}\n", info.schema_version);
  fmt::print("articles      {}\n", counts_of(info));
  for (const auto& [lang, version] : info.analyzers) fmt::print("analysis {}   {}\n", lang, version);
  fmt::print("dictionaries  {}\n", info.dictionaries.empty() ? "none" : info.dictionaries);
  return kWell;
}

ExitCode run_rollback(const CommandLine& line) {
  const IndexInfo info = rollback_index(line.index);
  spdlog::info("{} is now generation {}, built {}; run rollback again to undo", line.index, info.generation,
               info.built_at);
  return kWell;
}

}  // namespace tiski
