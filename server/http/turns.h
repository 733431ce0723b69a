#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <unordered_map>

namespace tiski {

// Jobs of connections that wait for a worker, one a connection, and whose turn is next. No crowd may keep a new client
// waiting, and nobody may wait for ever: those who wait for their answer come before those who do not, but for every
// eighth turn; among the first, the newest and the one that has waited longest take turns. 3,000 clients that asked for
// fifty pages each and read none kept a new one waiting for more than 40 s when all stood in one line.
class Turns {
 public:
  using Job = std::function<void()>;
  enum class Manner {
    kWaits,    // for its answer, as browsers do
    kHurries,  // has sent more before it was answered, or has closed its direction
  };

  void add(std::uint64_t connection, Manner manner, Job job);
  // Empty: nobody waits.
  Job take();

  // No effect where it does not wait any more.
  void set_back(std::uint64_t connection);
  void remove(std::uint64_t connection);

  // Who is to go where room is needed: the last that came of those who hurry, the first of those who wait.
  std::optional<std::uint64_t> dispensable(Manner manner) const;
  void clear();

 private:
  struct Waiting {
    std::uint64_t connection;
    Job job;
  };
  using Line = std::map<std::uint64_t, Waiting>;  // by number of arrival
  struct Place {
    Manner manner;
    std::uint64_t number;
  };

  Line& line(Manner manner) { return manner == Manner::kWaits ? waiting_ : hurrying_; }
  Job take_from(Line& line, Line::iterator which);

  Line waiting_;
  Line hurrying_;
  std::unordered_map<std::uint64_t, Place> places_;  // by connection
  std::uint64_t arrivals_ = 0;
  std::uint64_t turns_ = 0;
};

}  // namespace tiski
