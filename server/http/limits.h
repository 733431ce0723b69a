#pragma once

#include <chrono>
#include <cstddef>

namespace tiski {

// What one client may cost. Sizes in bytes.
struct HttpLimits {
  std::chrono::milliseconds request_time{6'000};       // from the first byte (or the connection) to the whole request
  std::chrono::milliseconds idle_time{15'000};         // a kept-alive connection without a byte
  std::chrono::milliseconds send_time{20'000};         // a whole answer
  std::chrono::milliseconds turn_time{15'000};         // waiting for a worker: a reader has gone after that
  std::chrono::milliseconds hurried_turn_time{2'000};  // who has sent more meanwhile, or closed its direction
  std::chrono::milliseconds linger_time{1'000};        // reading on after a refusal, so that the client can read it
  std::chrono::milliseconds drain_time{2'000};         // answers still on their way when the server stops
  std::size_t max_head = 32 * 1024;                    // request line and headers
  std::size_t max_target = 8 * 1024;
  std::size_t max_path = 1024;
  std::size_t max_headers = 64;
  std::size_t max_body = 64 * 1024;
  std::size_t max_trainer_body = 1024 * 1024;     // below the trainer paths
  std::size_t max_unparsed = 32UL * 1024 * 1024;  // all requests that have not arrived whole
  std::size_t max_waiting = 8UL * 1024 * 1024;    // all requests that wait for a worker or are with one; above it …
  std::size_t always_taken = 4UL * 1024;          // … only requests of at most this size are taken
  std::size_t max_unsent = 16UL * 1024 * 1024;    // all answers that have not been sent whole
  std::size_t max_linger_bytes = 1024UL * 1024;   // read and thrown away after a refusal
  std::size_t max_connections = 8'000;            // fewer where the descriptor limit is lower
};

}  // namespace tiski
