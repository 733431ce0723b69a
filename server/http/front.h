#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "server/http/allowed_hosts.h"
#include "server/http/limits.h"
#include "server/http/listener.h"
#include "server/http/message.h"

namespace tiski {

// The bytes of an answer, and whether the connection may be kept for another request.
struct WireAnswer {
  std::string bytes;
  bool keep_alive = false;
};

// Where connections wait. One thread with epoll holds all sockets: a request goes to a worker only when the whole of it
// has arrived and has been vetted, and its answer is written by the same thread; so idle, dripping and slowly reading
// clients cost a descriptor and their bytes, never a worker.
class Front {
 public:
  // Called on the workers' threads; must not throw.
  using Answer = std::function<WireAnswer(Request request)>;
  // Called on the front's own thread, so it must be quick; must not throw.
  using Refuse = std::function<std::string(const Refusal& refusal)>;

  Front(Listener listener, AllowedHosts hosts, HttpLimits limits, unsigned workers, Answer answer, Refuse refuse);
  ~Front();

  // Serves until stop(). Then no connection is accepted any more, waiting ones are closed, requests at work are
  // answered (HttpLimits::drain_time at most).
  void run();

  // From any thread, and from a signal handler.
  void stop() noexcept;

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace tiski
