#include "server/http/front.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <map>
#include <memory>
#include <thread>

#include "tests/http/front_fixture.h"
#include "tests/support/sanitizers.h"

namespace tiski {
namespace {

using namespace std::chrono_literals;
using test::body_of;
using test::FrontTest;
using test::HttpClient;
using test::kLarge;
using test::status_of;
using Clock = std::chrono::steady_clock;

// While it lives, the process can open one more descriptor.
class OneDescriptorLeft {
 public:
  OneDescriptorLeft() {
    getrlimit(RLIMIT_NOFILE, &usual_);
    const Socket next(::dup(STDIN_FILENO));  // the lowest that is free
    const rlimit limit{static_cast<rlim_t>(next.fd()) + 1, usual_.rlim_max};
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  ~OneDescriptorLeft() { setrlimit(RLIMIT_NOFILE, &usual_); }
  OneDescriptorLeft(const OneDescriptorLeft&) = delete;
  OneDescriptorLeft& operator=(const OneDescriptorLeft&) = delete;

 private:
  rlimit usual_{};
};

class FrontWithoutDescriptors : public FrontTest {
 protected:
  void SetUp() override {
    if (test::kNeedsDescriptorsItself) GTEST_SKIP() << "UBSan needs descriptors itself: TSan's run has these tests";
  }
};

// What this process has used.
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

TEST_F(FrontTest, KeepsTheConnectionAndAnswersPipelinedRequestsInTheirOrder) {
  start();
  HttpClient client(port_);
  client.send(get("/one") + get("/two") + get("/three"));
  for (const auto* path : {"/one", "/two", "/three"}) EXPECT_EQ(body_of(client), path);
  client.send(get("/four"));
  EXPECT_EQ(body_of(client), "/four");
}

TEST_F(FrontTest, PutsTogetherARequestThatComesByteByByte) {
  start();
  HttpClient client(port_);
  const auto bytes =
      "POST /slow HTTP/1.1\r\nHost: localhost:" + std::to_string(port_) + "\r\nContent-Length: 5\r\n\r\nhello";
  for (const char byte : bytes) client.send(std::string_view(&byte, 1));
  EXPECT_EQ(body_of(client), "/slow|5");
}

TEST_F(FrontTest, ClosesAfterARefusalWithoutExecutingWhatFollows) {
  start();
  HttpClient client(port_);
  client.send("POST /a HTTP/1.1\r\nHost: localhost:" + std::to_string(port_) +
              "\r\nTransfer-Encoding: chunked\r\n\r\n" + get("/smuggled"));
  EXPECT_EQ(status_of(client), 411);
  EXPECT_TRUE(client.is_closed_within(30s));
  EXPECT_EQ(answered_, 0);
}

TEST_F(FrontTest, TakesTheBodyAndNoMore) {
  start();
  HttpClient client(port_);
  client.send("POST /a HTTP/1.1\r\nHost: localhost:" + std::to_string(port_) + "\r\nContent-Length: 3\r\n\r\nabc" +
              get("/smuggled"));
  EXPECT_EQ(body_of(client), "/a|3");
  EXPECT_TRUE(client.is_closed_within(30s)) << "after a body the connection ends";
  EXPECT_EQ(answered_, 1);
}

TEST_F(FrontTest, SaysThatARequestDidNotArriveInTime) {
  HttpLimits limits;
  limits.request_time = 200ms;
  start(limits);
  HttpClient client(port_);
  client.send("GET / HTTP/1.1\r\nHost:");
  const auto answer = client.receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 408);
  EXPECT_TRUE(client.is_closed_within(30s));
}

TEST_F(FrontTest, DoesNotLetDrippedBytesLengthenTheTime) {
  HttpLimits limits;
  limits.request_time = 300ms;
  start(limits);
  HttpClient client(port_);
  const auto begin = Clock::now();
  while (client.send("G") && Clock::now() - begin < 5s) {
    std::this_thread::sleep_for(20ms);
    if (client.receive(0ms)) break;
  }
  EXPECT_LT(Clock::now() - begin, test::patience(3s));
}

TEST_F(FrontTest, ClosesConnectionsWithoutARequest) {
  HttpLimits limits;
  limits.request_time = 200ms;
  limits.idle_time = 2s;
  start(limits);
  HttpClient silent(port_);
  EXPECT_TRUE(silent.is_closed_within(30s));
  HttpClient kept(port_);
  kept.send(get("/"));
  EXPECT_EQ(status_of(kept), 200);
  EXPECT_FALSE(kept.is_closed_within(100ms));
  EXPECT_TRUE(kept.is_closed_within(30s));
}

TEST_F(FrontTest, AnswersOthersWhileManyConnectionsWaitAndDrip) {
  start();
  std::vector<std::unique_ptr<HttpClient>> waiting;
  for (int i = 0; i < 300; ++i) {
    waiting.push_back(std::make_unique<HttpClient>(port_));
    if (i % 3 == 0) waiting.back()->send("GET / HT");
  }
  for (int i = 0; i < 50; ++i) {
    HttpClient client(port_);
    client.send(get("/new"));
    const auto answer = client.receive();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "/new");
  }
}

TEST_F(FrontTest, HoldsNoWorkerForThoseWhoReadSlowly) {
  start();
  std::vector<std::unique_ptr<HttpClient>> slow;
  for (int i = 0; i < 3; ++i) {  // more than there are workers
    slow.push_back(std::make_unique<HttpClient>(port_));
    slow.back()->send(get("/large"));
  }
  HttpClient client(port_);
  client.send(get("/quick"));
  const auto answer = client.receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "/quick");
}

