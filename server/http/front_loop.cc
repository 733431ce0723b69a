#include "server/http/front_loop.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "search/error.h"

namespace tiski {
namespace {

constexpr std::uint64_t kListenerId = 0;
constexpr std::uint64_t kWakeId = 1;
constexpr std::uint64_t kFirstConnectionId = 2;
constexpr int kAcceptsAtOnce = 64;
constexpr std::size_t kReadSize = 64 * 1024;
constexpr std::size_t kReservedDescriptors = 128;  // for the index, files and logs
constexpr std::chrono::milliseconds kAcceptPause{100};
constexpr std::chrono::milliseconds kLongestSleep{60'000};
constexpr std::chrono::milliseconds kLongestSleepAtTheEnd{50};

bool lacks_descriptors(int error) { return error == EMFILE || error == ENFILE; }
bool lacks_memory(int error) { return error == ENOBUFS || error == ENOMEM; }

}  // namespace

Front::Loop::Loop(Listener listener, AllowedHosts hosts, HttpLimits limits, unsigned workers, Answer answer,
                  Refuse refuse)
    : listener_(std::move(listener)),
      hosts_(std::move(hosts)),
      limits_(limits),
      answer_(std::move(answer)),
      refuse_(std::move(refuse)),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      read_buffer_(kReadSize),
      next_id_(kFirstConnectionId),
      workers_(workers) {
  const auto descriptors = raise_descriptor_limit();
  max_connections_ = std::min(limits_.max_connections, descriptors - std::min(descriptors / 2, kReservedDescriptors));
  if (!epoll_.is_open() || !wake_.is_open()) throw Error("cannot make an event loop", "are there free descriptors?");
  watch(listener_.socket.fd(), kListenerId, EPOLLIN, EPOLL_CTL_ADD);
  watch(wake_.fd(), kWakeId, EPOLLIN, EPOLL_CTL_ADD);
}

void Front::Loop::run() {
  std::array<epoll_event, 256> events{};
  while (!is_drained()) {
    const int count = epoll_wait(epoll_.fd(), events.data(), static_cast<int>(events.size()), wait_time());
    now_ = Clock::now();
    for (int i = 0; i < count; ++i) handle(events[static_cast<std::size_t>(i)]);
    take_completions();
    expire();
    if (accept_again_ <= now_) accept_again();
    if (stopping_ && !draining_) begin_drain();
  }
  workers_.stop();
}

void Front::Loop::stop() noexcept {
  stopping_ = true;
  wake();
}

void Front::Loop::watch(int fd, std::uint64_t id, std::uint32_t events, int operation) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = id;
  epoll_ctl(epoll_.fd(), operation, fd, &event);
}

void Front::Loop::wake() noexcept {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(wake_.fd(), &one, sizeof one);
}

int Front::Loop::wait_time() const {
  const auto due = std::min(deadlines_.next(), accept_again_);
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - Clock::now());
  const auto longest = draining_ ? kLongestSleepAtTheEnd : kLongestSleep;
  return static_cast<int>(std::clamp(left, std::chrono::milliseconds(0), longest).count());
}

void Front::Loop::handle(const epoll_event& event) {
  if (event.data.u64 == kListenerId) return accept_some();
  if (event.data.u64 == kWakeId) {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto taken = ::read(wake_.fd(), &count, sizeof count);
    return;
  }
  // epoll_event is packed: a reference into it may be misaligned.
  const std::uint64_t id = event.data.u64;
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  auto& connection = *found->second;
  switch (connection.state) {
    case State::kIdle:
    case State::kReading:
      return read_some(connection);
    case State::kWriting:
      return write_some(connection);
    case State::kLingering:
      return linger(connection);
    case State::kWorking:
      return overhear(connection, event.events);
  }
}

void Front::Loop::accept_some() {
  for (int i = 0; i < kAcceptsAtOnce; ++i) {
    const int fd = accept4(listener_.socket.fd(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) {
      const int failure = errno;
      const bool is_wanting = lacks_descriptors(failure) || lacks_memory(failure);
      if (!is_wanting || !somebody_waits()) return;
      if (lacks_descriptors(failure) && evict()) continue;
      return pause_accepting();
    }
    if (connections_.size() >= max_connections_) evict();  // nobody goes before somebody has come
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    auto connection = std::make_unique<Connection>();
    connection->id = next_id_++;
    connection->socket = Socket(fd);
    watch(fd, connection->id, EPOLLONESHOT, EPOLL_CTL_ADD);
    auto& added = *connections_.emplace(connection->id, std::move(connection)).first->second;
    set_deadline(added, limits_.request_time);
    read_some(added);  // most clients have sent their request by now
  }
}

bool Front::Loop::somebody_waits() const {
  pollfd listener{listener_.socket.fd(), POLLIN, 0};
  return ::poll(&listener, 1, 0) > 0;
}

void Front::Loop::pause_accepting() {
  watch(listener_.socket.fd(), kListenerId, 0, EPOLL_CTL_MOD);
  accept_again_ = Clock::now() + kAcceptPause;
}

void Front::Loop::accept_again() {
  watch(listener_.socket.fd(), kListenerId, EPOLLIN, EPOLL_CTL_MOD);
  accept_again_ = Clock::time_point::max();
}

bool Front::Loop::evict() {
  auto id = workers_.last_of_those_who_hurry();
  if (!id && !deadlines_.others().empty()) id = deadlines_.others().begin()->second;
  if (!id) id = workers_.first_of_the_others();
  if (id) close(*connections_.at(*id));
  return id.has_value();
}

void Front::Loop::arm(Connection& connection, std::uint32_t events) {
  watch(connection.socket.fd(), connection.id, events | EPOLLONESHOT, EPOLL_CTL_MOD);
}

void Front::Loop::set_deadline(Connection& connection, std::chrono::milliseconds time) {
  deadlines_.set(connection, Clock::now() + time);
}

void Front::Loop::close(Connection& connection) {
  if (connection.state == State::kWorking) workers_.drop(connection.id);
  deadlines_.clear(connection);
  held_.forget(connection);
  connections_.erase(connection.id);
}

void Front::Loop::expire() {
  while (const auto id = deadlines_.ended(now_)) {
    auto& connection = *connections_.at(*id);
    deadlines_.clear(connection);
    if (connection.state == State::kWorking) {
      give_up_turn(connection);
    } else if (connection.state == State::kReading && !draining_) {
      refuse(connection, {408, "the request did not arrive in time"});
    } else {
      close(connection);
    }
  }
}

void Front::Loop::give_up_turn(Connection& connection) {
  if (workers_.drop(connection.id)) refuse(connection, {429, "too many ask just now"});
}

void Front::Loop::begin_drain() {
  draining_ = true;
  drain_end_ = Clock::now() + limits_.drain_time;
  accept_again_ = Clock::time_point::max();
  epoll_ctl(epoll_.fd(), EPOLL_CTL_DEL, listener_.socket.fd(), nullptr);
  listener_.socket.close();
  std::vector<Connection*> waiting;
  for (auto& [id, connection] : connections_) {
    if (connection->state == State::kWriting)
      set_deadline(*connection, limits_.drain_time);
    else if (connection->state != State::kWorking)
      waiting.push_back(connection.get());
  }
  for (auto* connection : waiting) close(*connection);
}

bool Front::Loop::is_drained() const { return draining_ && (connections_.empty() || Clock::now() >= drain_end_); }

}  // namespace tiski
