#include "server/http/front.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <unordered_map>
#include <utility>
#include <vector>

#include "search/error.h"
#include "server/http/completions.h"
#include "server/http/connection.h"
#include "server/http/deadlines.h"
#include "server/http/held_bytes.h"
#include "server/http/worker_pool.h"

namespace tiski {
namespace {

using Clock = Connection::Clock;
using State = Connection::State;
using Manner = Turns::Manner;

constexpr std::uint64_t kListenerId = 0;
constexpr std::uint64_t kWakeId = 1;
constexpr std::uint64_t kFirstConnectionId = 2;
constexpr int kAcceptsAtOnce = 64;
constexpr std::size_t kReadSize = 64 * 1024;
constexpr std::size_t kHeadReadSize = 4 * 1024;    // most heads; what follows them stays with the system
constexpr std::size_t kReservedDescriptors = 128;  // for the index, files and logs
constexpr std::chrono::milliseconds kAcceptPause{100};
constexpr std::chrono::milliseconds kLongestSleep{60'000};
constexpr std::chrono::milliseconds kLongestSleepAtTheEnd{50};

bool would_block(int error) { return error == EAGAIN || error == EWOULDBLOCK; }
bool lacks_descriptors(int error) { return error == EMFILE || error == ENFILE; }
bool lacks_memory(int error) { return error == ENOBUFS || error == ENOMEM; }

}  // namespace

class Front::Loop {
 public:
  Loop(Listener listener, AllowedHosts hosts, HttpLimits limits, unsigned workers, Answer answer, Refuse refuse)
      : listener_(std::move(listener)),
        hosts_(std::move(hosts)),
        limits_(limits),
        answer_(std::move(answer)),
        refuse_(std::move(refuse)),
        epoll_(epoll_create1(EPOLL_CLOEXEC)),
        wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
        read_buffer_(kReadSize),
        workers_(workers) {
    const auto descriptors = raise_descriptor_limit();
    max_connections_ = std::min(limits_.max_connections, descriptors - std::min(descriptors / 2, kReservedDescriptors));
    if (!epoll_.is_open() || !wake_.is_open()) throw Error("cannot make an event loop", "are there free descriptors?");
    watch(listener_.socket.fd(), kListenerId, EPOLLIN, EPOLL_CTL_ADD);
    watch(wake_.fd(), kWakeId, EPOLLIN, EPOLL_CTL_ADD);
  }

  void run() {
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

  void stop() noexcept {
    stopping_ = true;
    wake();
  }

 private:
  using Connections = std::unordered_map<std::uint64_t, std::unique_ptr<Connection>>;

  void watch(int fd, std::uint64_t id, std::uint32_t events, int operation) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = id;
    epoll_ctl(epoll_.fd(), operation, fd, &event);
  }

  void wake() noexcept {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(wake_.fd(), &one, sizeof one);
  }

  // Milliseconds until something is due.
  int wait_time() const {
    const auto due = std::min(deadlines_.next(), accept_again_);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - Clock::now());
    const auto longest = draining_ ? kLongestSleepAtTheEnd : kLongestSleep;
    return static_cast<int>(std::clamp(left, std::chrono::milliseconds(0), longest).count());
  }

