#include "server/http/turns.h"

#include <iterator>
#include <utility>

namespace tiski {
namespace {

constexpr std::uint64_t kTurnsOfThoseWhoGoOn = 4;  // every so many turns is one of theirs
constexpr std::uint64_t kTurnsOfThoseWhoHurry = 8;

}  // namespace

void Turns::add(std::uint64_t connection, Manner manner, Time now, Job job) {
  const auto number = ++arrivals_;
  line(manner).emplace(number, Waiting{connection, now, std::move(job)});
  places_[connection] = {manner, number};
}

Turns::Job Turns::take(Time now) {
  if (places_.empty()) return {};
  ++turns_;
  const auto manner = next_line();
  auto& next = line(manner);
  const bool is_late = now - next.begin()->second.since > kPatience;
  const bool newest_first = manner == Manner::kBegins && is_late && turns_ % 2 == 1;
  return take_from(next, newest_first ? std::prev(next.end()) : next.begin());
}

// Of those in which somebody waits.
Turns::Manner Turns::next_line() const {
  const auto waits = [this](Manner manner) { return !line(manner).empty(); };
  if (turns_ % kTurnsOfThoseWhoHurry == 0 && waits(Manner::kHurries)) return Manner::kHurries;
  if (turns_ % kTurnsOfThoseWhoGoOn == 2 && waits(Manner::kGoesOn)) return Manner::kGoesOn;
  if (waits(Manner::kBegins)) return Manner::kBegins;
  return waits(Manner::kGoesOn) ? Manner::kGoesOn : Manner::kHurries;
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
  line(Manner::kHurries).insert(line(place->second.manner).extract(place->second.number));
  place->second.manner = Manner::kHurries;
}

bool Turns::remove(std::uint64_t connection) {
  const auto place = places_.find(connection);
  if (place == places_.end()) return false;
  line(place->second.manner).erase(place->second.number);
  places_.erase(place);
  return true;
}

std::optional<std::uint64_t> Turns::last_of_those_who_hurry() const {
  const auto& hurrying = line(Manner::kHurries);
  if (hurrying.empty()) return std::nullopt;
  return hurrying.rbegin()->second.connection;
}

std::optional<std::uint64_t> Turns::first_of_the_others() const {
  for (const auto manner : {Manner::kGoesOn, Manner::kBegins}) {
    if (!line(manner).empty()) return line(manner).begin()->second.connection;
  }
  return std::nullopt;
}

void Turns::clear() {
  for (auto& line : lines_) line.clear();
  places_.clear();
}

}  // namespace tiski
