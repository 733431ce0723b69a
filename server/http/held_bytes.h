#pragma once

#include <cstddef>
#include <utility>

#include "server/http/connection.h"

namespace tiski {

// Bytes that all connections of a front hold, by what they wait for. Each connection remembers its own share, so every
// change of one is told here. For the front's thread.
class HeldBytes {
 public:
  std::size_t unparsed() const { return unparsed_; }  // requests that have not arrived whole
  std::size_t waiting() const { return waiting_; }    // requests that a worker has, or will have
  std::size_t unsent() const { return unsent_; }      // answers that have not been sent whole

  // After `in` or `out` has changed.
  void count(Connection& connection) {
    unparsed_ += connection.in.capacity() - connection.counted_in;
    unsent_ += connection.out.capacity() - connection.counted_out;
    connection.counted_in = connection.in.capacity();
    connection.counted_out = connection.out.capacity();
  }

  // A whole request of so many bytes goes to a worker.
  void hand_over(Connection& connection, std::size_t bytes) {
    connection.counted_waiting = bytes;
    waiting_ += bytes;
  }

  // The worker is done with it, if one had it.
  void take_back(Connection& connection) { waiting_ -= std::exchange(connection.counted_waiting, 0); }

  // Before the connection goes.
  void forget(Connection& connection) {
    unparsed_ -= std::exchange(connection.counted_in, 0);
    unsent_ -= std::exchange(connection.counted_out, 0);
    take_back(connection);
  }

 private:
  std::size_t unparsed_ = 0;
  std::size_t waiting_ = 0;
  std::size_t unsent_ = 0;
};

}  // namespace tiski
