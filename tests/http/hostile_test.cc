// An attacker's requests over plain sockets against the program: whatever is sent, no answer says 500 or more, nothing
// ends the program, every answer has its headers and no others, and nothing that follows a refusal is ever answered.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <thread>

#include "server/http/response_headers.h"
#include "tests/http/hostile_requests.h"
#include "tests/http/http_client.h"
#include "tests/http/program.h"
#include "tests/support/figures.h"
#include "tests/support/sanitizers.h"

namespace tiski {
namespace {

using namespace std::chrono_literals;
using test::Answer;
using test::HostileRequest;
using Clock = std::chrono::steady_clock;
using Expected = HostileRequest::Expected;

constexpr std::size_t kMostMegabytes = 150;

// Each at its own place in the table, so that a sample has something of everything.
constexpr std::size_t kEvery = test::kSanitized ? 23 : 1;

// What any answer may say beside the security headers: a header that a client has brought in is none of these.
const std::set<std::string> kKnownHeaders = {
    "allow",       "cache-control", "connection", "content-encoding", "content-length", "content-type",     "date",
    "etag",        "link",          "location",   "retry-after",      "set-cookie",     "tiski-generation", "vary",
    "x-request-id"};

// All answers to these bytes: they are sent, our side is closed, and what comes until the end is read.
std::vector<Answer> answers_to(int port, const std::string& bytes, bool& ended) {
  test::HttpClient client(port);
  client.send(bytes);
  client.shutdown_write();
  std::vector<Answer> answers;
  while (auto answer = client.receive_any(30s)) answers.push_back(std::move(*answer));
  ended = client.is_closed_within(1s);
  return answers;
}

std::string fault_of_headers(const Answer& answer) {
  for (const auto& [name, value] : security_headers()) {
    std::string lower = name;
    for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (answer.headers.count(lower) != 1 || answer.header(lower) != value) return name + " is not as it must be";
  }
  for (const auto* needed : {"date", "x-request-id", "cache-control"}) {
    if (answer.headers.count(needed) != 1) return std::string(needed) + " is missing or double";
  }
  for (const auto& header : answer.headers) {
    const auto& name = header.first;
    const bool is_security = std::any_of(security_headers().begin(), security_headers().end(), [&](const auto& each) {
      return std::equal(name.begin(), name.end(), each.first.begin(), each.first.end(),
                        [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
    });
    if (!is_security && kKnownHeaders.count(name) == 0) return "a header that we never send: " + name;
  }
  const auto cookie = answer.header("set-cookie");
  if (!cookie.empty() && !cookie.starts_with("lang=fi;") && !cookie.starts_with("lang=sv;") &&
      !cookie.starts_with("lang=en;") && !cookie.starts_with("desk=1;") && !cookie.starts_with("desk=0;")) {
    return "a foreign cookie: " + cookie;
  }
  return {};
}

// What is wrong with the answers; empty: nothing.
std::string fault_of(const HostileRequest& request, const std::vector<Answer>& answers, bool ended) {
  if (!ended) return "the connection stays open";
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto& answer = answers[i];
    if (answer.status < 200 || answer.status >= 500) return "answered " + std::to_string(answer.status);
    if (auto fault = fault_of_headers(answer); !fault.empty()) return fault;
    const bool keeps = answer.header("connection") != "close";
    if (answer.status >= 400 && keeps) return "a refusal that keeps the connection";
    if (!keeps && i + 1 < answers.size()) return "an answer after the last";
  }
  if (request.expected == Expected::kNotWhole) return {};
  if (answers.empty()) return "no answer";
  if (request.expected == Expected::kRefused && answers.front().status < 400) {
    return "not refused but answered " + std::to_string(answers.front().status);
  }
  if (request.bytes.starts_with("POST") && answers.size() > 1) return "two answers to a POST";
  return {};
}

std::size_t peak_kilobytes(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stoul(line.substr(6));
  }
  return 0;
}

class Hostile : public ::testing::Test {
 protected:
  Hostile() : program_(test::usual_arguments()), port_(program_.port()) {}

