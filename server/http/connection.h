#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "server/http/request_vetting.h"
#include "server/http/socket.h"

namespace tiski {

// One client's connection, as the front keeps it. No behaviour of its own.
struct Connection {
  enum class State {
    kIdle,       // no byte of a request yet
    kReading,    // a request is arriving
    kWorking,    // a worker has it; the socket is not watched
    kWriting,    // the answer is on its way
    kLingering,  // answered and half closed; what still comes is thrown away, so that no reset overtakes the answer
  };
  using Clock = std::chrono::steady_clock;

  std::uint64_t id = 0;
  Socket socket;
  State state = State::kIdle;
  Clock::time_point deadline;
  std::string in;           // bytes of the request that is arriving, and of those after it
  std::size_t scanned = 0;  // of `in`, for the end of the head
  std::size_t head_size = 0;
  std::optional<Head> head;  // once it has arrived
  std::string out;
  std::size_t sent = 0;
  bool close_after = true;     // when `out` is sent
  bool is_last = false;        // nothing is answered after the request that a worker has
  bool goes_on = false;        // has had a request taken before
  bool hurries = false;        // has sent more before it was answered
  std::size_t lingered = 0;    // bytes thrown away
  std::size_t counted_in = 0;  // what HeldBytes has counted of `in` and `out`
  std::size_t counted_out = 0;
  std::size_t counted_waiting = 0;  // and of the request that a worker has, or will have
};

}  // namespace tiski
