#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <unordered_map>

namespace tiski {

// Jobs of connections that wait for a worker, one a connection, and whose turn is next. No crowd may keep a new client
// waiting, and nobody may wait for ever: 3,000 clients that asked for fifty pages each and read none kept a new one
// waiting for more than 40 s when all stood in one line. There are three, by Manner, and those further down are served
// when the ones above are empty and at certain turns. Within each the longest waiting comes first; but where the first
// of those who begin has waited for more than kPatience, every other turn is the newest one's.
class Turns {
 public:
  using Job = std::function<void()>;
  using Time = std::chrono::steady_clock::time_point;
  enum class Manner {
    kBegins,   // with its first request
    kGoesOn,   // with a further one, after its answer: every fourth turn
    kHurries,  // has sent more before it was answered, or has closed its direction: every eighth turn
  };
  static constexpr std::chrono::milliseconds kPatience{250};

  void add(std::uint64_t connection, Manner manner, Time now, Job job);
  // Empty: nobody waits.
  Job take(Time now);

  // No effect where it does not wait any more.
  void set_back(std::uint64_t connection);
  // Did it wait?
  bool remove(std::uint64_t connection);

  // Who is to go where room is needed: the last that came of those who hurry, the first of the others.
  std::optional<std::uint64_t> last_of_those_who_hurry() const;
  std::optional<std::uint64_t> first_of_the_others() const;
  void clear();

 private:
  struct Waiting {
    std::uint64_t connection;
    Time since;
    Job job;
  };
  using Line = std::map<std::uint64_t, Waiting>;  // by number of arrival
  struct Place {
    Manner manner;
    std::uint64_t number;
  };

  Line& line(Manner manner) { return lines_[static_cast<std::size_t>(manner)]; }
  const Line& line(Manner manner) const { return lines_[static_cast<std::size_t>(manner)]; }
  Manner next_line() const;
  Job take_from(Line& line, Line::iterator which);

  std::array<Line, 3> lines_;
  std::unordered_map<std::uint64_t, Place> places_;  // by connection
  std::uint64_t arrivals_ = 0;
  std::uint64_t turns_ = 0;
};

}  // namespace tiski
