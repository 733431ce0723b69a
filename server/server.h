#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "search/article/date.h"
#include "server/http/limits.h"

namespace tiski {

struct ServerOptions {
  std::filesystem::path index;
  std::filesystem::path templates;
  std::filesystem::path content;  // watched and published into `index`; empty: not
  std::filesystem::path state;    // readers' reports; empty: not kept
  std::string listen = "127.0.0.1:8080";
  std::vector<std::string> hosts;  // further names: NAME or NAME:PORT
  unsigned workers = 0;            // 0: as many as there are cores, at least two
  std::function<Date()> today;     // empty: the system's clock
  HttpLimits limits;
};

// The whole of tiski-server as one value: what main() runs, and tests too.
//
//   Server server(options);                 // listens from here on
//   std::puts(server.url().c_str());
//   server.run();                           // until stop()
class Server {
 public:
  // Throws Error with a hint: the port is taken, templates that are wrong, an address beyond loopback without --host.
  // A missing index is none: pages say so until it is there.
  explicit Server(ServerOptions options);
  ~Server();

  std::string url() const;  // "http://127.0.0.1:8080/"
  void run();
  // From any thread, and from a signal handler.
  void stop() noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tiski
