#include <malloc.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <new>

#include <fmt/format.h>
#include <spdlog/async.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "search/error.h"
#include "server/server.h"

namespace {

constexpr int kFailure = 1;
constexpr int kWrongUsage = 2;
constexpr std::size_t kLogQueue = 8192;

tiski::Server* running = nullptr;

extern "C" void stop_on_signal(int) {
  if (running != nullptr) running->stop();
}

// A second signal ends the program at once.
void stop_on_signals(tiski::Server& server) {
  running = &server;
  struct sigaction action {};
  action.sa_handler = stop_on_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGINT, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file over the limit of sizes is an error like a full disk
}

// To standard error, by a thread of its own: a reader of the log that stands still must not stop the server.
void start_log(const std::string& level) {
  spdlog::init_thread_pool(kLogQueue, 1);
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  auto logger = std::make_shared<spdlog::async_logger>("tiski", std::move(sink), spdlog::thread_pool(),
                                                       spdlog::async_overflow_policy::overrun_oldest);
  logger->set_level(spdlog::level::from_str(level));
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  spdlog::set_default_logger(std::move(logger));
}

// Where `cmake --install` puts them, or the source tree's.
std::string usual_templates() {
  for (const auto* folder : {"templates", TISKI_INSTALLED_TEMPLATES, TISKI_SOURCE_TEMPLATES}) {
    if (std::filesystem::is_directory(folder)) return folder;
  }
  return "templates";
}

// TISKI_TODAY=2026-11-22 stops the clock that validity and freshness are judged by: for tests.
std::function<tiski::Date()> clock_of_environment() {
  const char* text = std::getenv("TISKI_TODAY");
  if (text == nullptr || *text == '\0') return {};
  const auto day = tiski::parse_date(text);
  if (!day) throw tiski::Error(fmt::format("TISKI_TODAY={} is no date", text), "write TISKI_TODAY=2026-11-22");
  return [day = *day] { return day; };
}

// One heap for all threads, and what is freed goes back to the system, but for a reserve: with a heap a thread and
// glibc's growing thresholds the server took 165 MB where it used 105 (measured over three published indexes); without
// the reserve each search asked the system for its memory anew, a seventh of its time.
void keep_memory_small() {
  constexpr int kLargeBytes = 1024 * 1024;
  constexpr int kReservedBytes = 8 * 1024 * 1024;
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_MMAP_THRESHOLD, kLargeBytes);
  mallopt(M_TRIM_THRESHOLD, kReservedBytes);
}

struct CommandLine {
  tiski::ServerOptions options;
  std::string log_level = "info";

  explicit CommandLine(CLI::App& app) {
    options.templates = usual_templates();
    options.index = "var/tiski.index";
    app.set_version_flag("--version", std::string("tiski-server ") + TISKI_VERSION);
    app.add_option("--index", options.index, "the index to serve; a newly published one is seen at once")
        ->capture_default_str();
    app.add_option("--listen", options.listen, "address and port; port 0 takes a free one")->capture_default_str();
    app.add_option("--host", options.hosts, "a further name (or NAME:PORT) under which browsers may ask");
    app.add_option("--templates", options.templates, "pages, words, styles")->capture_default_str();
    app.add_option("--content", options.content, "a content folder to watch and publish");
    app.add_option("--state", options.state, "readers' reports (default: tiski.db beside the index)");
    app.add_option("--log-level", log_level, "trace, debug, info, warn, error or off")
        ->check(CLI::IsMember({"trace", "debug", "info", "warn", "error", "off"}))
        ->capture_default_str();
    app.footer("TISKI_TODAY=YYYY-MM-DD in the environment sets the day that reviews and validity are judged by.");
  }
};

int run(CommandLine& line) {
  if (line.options.state.empty()) line.options.state = line.options.index.parent_path() / "tiski.db";
  line.options.today = clock_of_environment();
  tiski::Server server(line.options);
  stop_on_signals(server);
  std::cout << server.url() << std::endl;
  server.run();
  running = nullptr;
  return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
  keep_memory_small();
  CLI::App app("tiski-server: serves a Tiski index as pages and JSON");
  CommandLine line(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? EXIT_SUCCESS : kWrongUsage;
  }
  int status = kFailure;
  try {
    start_log(line.log_level);
    status = run(line);
  } catch (const tiski::Error& error) {
    std::cerr << "tiski-server: " << error.what() << '\n';
    if (!error.hint().empty()) std::cerr << "  " << error.hint() << '\n';
  } catch (const std::bad_alloc&) {
    std::cerr << "tiski-server: there is not enough memory\n";
  } catch (const std::exception& error) {
    std::cerr << "tiski-server: " << error.what() << '\n';
  }
  spdlog::shutdown();
  return status;
}
