#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <map>
#include <new>
#include <string>

#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include "indexer/commands.h"
#include "search/error.h"

namespace tiski {
namespace {

const std::map<std::string, ReportFormat> kCheckFormats = {
    {"text", ReportFormat::kText}, {"json", ReportFormat::kJson}, {"sarif", ReportFormat::kSarif}};
const std::map<std::string, ReportFormat> kInfoFormats = {{"text", ReportFormat::kText}, {"json", ReportFormat::kJson}};

void add_content(CLI::App& command, CommandLine& line) {
  command.add_option("--content", line.content, "The content folder")->capture_default_str()->type_name("DIR");
}

CLI::Option* add_index(CLI::App& command, CommandLine& line, const std::string& description) {
  return command.add_option("--index", line.index, description)->capture_default_str()->type_name("FILE");
}

void add_dictionaries(CLI::App& command, CommandLine& line) {
  command.add_option("--dictionaries", line.dictionaries, "Where dict-freedict-* packages are; \"\": use none")
      ->capture_default_str()
      ->type_name("DIR");
}

void add_format(CLI::App& command, CommandLine& line, const std::map<std::string, ReportFormat>& formats) {
  std::string names;
  for (const auto& [name, format] : formats) names += (names.empty() ? "" : ", ") + name;
  command.add_option("--format", line.format, "Form of the output: " + names)
      ->transform(CLI::CheckedTransformer(formats).description(""))
      ->default_str("text")
      ->type_name("FORMAT");
}

CLI::App* add_build(CLI::App& app, CommandLine& line) {
  CLI::App* command = app.add_subcommand("build", "Build the index of a content folder and publish it in one step");
  add_content(*command, line);
  add_index(*command, line, "The index file");
  add_dictionaries(*command, line);
  command->add_flag("--lenient", line.lenient,
                    "Index any folder of Markdown: content rules become warnings, missing fields are derived");
  return command;
}

CLI::App* add_check(CLI::App& app, CommandLine& line) {
  CLI::App* command = app.add_subcommand("check", "Check a content folder; exit 1 on errors");
  add_content(*command, line);
  add_format(*command, line, kCheckFormats);
  CLI::Option* stamp = command->add_flag(
      "--stamp", line.stamp, "Record in each translation that has no source_rev which text it is a translation of");
  command->add_option("FILE", line.files, "With --stamp: translations to stamp anew, after you compared them")
      ->needs(stamp);
  add_index(*command, line, "Ask search_tests of this index (default: of a throw-away one)")
      ->each([&line](const std::string&) { line.index_given = true; });
  add_dictionaries(*command, line);
  return command;
}

CLI::App* add_explain(CLI::App& app, CommandLine& line) {
  CLI::App* command = app.add_subcommand("explain", "Show how words are analysed, term by term");
  command->add_option("--lang", line.lang, "The language of the words")->capture_default_str()->type_name("LANG");
  add_index(*command, line, "Say also what this index holds of them")->each([&line](const std::string&) {
    line.index_given = true;
  });
  command->add_option("TEXT", line.words, "The words")->required();
  return command;
}

CLI::App* add_info(CLI::App& app, CommandLine& line) {
  CLI::App* command = app.add_subcommand("info", "Say what an index says of itself");
  add_index(*command, line, "The index file");
  add_format(*command, line, kInfoFormats);
  return command;
}

CLI::App* add_rollback(CLI::App& app, CommandLine& line) {
  CLI::App* command = app.add_subcommand("rollback", "Bring back the index that the last build replaced");
  add_index(*command, line, "The index file");
  return command;
}

void start_log(const std::string& level) {
  auto log = spdlog::stderr_color_st("tiski-indexer");
  log->set_pattern(::isatty(STDERR_FILENO) == 1 ? "%^%l%$: %v" : "%Y-%m-%dT%H:%M:%S%z %l %v");
  log->set_level(spdlog::level::from_str(level));
  spdlog::set_default_logger(std::move(log));
}

ExitCode run(int argc, char** argv) {
  CommandLine line;
  std::string log_level = "info";
  CLI::App app("Builds and checks the search index of a Tiski knowledge base.", "tiski-indexer");
  app.set_version_flag("--version", std::string("tiski-indexer ") + TISKI_VERSION);
  app.add_option("--log-level", log_level, "How much to log: debug, info, warn, error or off")
      ->check(CLI::IsMember({"debug", "info", "warn", "error", "off"}).description(""))
      ->capture_default_str()
      ->type_name("LEVEL");
  app.require_subcommand(1);
  app.fallthrough();
  const std::map<CLI::App*, ExitCode (*)(const CommandLine&)> commands = {{add_build(app, line), run_build},
                                                                          {add_check(app, line), run_check},
                                                                          {add_explain(app, line), run_explain},
                                                                          {add_info(app, line), run_info},
                                                                          {add_rollback(app, line), run_rollback}};
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kWell : kWrongUsage;
  }
  start_log(log_level);
  return commands.at(app.get_subcommands().front())(line);
}

}  // namespace
}  // namespace tiski

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file over the limit of sizes is an error like a full disk
  try {
    return tiski::run(argc, argv);
  } catch (const tiski::Error& error) {
    fmt::print(stderr, "tiski-indexer: {}\n", error.what());
    if (!error.hint().empty()) fmt::print(stderr, "    {}\n", error.hint());
  } catch (const std::bad_alloc&) {
    std::fputs("tiski-indexer: there is not enough memory\n", stderr);
  } catch (const std::exception& error) {
    fmt::print(stderr, "tiski-indexer: {}\n", error.what());
  }
  return tiski::kFindings;
}
