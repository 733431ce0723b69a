#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <utility>
#include <variant>

#include "server/http/front_loop.h"

namespace tiski {
namespace {

constexpr std::size_t kHeadReadSize = 4 * 1024;  // most heads; what follows them stays with the system

}  // namespace

void Front::Loop::read_some(Connection& connection) {
  const auto got = ::recv(connection.socket.fd(), read_buffer_.data(), bytes_wanted(connection), 0);
  if (got < 0 && (would_block(errno) || errno == EINTR)) return arm(connection, EPOLLIN);
  if (got <= 0) return close(connection);
  if (connection.state == State::kIdle) {
    connection.state = State::kReading;
    set_deadline(connection, limits_.request_time);
  }
  connection.in.append(read_buffer_.data(), static_cast<std::size_t>(got));
  held_.count(connection);
  if (held_.unparsed() > limits_.max_unparsed) {
    auto& largest = largest_unparsed();
    shed(largest);
    if (&largest == &connection) return;
  }
  parse(connection);
}

std::size_t Front::Loop::bytes_wanted(const Connection& connection) const {
  if (!connection.head) return kHeadReadSize;
  return std::min(read_buffer_.size(), connection.head_size + connection.head->body_size - connection.in.size());
}

Connection& Front::Loop::largest_unparsed() {
  const auto found = std::max_element(connections_.begin(), connections_.end(), [](const auto& a, const auto& b) {
    return a.second->counted_in < b.second->counted_in;
  });
  return *found->second;
}

void Front::Loop::shed(Connection& connection) {
  if (connection.state == State::kReading) return refuse(connection, {429, "too much is arriving just now"});
  connection.in.clear();
  connection.in.shrink_to_fit();
  connection.is_last = connection.close_after = true;
  held_.count(connection);
}

void Front::Loop::parse(Connection& connection) {
  if (!connection.head && !parse_head(connection)) return;
  const auto whole = connection.head_size + connection.head->body_size;
  if (connection.in.size() < whole) {
    if (connection.in.capacity() < whole) connection.in.reserve(whole);
    held_.count(connection);
    return arm(connection, EPOLLIN);
  }
  dispatch(connection, whole);
}

bool Front::Loop::parse_head(Connection& connection) {
  const auto arrival = find_head(connection.in, connection.scanned, limits_);
  if (arrival.state == Arrival::State::kRefused) {
    refuse(connection, arrival.refusal);
    return false;
  }
  if (arrival.state == Arrival::State::kIncomplete) {
    connection.scanned = connection.in.size();
    arm(connection, EPOLLIN);
    return false;
  }
  auto vetted = vet_head(std::string_view(connection.in).substr(0, arrival.head_size), hosts_, limits_);
  if (const auto* refusal = std::get_if<Refusal>(&vetted)) {
    refuse(connection, *refusal);
    return false;
  }
  connection.head = std::move(std::get<Head>(vetted));
  connection.head_size = arrival.head_size;
  return true;
}

void Front::Loop::dispatch(Connection& connection, std::size_t whole) {
  // Workers may be far behind: what waits for them was 250 MB when 6,000 clients sent long headers.
  if (whole > limits_.always_taken && held_.waiting() + whole > limits_.max_waiting) {
    return refuse(connection, {429, "too much is waiting just now"});
  }
  held_.hand_over(connection, whole);
  auto request = std::move(connection.head->request);
  request.body = connection.in.substr(connection.head_size, connection.head->body_size);
  connection.in.erase(0, whole);
  if (connection.in.empty()) connection.in.shrink_to_fit();
  connection.head.reset();
  connection.scanned = 0;
  connection.state = State::kWorking;
  connection.hurries = connection.hurries || !connection.in.empty();
  held_.count(connection);
  set_deadline(connection, connection.hurries ? limits_.hurried_turn_time : limits_.turn_time);
  arm(connection, EPOLLIN | EPOLLRDHUP);
  const auto manner = connection.hurries ? Manner::kHurries : connection.goes_on ? Manner::kGoesOn : Manner::kBegins;
  connection.goes_on = true;
  workers_.enqueue(connection.id, manner, [this, id = connection.id, request = std::move(request)]() mutable {
    completions_.add(id, answer_(std::move(request)));
    wake();
  });
}

void Front::Loop::overhear(Connection& connection, std::uint32_t events) {
  if ((events & (EPOLLHUP | EPOLLERR)) != 0) return close(connection);
  workers_.set_back(connection.id);
  deadlines_.set(connection, std::min(connection.deadline, Clock::now() + limits_.hurried_turn_time));
  arm(connection, 0);
}

void Front::Loop::refuse(Connection& connection, const Refusal& refusal) {
  connection.in.clear();
  connection.in.shrink_to_fit();
  connection.head.reset();
  begin_write(connection, {refuse_(refusal), false});
  // begin_write may have closed it: nothing of it is touched any more.
}

}  // namespace tiski