  // Asks all; with a sound request behind it each that must be refused, and some of the others.
  void ask(const std::vector<HostileRequest>& requests) {
    const auto probe = test::get_bytes(port_, "/robots.txt");
    for (std::size_t i = 0; i < requests.size(); i += kEvery) {
      const auto& request = requests[i];
      ask_one(request, request.bytes);
      const bool with_probe = request.expected != Expected::kBelow500 || i % 5 == 0;
      if (with_probe) ask_one(request, request.bytes + probe);
      if (HasFailure()) return;
    }
  }

  void ask_one(const HostileRequest& request, const std::string& bytes) {
    bool ended = false;
    std::vector<Answer> answers;
    ASSERT_NO_THROW(answers = answers_to(port_, bytes, ended)) << request.name;
    ++asked_;
    for (const auto& answer : answers) ++by_status_[answer.status];
    const auto fault = fault_of(request, answers, ended);
    EXPECT_EQ(fault, "") << request.name << "\n" << bytes.substr(0, 300);
  }

  void expect_sound(const std::string& what) {
    EXPECT_EQ(test::get(port_, "/fi/search?q=asiakas").status, 200);
    std::printf("%zu hostile requests; answers:", asked_);
    for (const auto& [status, count] : by_status_) std::printf(" %d: %zu", status, count);
    std::printf("\n");
    const auto peak = peak_kilobytes(program_.pid()) / 1024;
    if (!test::kSanitized) {
      EXPECT_LE(peak, kMostMegabytes);
    }
    program_.signal(SIGTERM);
    EXPECT_EQ(program_.wait(60s), 0);
    EXPECT_EQ(program_.errors(), "");
    // What a sanitizer adds to the memory is not the server's.
    test::record_figure("hostile requests, " + what + (test::kSanitized ? ", under sanitizers" : ""),
                        "0 answers >= 500, 0 crashes" +
                            (test::kSanitized ? ", 0 reports" : ", <= " + std::to_string(kMostMegabytes) + " MB"),
                        std::to_string(asked_) + " requests, " + (HasFailure() ? "SOME" : "0") + " and 0, peak " +
                            std::to_string(peak) + " MB",
                        HasFailure() ? test::Met::kNo : test::Met::kYes);
  }

  test::Program program_;
  int port_;
  std::size_t asked_ = 0;
  std::map<int, std::size_t> by_status_;
};

TEST_F(Hostile, NoRequestOfTheTableGetsMoreThanARefusal) {
  ask(test::hostile_requests(port_));
  expect_sound("by kind");
}

TEST_F(Hostile, NoChangedByteMakesAnAnswerFail) {
  const char* thorough = std::getenv("TISKI_THOROUGH");
  const bool all = thorough != nullptr && *thorough != '\0';
  ask(test::mutated_requests(port_, 20261122, all ? 40'000 : 2'000));
  expect_sound("changed bytes");
}

// Crowds that do nothing, drip, flood and never read, all at once; those who behave are served meanwhile.
TEST_F(Hostile, ACrowdOfSlowClientsHindersNobody) {
  const auto get = test::get_bytes(port_, "/fi/search?q=asiakas");
  std::vector<std::unique_ptr<test::HttpClient>> crowd;
  for (int i = 0; i < 200; ++i) {
    crowd.push_back(std::make_unique<test::HttpClient>(port_));
    if (i % 4 == 1) crowd.back()->send(get.substr(0, get.size() / 2));
    if (i % 4 == 2)
      crowd.back()->send("POST /fi/feedback HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) +
                         "\r\nContent-Length: 60000\r\n\r\n" + std::string(30'000, 'a'));
    if (i % 4 == 3) {
      for (int j = 0; j < 4; ++j) crowd.back()->send(get);
    }
  }
  for (int second = 0; second < 8; ++second) {
    for (std::size_t i = 0; i < crowd.size(); i += 2) crowd[i]->send(i % 4 == 2 ? "a" : "G");
    EXPECT_EQ(test::get(port_, "/fi/search?q=asiakas").status, 200);
    std::this_thread::sleep_for(1s);
  }
  for (std::size_t i = 0; i < crowd.size(); ++i) {
    if (i % 4 == 3) continue;  // answered, and kept for another request
    EXPECT_TRUE(crowd[i]->is_closed_within(30s)) << i;
  }
  asked_ += crowd.size();
  expect_sound("crowds of slow clients");
}

}  // namespace
}  // namespace tiski
