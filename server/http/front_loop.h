#pragma once

#include <sys/epoll.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "server/http/completions.h"
#include "server/http/connection.h"
#include "server/http/deadlines.h"
#include "server/http/front.h"
#include "server/http/held_bytes.h"
#include "server/http/socket.h"
#include "server/http/turns.h"
#include "server/http/worker_pool.h"

namespace tiski {

// The front's thread: which connection is waited for, and what is done when something comes of it. Its parts stand in
// files of their own: accepting and time in front_loop.cc, requests in front_reading.cc, answers in front_writing.cc.
class Front::Loop {
 public:
  Loop(Listener listener, AllowedHosts hosts, HttpLimits limits, unsigned workers, Answer answer, Refuse refuse);
  void run();

  // From any thread, and from a signal handler.
  void stop() noexcept;

 private:
  using Clock = Connection::Clock;
  using State = Connection::State;
  using Manner = Turns::Manner;
  using Connections = std::unordered_map<std::uint64_t, std::unique_ptr<Connection>>;

  void watch(int fd, std::uint64_t id, std::uint32_t events, int operation);
  void wake() noexcept;

  // Milliseconds until something is due.
  int wait_time() const;

  void handle(const epoll_event& event);

  // ---- Accepting

  void accept_some();

  // The system looks for a free descriptor first: that there is none says nothing of clients.
  bool somebody_waits() const;

  // Epoll would name the listener again at once, and for as long as the want lasts.
  void pause_accepting();

  void accept_again();

  // Makes room, so that a new client always gets its turn: one that does not wait for its answer goes, else the one
  // that is nearest to its deadline, else the one that has waited longest for a worker.
  bool evict();

  // ---- Reading

  void read_some(Connection& connection);

  // What belongs to the request that is arriving, and of those behind it only what comes along with its head.
  std::size_t bytes_wanted(const Connection& connection) const;

  // Who holds most of the memory for unparsed requests is the one to go, not who asks last.
  Connection& largest_unparsed();

  // What it has sent is thrown away. Where it waits for an answer already, that is its last.
  void shed(Connection& connection);

  void parse(Connection& connection);

  // False: not there yet, or refused.
  bool parse_head(Connection& connection);

  void dispatch(Connection& connection, std::size_t whole);

  // While a worker has its request, or will have: who sends more or an end does not wait for the answer, and nobody
  // works for whoever is gone.
  void overhear(Connection& connection, std::uint32_t events);

  void refuse(Connection& connection, const Refusal& refusal);

  // ---- Writing

  void take_completions();
  void begin_write(Connection& connection, WireAnswer answer);

  // Of those whose answers wait to be sent, the one that has had the longest time. False: there is no other.
  bool evict_slowest_reader(std::uint64_t not_this);

  void write_some(Connection& connection);
  void begin_next(Connection& connection);

  // Closing with unread bytes would reset the connection, and the reset may overtake the answer.
  void begin_linger(Connection& connection);

  void linger(Connection& connection);

  // ---- Time, memory, end

  void arm(Connection& connection, std::uint32_t events);
  void set_deadline(Connection& connection, std::chrono::milliseconds time);
  void close(Connection& connection);
  void expire();

  // What a worker has begun with is answered all the same.
  void give_up_turn(Connection& connection);
  void begin_drain();
  bool is_drained() const;

  Listener listener_;
  AllowedHosts hosts_;
  HttpLimits limits_;
  Answer answer_;
  Refuse refuse_;
  Socket epoll_;
  Socket wake_;
  std::vector<char> read_buffer_;
  std::size_t max_connections_ = 0;
  std::uint64_t next_id_;
  Connections connections_;
  Deadlines deadlines_;
  HeldBytes held_;
  Clock::time_point now_ = Clock::now();
  Clock::time_point accept_again_ = Clock::time_point::max();  // unless it is paused
  std::atomic<bool> stopping_ = false;
  bool draining_ = false;
  Clock::time_point drain_end_;
  Completions completions_;
  WorkerPool workers_;  // last: its threads use all of the above
};

}  // namespace tiski
