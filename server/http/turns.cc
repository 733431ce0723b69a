#include "server/http/turns.h"

#include <iterator>
#include <utility>

namespace tiski {
namespace {

constexpr std::uint64_t kTurnsOfThoseWhoHurry = 8;  // every so many turns is one of theirs

}  // namespace

void Turns::add(std::uint64_t connection, Manner manner, Job job) {
  const auto number = ++arrivals_;
  line(manner).emplace(number, Waiting{connection, std::move(job)});
  places_[connection] = {manner, number};
}

Turns::Job Turns::take() {
  ++turns_;
  if (waiting_.empty() && hurrying_.empty()) return {};
  const bool is_theirs = turns_ % kTurnsOfThoseWhoHurry == 0 && !hurrying_.empty();
  if (is_theirs || waiting_.empty()) return take_from(hurrying_, hurrying_.begin());
  return take_from(waiting_, turns_ % 2 == 0 ? waiting_.begin() : std::prev(waiting_.end()));
}

Turns::Job Turns::take_from(Line& line, Line::iterator which) {
  auto job = std::move(which->second.job);
  places_.erase(which->second.connection);
  line.erase(which);
  return job;
}

void Turns::set_back(std::uint64_t connection) {
  const auto place = places_.find(connection);
  if (place == places_.end() || place->second.manner == Manner::kHurries) return;
  hurrying_.insert(waiting_.extract(place->second.number));
  place->second.manner = Manner::kHurries;
}

void Turns::remove(std::uint64_t connection) {
  const auto place = places_.find(connection);
  if (place == places_.end()) return;
  line(place->second.manner).erase(place->second.number);
  places_.erase(place);
}

std::optional<std::uint64_t> Turns::dispensable(Manner manner) const {
  const auto& line = manner == Manner::kWaits ? waiting_ : hurrying_;
  if (line.empty()) return std::nullopt;
  return (manner == Manner::kWaits ? line.begin() : std::prev(line.end()))->second.connection;
}

void Turns::clear() {
  waiting_.clear();
  hurrying_.clear();
  places_.clear();
}

}  // namespace tiski
