// Crowds that ask for more than the worker can do, while it is busy: who then comes next.
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <algorithm>

#include "server/http/turns.h"
#include "tests/http/front_fixture.h"

namespace tiski {
namespace {

using namespace std::chrono_literals;
using test::body_of;
using test::HttpClient;
using test::status_of;

class FrontUnderCrowds : public test::FrontTest {
 protected:
  using Clients = std::vector<std::unique_ptr<HttpClient>>;
  static constexpr const char* kRefused = "TRACE / HTTP/1.1\r\n\r\n";

  // One worker: of two, the one that has a job may be held up while the other takes many, and the order be another.
  void start(HttpLimits limits = {}) { FrontTest::start(limits, 1); }

  // The worker is at work until release_.
  void occupy_worker() {
    const int before = answered_;
    worked_for_ = std::make_unique<HttpClient>(port_);
    worked_for_->send(get("/wait"));
    while (answered_ == before) std::this_thread::sleep_for(1ms);
  }

  Clients crowd(int count, const std::string& bytes) {
    Clients clients;
    for (int i = 0; i < count; ++i) {
      clients.push_back(std::make_unique<HttpClient>(port_));
      clients.back()->send(bytes);
    }
    return clients;
  }

  // Refusals come from the front's own thread, and clients are let in one after another: what was sent before has been
  // read when the second one is there.
  void until_all_is_read() {
    for (int i = 0; i < 2; ++i) {
      HttpClient client(port_);
      client.send(kRefused);
      EXPECT_GE(status_of(client), 400);
    }
  }

  // Before the worker is occupied: clients that the front has let in already, for until_all_ends_are_seen().
  void connect_witnesses() {
    witnesses_ = crowd(2, get("/witness"));
    for (const auto& each : witnesses_) EXPECT_EQ(body_of(*each), "/witness");
  }

  // The front hears of an end when it waits for events the next time: the first witness was in that batch at the
  // earliest, the second in one behind it.
  void until_all_ends_are_seen() {
    until_all_is_read();
    for (const auto& each : witnesses_) {
      each->send(kRefused);
      EXPECT_GE(status_of(*each), 400);
    }
  }

  std::ptrdiff_t turn_of(const std::string& path) {
    const auto paths = order();
    return std::find(paths.begin(), paths.end(), path) - paths.begin();
  }

  std::unique_ptr<HttpClient> worked_for_;

