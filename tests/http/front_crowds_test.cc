// Crowds that ask for more than the workers can do, while all workers are busy: who then comes next.
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

  // Both workers are at work until release_.
  void occupy_workers() {
    const int before = answered_;
    for (int i = 0; i < 2; ++i) {
      workers_.push_back(std::make_unique<HttpClient>(port_));
      workers_.back()->send(get("/wait"));
    }
    while (answered_ < before + 2) std::this_thread::sleep_for(1ms);
  }

  Clients crowd(int count, const std::string& bytes) {
    Clients clients;
    for (int i = 0; i < count; ++i) {
      clients.push_back(std::make_unique<HttpClient>(port_));
      clients.back()->send(bytes);
    }
    return clients;
  }

  // Refusals come from the front's own thread: requests that were sent before have been read when the second one is
  // there, and what followed them, a further request or an end, when the third is.
  void until_all_is_read() {
    for (int i = 0; i < 3; ++i) {
      HttpClient client(port_);
      client.send("TRACE / HTTP/1.1\r\n\r\n");
      EXPECT_GE(status_of(client), 400);
    }
  }

  // What a worker has begun with is answered, however long it takes.
  void expect_workers_answered() {
    for (const auto& each : workers_) EXPECT_EQ(body_of(*each), "/wait");
  }

  std::ptrdiff_t turn_of(const std::string& path) {
    const auto paths = order();
    return std::find(paths.begin(), paths.end(), path) - paths.begin();
  }

 private:
  Clients workers_;
};

TEST_F(FrontUnderCrowds, AnswersANewClientBeforeAllWhoSendMoreThanTheyRead) {
  start();
  occupy_workers();
  const auto pipelining = crowd(200, get("/page") + get("/page") + get("/page"));
  until_all_is_read();
  HttpClient client(port_);
  client.send(get("/new"));
  until_all_is_read();
  release_ = true;
  EXPECT_EQ(body_of(client), "/new");
  EXPECT_LE(turn_of("/new"), 2 + 4);
}

TEST_F(FrontUnderCrowds, AnswersThoseWhoWaitBeforeThoseWhoHaveClosedTheirDirectionMeanwhile) {
  start();
  occupy_workers();
  const auto half_closed = crowd(50, get("/half"));
  const auto waiting = crowd(10, get("/page"));
  for (const auto& each : half_closed) each->shutdown_write();
  until_all_is_read();
  release_ = true;
  for (const auto& each : waiting) EXPECT_EQ(body_of(*each), "/page");
  const auto paths = order();
  const auto last = std::find(paths.rbegin(), paths.rend(), "/page");
  EXPECT_LE(paths.rend() - last, 2 + 10 + 3) << "every eighth turn is one of the others";
}

TEST_F(FrontUnderCrowds, AnswersANewClientSoonThoughManyHaveWaitedForLong) {
  start();
  occupy_workers();
  const auto waiting = crowd(200, get("/page"));
  until_all_is_read();
  std::this_thread::sleep_for(Turns::kPatience);
  HttpClient client(port_);
  client.send(get("/new"));
  until_all_is_read();
  release_ = true;
  EXPECT_EQ(body_of(client), "/new");
  EXPECT_LE(turn_of("/new"), 2 + 4);
  for (const auto& each : waiting) EXPECT_EQ(body_of(*each), "/page");
}

TEST_F(FrontUnderCrowds, AnswersANewClientBeforeThoseWhoHaveHadAnAnswer) {
  start();
  const auto kept = crowd(200, get("/page"));
  for (const auto& each : kept) EXPECT_EQ(body_of(*each), "/page");
  occupy_workers();
  for (const auto& each : kept) each->send(get("/again"));
  until_all_is_read();
  HttpClient client(port_);
  client.send(get("/new"));
  until_all_is_read();
  release_ = true;
  EXPECT_EQ(body_of(client), "/new");
  EXPECT_LE(turn_of("/new"), 202 + 4);
  for (const auto& each : kept) EXPECT_EQ(body_of(*each), "/again");
}

TEST_F(FrontUnderCrowds, DoesNoWorkForClientsThatHaveGone) {
  start();
  occupy_workers();
  auto gone = crowd(100, get("/gone"));
  until_all_is_read();
  for (const auto& client : gone) {
    const linger reset{1, 0};
    setsockopt(client->fd(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  }
  gone.clear();
  until_all_is_read();
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
  occupy_workers();
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
  occupy_workers();
  HttpClient client(port_);
  client.send(get("/page"));
  EXPECT_EQ(status_of(client), 429);
  EXPECT_TRUE(client.is_closed_within(30s));
  release_ = true;
  expect_workers_answered();
}

TEST_F(FrontUnderCrowds, MakesRoomForANewClientAmongThoseWhoSendMoreThanTheyRead) {
  HttpLimits limits;
  limits.max_connections = 20;
  start(limits);
  occupy_workers();
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
  occupy_workers();
  const auto waiting = crowd(60, get("/page"));
  HttpClient client(port_);
  client.send(get("/new"));
  until_all_is_read();
  release_ = true;
  EXPECT_EQ(body_of(client), "/new");
  const auto answered =
      std::count_if(waiting.begin(), waiting.end(), [](auto& each) { return each->receive().has_value(); });
  EXPECT_LE(answered, 17) << "beside the two at work and the new one";
}

TEST_F(FrontUnderCrowds, TakesANewRequestWhilePipelinedOnesFillTheMemory) {
  HttpLimits limits;
  limits.max_unparsed = 32UL * 1024;
  start(limits);
  occupy_workers();
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
