#include <unistd.h>

#include <cstdio>
#include <exception>
#include <string>

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include "indexer/build.h"
#include "indexer/diagnostic.h"
#include "search/error.h"
#include "search/index/index_writer.h"
#include "search/index/snapshot.h"

namespace tiski {
namespace {

enum ExitCode { kWell = 0, kFindings = 1, kWrongUsage = 2 };

struct Arguments {
  std::string content = "content";
  std::string index = "var/tiski.index";
  std::string format = "text";
  std::string log_level = "info";
  bool lenient = false;
};

void print_findings(const std::vector<Diagnostic>& findings) {
  for (const Diagnostic& finding : findings) fmt::print(stderr, "{}\n", to_text(finding));
}

// One line that is written over on a terminal, a log line every few thousand articles elsewhere.
class Progress {
 public:
  void show(std::size_t done, std::size_t all) {
    if (all == 0) return;
    if (on_terminal_) {
      fmt::print(stderr, "\rAnalysing articles: {} of {}{}", done, all, done == all ? "\n" : "");
      std::fflush(stderr);
    } else if (done % kLogEvery == 0 || done == all) {
      spdlog::info("analysed {} of {} articles", done, all);
    }
  }

 private:
  static constexpr std::size_t kLogEvery = 1000;
  bool on_terminal_ = ::isatty(STDERR_FILENO) == 1;
};

std::string counts_of(const IndexInfo& info) {
  std::string text;
  for (const auto& [lang, count] : info.articles) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, lang);
  return text;
}

int run_build(const Arguments& arguments) {
  Progress progress;
  BuildOptions options;
  options.content = arguments.content;
  options.index = arguments.index;
  options.lenient = arguments.lenient;
  options.progress = [&](std::size_t done, std::size_t all) { progress.show(done, all); };
  const BuildReport report = build_index(options);
  print_findings(report.diagnostics);
  if (!report.published) {
    spdlog::error("nothing was published: mend the errors above, then run again");
    return kFindings;
  }
  spdlog::info("published {} ({}): {} analysed, {} unchanged, generation {}", arguments.index,
               counts_of(*report.published), report.analysed, report.copied, report.published->generation);
  return kWell;
}

int run_info(const Arguments& arguments) {
  const IndexInfo info = Snapshot::open(arguments.index)->info();
  fmt::print("{}\n", info.to_json());
  return kWell;
}

int run_rollback(const Arguments& arguments) {
  const IndexInfo info = rollback_index(arguments.index);
  spdlog::info("{} is now generation {}, built {}", arguments.index, info.generation, info.built_at);
  return kWell;
}

int run(int argc, char** argv) {
  Arguments arguments;
  CLI::App app("Builds and checks the index of a Tiski knowledge base", "tiski-indexer");
  app.set_version_flag("--version", std::string("tiski-indexer ") + TISKI_VERSION);
  app.add_option("--log-level", arguments.log_level, "error, warn, info or debug");
  app.require_subcommand(1);
  app.fallthrough();
  CLI::App* build = app.add_subcommand("build", "Build the index of a content folder and publish it");
  build->add_option("--content", arguments.content, "the content folder")->capture_default_str();
  build->add_option("--index", arguments.index, "the index file")->capture_default_str();
  build->add_flag("--lenient", arguments.lenient, "index any folder of Markdown");
  CLI::App* info = app.add_subcommand("info", "Say what an index says of itself");
  info->add_option("--index", arguments.index, "the index file")->capture_default_str();
  CLI::App* rollback = app.add_subcommand("rollback", "Bring the index before the last build back");
  rollback->add_option("--index", arguments.index, "the index file")->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kWell : kWrongUsage;
  }
  spdlog::set_default_logger(spdlog::stderr_logger_st("tiski-indexer"));
  spdlog::set_level(spdlog::level::from_str(arguments.log_level));
  if (build->parsed()) return run_build(arguments);
  return info->parsed() ? run_info(arguments) : run_rollback(arguments);
}

}  // namespace
}  // namespace tiski

int main(int argc, char** argv) {
  try {
    return tiski::run(argc, argv);
  } catch (const tiski::Error& error) {
    fmt::print(stderr, "tiski-indexer: {}\n", error.what());
    if (!error.hint().empty()) fmt::print(stderr, "    {}\n", error.hint());
  } catch (const std::exception& error) {
    fmt::print(stderr, "tiski-indexer: {}\n", error.what());
  }
  return 1;
}