 private:
  Clients witnesses_;
};

TEST_F(FrontUnderCrowds, AnswersANewClientBeforeAllWhoSendMoreThanTheyRead) {
  start();
  occupy_worker();
  const auto pipelining = crowd(200, get("/page") + get("/page") + get("/page"));
  until_all_is_read();
  HttpClient client(port_);
  client.send(get("/new"));
  until_all_is_read();
  release_ = true;
  EXPECT_EQ(body_of(client), "/new");
  EXPECT_LE(turn_of("/new"), 1 + 4);
}

TEST_F(FrontUnderCrowds, AnswersThoseWhoWaitBeforeThoseWhoHaveClosedTheirDirectionMeanwhile) {
  start();
  connect_witnesses();
  occupy_worker();
  const auto half_closed = crowd(50, get("/half"));
  const auto waiting = crowd(10, get("/page"));
  for (const auto& each : half_closed) each->shutdown_write();
  until_all_ends_are_seen();
  release_ = true;
  for (const auto& each : waiting) EXPECT_EQ(body_of(*each), "/page");
  const auto paths = order();
  const auto last = std::find(paths.rbegin(), paths.rend(), "/page");
  EXPECT_LE(paths.rend() - last, 2 + 1 + 10 + 3) << "every eighth turn is one of the others";
}

TEST_F(FrontUnderCrowds, AnswersANewClientSoonThoughManyHaveWaitedForLong) {
  start();
  occupy_worker();
  const auto waiting = crowd(200, get("/page"));
  until_all_is_read();
  std::this_thread::sleep_for(Turns::kPatience);
  HttpClient client(port_);
  client.send(get("/new"));
  until_all_is_read();
  release_ = true;
  EXPECT_EQ(body_of(client), "/new");
  EXPECT_LE(turn_of("/new"), 1 + 4);
  for (const auto& each : waiting) EXPECT_EQ(body_of(*each), "/page");
}

TEST_F(FrontUnderCrowds, AnswersANewClientBeforeThoseWhoHaveHadAnAnswer) {
  start();
  const auto kept = crowd(200, get("/page"));
  for (const auto& each : kept) EXPECT_EQ(body_of(*each), "/page");
  occupy_worker();
  for (const auto& each : kept) each->send(get("/again"));
  until_all_is_read();
  HttpClient client(port_);
  client.send(get("/new"));
  until_all_is_read();
  release_ = true;
  EXPECT_EQ(body_of(client), "/new");
  EXPECT_LE(turn_of("/new"), 201 + 4);
  for (const auto& each : kept) EXPECT_EQ(body_of(*each), "/again");
}

TEST_F(FrontUnderCrowds, DoesNoWorkForClientsThatHaveGone) {
  start();
  connect_witnesses();
  occupy_worker();
  auto gone = crowd(100, get("/gone"));
  until_all_is_read();
  for (const auto& client : gone) {
    const linger reset{1, 0};
    setsockopt(client->fd(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  }
  gone.clear();
  until_all_ends_are_seen();
  HttpClient client(port_);
  client.send(get("/new"));
  release_ = true;
  EXPECT_EQ(body_of(client), "/new");
  const auto paths = order();
  EXPECT_EQ(std::count(paths.begin(), paths.end(), "/gone"), 0);
}

// A client that has closed its direction may be gone: nobody can tell, so for a flood of them work goes on for as long
// as any of them waits.
TEST_F(FrontUnderCrowds, StopsWorkingForThoseWhoHaveClosedTheirDirectionLongAgo) {
  HttpLimits limits;
  limits.hurried_turn_time = 1s;
  start(limits);
  occupy_worker();
  const auto half_closed = crowd(100, get("/half"));
  for (const auto& each : half_closed) each->shutdown_write();
  HttpClient patient(port_);
  patient.send(get("/patient"));
  for (const auto& each : half_closed) EXPECT_EQ(status_of(*each), 429);
  release_ = true;
  EXPECT_EQ(body_of(patient), "/patient");
  const auto paths = order();
  EXPECT_EQ(std::count(paths.begin(), paths.end(), "/half"), 0);
}

TEST_F(FrontUnderCrowds, SaysThatTheTurnHasNotComeInTime) {
  HttpLimits limits;
  limits.turn_time = 1s;
  start(limits);
  occupy_worker();
  HttpClient client(port_);
  client.send(get("/page"));
  EXPECT_EQ(status_of(client), 429);
  EXPECT_TRUE(client.is_closed_within(30s));
  release_ = true;
  EXPECT_EQ(body_of(*worked_for_), "/wait") << "what has been begun with is answered, however long it takes";
}

TEST_F(FrontUnderCrowds, MakesRoomForANewClientAmongThoseWhoSendMoreThanTheyRead) {
  HttpLimits limits;
  limits.max_connections = 20;
  start(limits);
  occupy_worker();
  const auto pipelining = crowd(60, get("/page") + get("/page"));
  HttpClient client(port_);
  client.send(get("/new"));
  const auto more = crowd(60, get("/page") + get("/page"));
  until_all_is_read();
  release_ = true;
  EXPECT_EQ(body_of(client), "/new");
}

TEST_F(FrontUnderCrowds, KeepsNoMoreConnectionsThanItMayWhereAllWaitForAWorker) {
  HttpLimits limits;
  limits.max_connections = 20;
  start(limits);
  occupy_worker();
  const auto waiting = crowd(60, get("/page"));
  HttpClient client(port_);
  client.send(get("/new"));
  until_all_is_read();
  release_ = true;
  EXPECT_EQ(body_of(client), "/new");
  const auto answered =
      std::count_if(waiting.begin(), waiting.end(), [](auto& each) { return each->receive().has_value(); });
  EXPECT_LE(answered, 18) << "beside the one at work and the new one";
}

TEST_F(FrontUnderCrowds, TakesANewRequestWhilePipelinedOnesFillTheMemory) {
  HttpLimits limits;
  limits.max_unparsed = 32UL * 1024;
  start(limits);
  occupy_worker();
  std::string pipelined;
  while (pipelined.size() < 20'000) pipelined += get("/page");
  const auto pipelining = crowd(40, pipelined);
  until_all_is_read();
  HttpClient client(port_);
  client.send(get("/new"));
  until_all_is_read();
  release_ = true;
  EXPECT_EQ(body_of(client), "/new");
}

}  // namespace
}  // namespace tiski
