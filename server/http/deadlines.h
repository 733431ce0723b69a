#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>

#include "server/http/connection.h"

namespace tiski {

// Which connection's time ends next. Those that wait for a worker stand in a line of their own: their time ends with
// their turn, and where room is needed others go before them. Each has one deadline at most. For the front's thread.
class Deadlines {
 public:
  using Time = Connection::Clock::time_point;

  // In the line of its state.
  void set(Connection& connection, Time time) {
    clear(connection);
    connection.deadline = time;
    line_of(connection).emplace(time, connection.id);
  }

  void clear(const Connection& connection) {
    at_work_.erase({connection.deadline, connection.id});
    others_.erase({connection.deadline, connection.id});
  }

  // Time::max(): there is none.
  Time next() const { return std::min(first_of(at_work_), first_of(others_)); }

  // The next of those whose time has ended.
  std::optional<std::uint64_t> ended(Time now) const {
    for (const auto* line : {&others_, &at_work_}) {
      if (first_of(*line) <= now) return line->begin()->second;
    }
    return std::nullopt;
  }

  // By their deadlines, without those at work.
  using Line = std::set<std::pair<Time, std::uint64_t>>;
  const Line& others() const { return others_; }

 private:
  static Time first_of(const Line& line) { return line.empty() ? Time::max() : line.begin()->first; }
  Line& line_of(const Connection& connection) {
    return connection.state == Connection::State::kWorking ? at_work_ : others_;
  }

  Line at_work_;
  Line others_;
};

}  // namespace tiski
