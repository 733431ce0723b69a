#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include "server/server.h"

namespace tiski::test {

// The day that validity and freshness are judged by in these tests.
inline constexpr Date kToday{std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}};

// A whole server in this process, on a free port, until the end of its scope.
class TestServer {
 public:
  explicit TestServer(ServerOptions options) : server_(std::make_unique<Server>(with_defaults(std::move(options)))) {
    port_ = std::stoi(server_->url().substr(server_->url().rfind(':') + 1));
    thread_ = std::thread([this] { server_->run(); });
  }
  ~TestServer() { stop(); }

  int port() const { return port_; }
  void stop() {
    server_->stop();
    if (thread_.joinable()) thread_.join();
  }

 private:
  static ServerOptions with_defaults(ServerOptions options) {
    options.listen = "127.0.0.1:0";
    if (options.templates.empty()) options.templates = std::filesystem::path(TISKI_SOURCE_DIR) / "templates";
    if (!options.today) options.today = [] { return kToday; };
    return options;
  }

  std::unique_ptr<Server> server_;
  std::thread thread_;
  int port_ = 0;
};

// A new folder below the system's temporary one; its content goes when the process ends.
std::filesystem::path new_folder(const std::string& name);

}  // namespace tiski::test
