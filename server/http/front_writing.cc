#include <sys/socket.h>

#include <cerrno>
#include <utility>

#include "server/http/front_loop.h"

namespace tiski {

void Front::Loop::take_completions() {
  for (auto& [id, answer] : completions_.take()) {
    const auto found = connections_.find(id);
    if (found != connections_.end()) begin_write(*found->second, std::move(answer));
  }
}

void Front::Loop::begin_write(Connection& connection, WireAnswer answer) {
  held_.take_back(connection);
  connection.out = std::move(answer.bytes);
  connection.sent = 0;
  connection.close_after = !answer.keep_alive || connection.is_last || draining_;
  connection.state = State::kWriting;
  set_deadline(connection, draining_ ? limits_.drain_time : limits_.send_time);
  held_.count(connection);
  const auto id = connection.id;
  while (held_.unsent() > limits_.max_unsent && evict_slowest_reader(id)) {
  }
  write_some(connection);
}

bool Front::Loop::evict_slowest_reader(std::uint64_t not_this) {
  for (const auto& [deadline, id] : deadlines_.others()) {
    auto& connection = *connections_.at(id);
    if (id == not_this || connection.state != State::kWriting) continue;
    close(connection);
    return true;
  }
  return false;
}

void Front::Loop::write_some(Connection& connection) {
  while (connection.sent < connection.out.size()) {
    const auto wrote = ::send(connection.socket.fd(), connection.out.data() + connection.sent,
                              connection.out.size() - connection.sent, MSG_NOSIGNAL);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0 && would_block(errno)) return arm(connection, EPOLLOUT);
    if (wrote <= 0) return close(connection);
    connection.sent += static_cast<std::size_t>(wrote);
  }
  connection.out.clear();
  connection.out.shrink_to_fit();
  connection.close_after ? begin_linger(connection) : begin_next(connection);
}

void Front::Loop::begin_next(Connection& connection) {
  connection.state = connection.in.empty() ? State::kIdle : State::kReading;
  connection.hurries = !connection.in.empty();
  set_deadline(connection, connection.in.empty() ? limits_.idle_time : limits_.request_time);
  held_.count(connection);
  connection.in.empty() ? arm(connection, EPOLLIN) : parse(connection);
}

void Front::Loop::begin_linger(Connection& connection) {
  connection.state = State::kLingering;
  connection.in.clear();
  connection.in.shrink_to_fit();
  held_.count(connection);
  set_deadline(connection, draining_ ? std::chrono::milliseconds(100) : limits_.linger_time);
  ::shutdown(connection.socket.fd(), SHUT_WR);
  linger(connection);
}

void Front::Loop::linger(Connection& connection) {
  const auto got = ::recv(connection.socket.fd(), read_buffer_.data(), read_buffer_.size(), 0);
  if (got < 0 && (would_block(errno) || errno == EINTR)) return arm(connection, EPOLLIN);
  if (got <= 0) return close(connection);
  connection.lingered += static_cast<std::size_t>(got);
  connection.lingered > limits_.max_linger_bytes ? close(connection) : arm(connection, EPOLLIN);
}

}  // namespace tiski