  void handle(const epoll_event& event) {
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

  // ---- Accepting

  void accept_some() {
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

  // The system looks for a free descriptor first: that there is none says nothing of clients.
  bool somebody_waits() const {
    pollfd listener{listener_.socket.fd(), POLLIN, 0};
    return ::poll(&listener, 1, 0) > 0;
  }

  // Epoll would name the listener again at once, and for as long as the want lasts.
  void pause_accepting() {
    watch(listener_.socket.fd(), kListenerId, 0, EPOLL_CTL_MOD);
    accept_again_ = Clock::now() + kAcceptPause;
  }

  void accept_again() {
    watch(listener_.socket.fd(), kListenerId, EPOLLIN, EPOLL_CTL_MOD);
    accept_again_ = Clock::time_point::max();
  }

  // Makes room, so that a new client always gets its turn: one that does not wait for its answer goes, else the one
  // that is nearest to its deadline, else the one that has waited longest for a worker.
  bool evict() {
    auto id = workers_.last_of_those_who_hurry();
    if (!id && !deadlines_.others().empty()) id = deadlines_.others().begin()->second;
    if (!id) id = workers_.first_of_the_others();
    if (id) close(*connections_.at(*id));
    return id.has_value();
  }

  // ---- Reading

  void read_some(Connection& connection) {
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

  // What belongs to the request that is arriving, and of those behind it only what comes along with its head.
  std::size_t bytes_wanted(const Connection& connection) const {
    if (!connection.head) return kHeadReadSize;
    return std::min(read_buffer_.size(), connection.head_size + connection.head->body_size - connection.in.size());
  }

  // Who holds most of the memory for unparsed requests is the one to go, not who asks last.
  Connection& largest_unparsed() {
    const auto found = std::max_element(connections_.begin(), connections_.end(), [](const auto& a, const auto& b) {
      return a.second->counted_in < b.second->counted_in;
    });
    return *found->second;
  }

  // What it has sent is thrown away. Where it waits for an answer already, that is its last.
  void shed(Connection& connection) {
    if (connection.state == State::kReading) return refuse(connection, {429, "too much is arriving just now"});
    connection.in.clear();
    connection.in.shrink_to_fit();
    connection.is_last = connection.close_after = true;
    held_.count(connection);
  }

  void parse(Connection& connection) {
    if (!connection.head && !parse_head(connection)) return;
    const auto whole = connection.head_size + connection.head->body_size;
    if (connection.in.size() < whole) {
      if (connection.in.capacity() < whole) connection.in.reserve(whole);
      held_.count(connection);
      return arm(connection, EPOLLIN);
    }
    dispatch(connection, whole);
  }

  // False: not there yet, or refused.
  bool parse_head(Connection& connection) {
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

  void dispatch(Connection& connection, std::size_t whole) {
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

  // While a worker has its request, or will have: who sends more or an end does not wait for the answer, and nobody
  // works for whoever is gone.
  void overhear(Connection& connection, std::uint32_t events) {
    if ((events & (EPOLLHUP | EPOLLERR)) != 0) return close(connection);
    workers_.set_back(connection.id);
    deadlines_.set(connection, std::min(connection.deadline, Clock::now() + limits_.hurried_turn_time));
    arm(connection, 0);
  }

  void refuse(Connection& connection, const Refusal& refusal) {
    connection.in.clear();
    connection.in.shrink_to_fit();
    connection.head.reset();
    begin_write(connection, {refuse_(refusal), false});
    // begin_write may have closed it: nothing of it is touched any more.
  }

  // ---- Writing

  void take_completions() {
    for (auto& [id, answer] : completions_.take()) {
      const auto found = connections_.find(id);
      if (found != connections_.end()) begin_write(*found->second, std::move(answer));
    }
  }

  void begin_write(Connection& connection, WireAnswer answer) {
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

  // Of those whose answers wait to be sent, the one that has had the longest time. False: there is no other.
  bool evict_slowest_reader(std::uint64_t not_this) {
    for (const auto& [deadline, id] : deadlines_.others()) {
      auto& connection = *connections_.at(id);
      if (id == not_this || connection.state != State::kWriting) continue;
      close(connection);
      return true;
    }
    return false;
  }

  void write_some(Connection& connection) {
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

  void begin_next(Connection& connection) {
    connection.state = connection.in.empty() ? State::kIdle : State::kReading;
    connection.hurries = !connection.in.empty();
    set_deadline(connection, connection.in.empty() ? limits_.idle_time : limits_.request_time);
    held_.count(connection);
    connection.in.empty() ? arm(connection, EPOLLIN) : parse(connection);
  }

  // Closing with unread bytes would reset the connection, and the reset may overtake the answer.
  void begin_linger(Connection& connection) {
    connection.state = State::kLingering;
    connection.in.clear();
    connection.in.shrink_to_fit();
    held_.count(connection);
    set_deadline(connection, draining_ ? std::chrono::milliseconds(100) : limits_.linger_time);
    ::shutdown(connection.socket.fd(), SHUT_WR);
    linger(connection);
  }

  void linger(Connection& connection) {
    const auto got = ::recv(connection.socket.fd(), read_buffer_.data(), read_buffer_.size(), 0);
    if (got < 0 && (would_block(errno) || errno == EINTR)) return arm(connection, EPOLLIN);
    if (got <= 0) return close(connection);
    connection.lingered += static_cast<std::size_t>(got);
    connection.lingered > limits_.max_linger_bytes ? close(connection) : arm(connection, EPOLLIN);
  }

  // ---- Time, memory, end

  void arm(Connection& connection, std::uint32_t events) {
    watch(connection.socket.fd(), connection.id, events | EPOLLONESHOT, EPOLL_CTL_MOD);
  }

  void set_deadline(Connection& connection, std::chrono::milliseconds time) {
    deadlines_.set(connection, Clock::now() + time);
  }

  void close(Connection& connection) {
    if (connection.state == State::kWorking) workers_.drop(connection.id);
    deadlines_.clear(connection);
    held_.forget(connection);
    connections_.erase(connection.id);
  }

  void expire() {
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

  // What a worker has begun with is answered all the same.
  void give_up_turn(Connection& connection) {
    if (workers_.drop(connection.id)) refuse(connection, {429, "too many ask just now"});
  }

  void begin_drain() {
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

  bool is_drained() const { return draining_ && (connections_.empty() || Clock::now() >= drain_end_); }

  Listener listener_;
  AllowedHosts hosts_;
  HttpLimits limits_;
  Answer answer_;
  Refuse refuse_;
  Socket epoll_;
  Socket wake_;
  std::vector<char> read_buffer_;
  std::size_t max_connections_ = 0;
  std::uint64_t next_id_ = kFirstConnectionId;
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

Front::Front(Listener listener, AllowedHosts hosts, HttpLimits limits, unsigned workers, Answer answer, Refuse refuse)
    : loop_(std::make_unique<Loop>(std::move(listener), std::move(hosts), limits, workers, std::move(answer),
                                   std::move(refuse))) {}
Front::~Front() = default;
void Front::run() { loop_->run(); }
void Front::stop() noexcept { loop_->stop(); }

}  // namespace tiski