TEST_F(FrontTest, ClosesThoseWhoDoNotReadTheirAnswer) {
  HttpLimits limits;
  limits.send_time = 300ms;
  start(limits);
  HttpClient client(port_);
  client.send(get("/large"));
  char byte = 0;
  ASSERT_EQ(::recv(client.fd(), &byte, 1, MSG_PEEK), 1);  // its answer has begun
  std::this_thread::sleep_for(test::patience(900ms));
  const auto answer = client.receive();
  EXPECT_FALSE(answer) << "it cannot have arrived whole";
  EXPECT_TRUE(client.is_closed_within(30s));
}

TEST_F(FrontTest, RefusesWhatArrivesOverTheMemoryForUnparsedRequests) {
  HttpLimits limits;
  limits.max_unparsed = 512UL * 1024;
  limits.request_time = 60s;  // those that are let in wait for the rest of their request
  start(limits);
  std::vector<std::unique_ptr<HttpClient>> clients;
  int refused = 0;
  const auto head =
      "POST /x HTTP/1.1\r\nHost: localhost:" + std::to_string(port_) + "\r\nContent-Length: 65536\r\n\r\n";
  for (int i = 0; i < 40; ++i) {
    clients.push_back(std::make_unique<HttpClient>(port_));
    clients.back()->send(head + std::string(60'000, 'x'));
  }
  for (auto& client : clients) {
    const auto answer = client->receive(test::patience(200ms));
    refused += answer && answer->status == 429 ? 1 : 0;
  }
  EXPECT_GE(refused, 30);
  HttpClient small(port_);
  small.send(get("/small"));
  EXPECT_EQ(body_of(small), "/small") << "small requests still get through";
}

TEST_F(FrontTest, RefusesWhoHoldsMostOfTheMemoryAndNotWhoAsksLast) {
  HttpLimits limits;
  limits.max_unparsed = 512UL * 1024;
  limits.request_time = 60s;
  start(limits);
  const auto post = [this](const std::string& path, std::size_t size) {
    return "POST " + path + " HTTP/1.1\r\nHost: localhost:" + std::to_string(port_) +
           "\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n";
  };
  HttpClient large(port_);
  large.send(post("/trainer/x", 450'000) + std::string(440'000, 'x'));
  HttpClient first(port_);
  HttpClient second(port_);
  for (auto* small : {&first, &second}) small->send(post("/small", 60'000) + std::string(59'999, 'x'));
  EXPECT_EQ(status_of(large), 429);
  for (auto* small : {&first, &second}) {
    small->send("x");
    EXPECT_EQ(body_of(*small), "/small|60000");
  }
}

TEST_F(FrontTest, TakesOnlySmallRequestsWhileTooMuchWaitsForAWorker) {
  HttpLimits limits;
  limits.max_waiting = 62UL * 1024;  // three of the long ones, and not a small one more
  start(limits);
  const std::string long_header = "Cookie: " + std::string(20'000, 'c') + "\r\n";
  std::vector<std::unique_ptr<HttpClient>> waiting;
  for (int i = 0; i < 5; ++i) {
    waiting.push_back(std::make_unique<HttpClient>(port_));
    waiting.back()->send(get("/wait", long_header));
  }
  HttpClient last(port_);
  last.send(get("/wait", long_header));
  EXPECT_EQ(status_of(last), 429);
  HttpClient small(port_);
  small.send(get("/small", "Cookie: " + std::string(limits.always_taken - 200, 'c') + "\r\n"));
  EXPECT_FALSE(small.receive(test::patience(100ms))) << "it waits, and is not refused";
  release_ = true;
  EXPECT_EQ(body_of(small), "/small");
  std::map<int, int> statuses;
  for (const auto& each : waiting) ++statuses[status_of(*each)];
  EXPECT_EQ(statuses, (std::map<int, int>{{200, 3}, {429, 2}}));
  HttpClient later(port_);
  later.send(get("/later", long_header));
  EXPECT_EQ(body_of(later), "/later") << "what has been answered does not wait any more";
}

TEST_F(FrontTest, MakesRoomForANewClientWhenAllConnectionsAreTaken) {
  HttpLimits limits;
  limits.max_connections = 20;
  limits.request_time = 120s;  // no one is closed but to make room
  start(limits);
  std::vector<std::unique_ptr<HttpClient>> waiting;
  for (int i = 0; i < 60; ++i) waiting.push_back(std::make_unique<HttpClient>(port_));
  HttpClient client(port_);
  client.send(get("/new"));
  EXPECT_EQ(body_of(client), "/new");
  const auto closed =
      std::count_if(waiting.begin(), waiting.end(), [](auto& each) { return each->is_closed_within(50ms); });
  EXPECT_EQ(closed, 41) << "those who have waited longest, and no more of them than there is need for";
}

// It waited for a descriptor in a busy loop.
TEST_F(FrontWithoutDescriptors, RestsWhileNobodyCanMakeRoomForANewClient) {
  start();
  auto limit = std::make_unique<OneDescriptorLeft>();
  HttpClient client(port_);
  client.send(get("/later"));
  const auto before = processor_seconds();
  EXPECT_FALSE(client.receive(1s));
  EXPECT_LT(processor_seconds() - before, 0.3);
  limit.reset();
  EXPECT_EQ(body_of(client), "/later");
}

TEST_F(FrontWithoutDescriptors, MakesRoomForANewClient) {
  HttpLimits limits;
  limits.idle_time = 120s;  // no one is closed but to make room
  start(limits);
  HttpClient idle(port_);
  idle.send(get("/idle"));
  EXPECT_EQ(body_of(idle), "/idle");
  const OneDescriptorLeft limit;
  HttpClient client(port_);
  client.send(get("/new"));
  EXPECT_EQ(body_of(client), "/new");
  EXPECT_TRUE(idle.is_closed_within(1s));
}

TEST_F(FrontTest, ReadsOnlySoMuchOfWhatFollowsARefusal) {
  HttpLimits limits;
  limits.linger_time = 120s;
  limits.max_linger_bytes = 10'000;
  start(limits);
  HttpClient client(port_);
  client.send("NONSENSE\r\n\r\n");
  EXPECT_EQ(status_of(client), 400);
  EXPECT_TRUE(client.send(std::string(5'000, 'x'))) << "who is refused can read why";
  const auto until = Clock::now() + test::patience(5s);
  bool is_open = true;
  while (is_open && Clock::now() < until) is_open = client.send(std::string(5'000, 'x'));
  EXPECT_FALSE(is_open);
}

TEST_F(FrontTest, AnswersAClientThatHasClosedItsOwnDirection) {
  start();
  HttpClient client(port_);
  client.send(get("/half"));
  client.shutdown_write();
  EXPECT_EQ(body_of(client), "/half");
  EXPECT_TRUE(client.is_closed_within(30s));
}

TEST_F(FrontTest, DropsTheSlowestReadersWhenTooManyAnswersWait) {
  HttpLimits limits;
  limits.max_unsent = 20UL * 1024 * 1024;
  start(limits);
  HttpClient first(port_);
  first.send(get("/large"));
  char byte = 0;
  ASSERT_EQ(::recv(first.fd(), &byte, 1, MSG_PEEK), 1);  // its answer has begun
  HttpClient second(port_);
  second.send(get("/large"));
  EXPECT_EQ(body_of(second).size(), kLarge);
  EXPECT_FALSE(first.receive(2s));
}

TEST_F(FrontTest, LivesOnWhenAClientGoesAwayBeforeItsAnswer) {
  start();
  for (int i = 0; i < 30; ++i) HttpClient(port_).send(get(i % 10 == 0 ? "/large" : "/small"));
  HttpClient client(port_);
  client.send(get("/still-here"));
  EXPECT_EQ(body_of(client), "/still-here");
}

TEST_F(FrontTest, StopsAtOnceWhenIdle) {
  start();
  std::vector<std::unique_ptr<HttpClient>> idle;
  for (int i = 0; i < 50; ++i) idle.push_back(std::make_unique<HttpClient>(port_));
  const auto begin = Clock::now();
  stop();
  EXPECT_LT(Clock::now() - begin, test::patience(1s));
}

TEST_F(FrontTest, AnswersWhatIsAtWorkBeforeItStops) {
  start();
  HttpClient client(port_);
  client.send(get("/wait"));
  while (answered_ == 0) std::this_thread::sleep_for(1ms);
  front_->stop();
  std::this_thread::sleep_for(100ms);
  release_ = true;
  const auto answer = client.receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "/wait");
}

TEST_F(FrontTest, StopsInTimeUnderAttack) {
  start();
  std::atomic<bool> attack = true;
  std::vector<std::thread> attackers;
  for (int i = 0; i < 4; ++i) {
    attackers.emplace_back([&] {
      while (attack) {
        try {
          HttpClient client(port_);
          client.send("GET / HTTP/1.1\r\nHo");
          client.receive(5ms);
        } catch (const std::exception&) {
          std::this_thread::sleep_for(5ms);
        }
      }
    });
  }
  std::vector<std::unique_ptr<HttpClient>> slow;
  for (int i = 0; i < 4; ++i) {
    slow.push_back(std::make_unique<HttpClient>(port_));
    slow.back()->send(get("/large"));
  }
  std::this_thread::sleep_for(200ms);
  const auto begin = Clock::now();
  stop();
  EXPECT_LT(Clock::now() - begin, test::patience(5s));
  attack = false;
  for (auto& attacker : attackers) attacker.join();
}

}  // namespace
}  // namespace tiski
