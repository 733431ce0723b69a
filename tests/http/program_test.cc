#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

#include "tests/http/http_client.h"
#include "tests/http/program.h"
#include "tests/http/test_server.h"
#include "tests/support/figures.h"
#include "tests/support/guidance_index.h"
#include "tests/support/sanitizers.h"

namespace tiski {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

using test::Program;

std::vector<std::string> usual(const std::string& listen = "127.0.0.1:0") { return test::usual_arguments(listen); }

TEST(Program, PrintsItsAddressFirstAndAnswersThere) {
  const auto arguments = usual();
  const auto begin = Clock::now();
  Program program(arguments);
  const auto line = program.first_line();
  EXPECT_THAT(line, MatchesRegex("http://127\\.0\\.0\\.1:[0-9]+/"));
  const int port = std::stoi(line.substr(line.rfind(':') + 1));
  EXPECT_EQ(test::get(port, "/fi/search?q=asiakas").status, 200);
  const std::chrono::duration<double> took = Clock::now() - begin;
  std::printf("start to first answer: %.2f s\n", took.count());
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(), 0);
}

// From the signal to its end, as a line of the table too.
void expect_end_within(Program& program, int signal, std::chrono::seconds promised, const std::string& what) {
  const auto begin = Clock::now();
  program.signal(signal);
  EXPECT_EQ(program.wait(), 0);
  const auto took = Clock::now() - begin;
  const auto held_to = test::patience(promised);
  const bool is_met = took < held_to;
  EXPECT_TRUE(is_met) << what;
  test::record_figure(
      what + (test::kSanitized ? ", under sanitizers" : ""), fmt::format("<= {} s", held_to.count() / 1000),
      fmt::format("{:.2f} s", std::chrono::duration<double>(took).count()), is_met ? test::Met::kYes : test::Met::kNo);
}

TEST(Program, StopsOnEitherSignalWithinThreeSeconds) {
  for (const int signal : {SIGTERM, SIGINT}) {
    Program program(usual());
    const int port = program.port();
    std::vector<std::unique_ptr<test::HttpClient>> idle;
    for (int i = 0; i < 50; ++i) idle.push_back(std::make_unique<test::HttpClient>(port));
    EXPECT_EQ(test::get(port, "/fi/").status, 200);
    expect_end_within(program, signal, 3s, signal == SIGTERM ? "SIGTERM when idle" : "SIGINT when idle");
  }
}

TEST(Program, StopsUnderAttackWithinTenSeconds) {
  Program program(usual());
  const int port = program.port();
  std::atomic<bool> attack = true;
  std::vector<std::thread> attackers;
  for (int i = 0; i < 4; ++i) {
    attackers.emplace_back([&, i] {
      while (attack) {
        try {
          test::HttpClient client(port);
          client.send(i % 2 == 0 ? "GET /fi/ HTTP/1.1\r\nHos" : test::get_bytes(port, "/fi/az"));
          client.receive(3ms);
        } catch (const std::exception&) {
          std::this_thread::sleep_for(5ms);
        }
      }
    });
  }
  std::this_thread::sleep_for(300ms);
  expect_end_within(program, SIGTERM, 10s, "SIGTERM under attack");
  attack = false;
  for (auto& attacker : attackers) attacker.join();
}

TEST(Program, ASecondOneOnThePortEndsAtOnceAndSaysWhy) {
  Program first(usual());
  const int port = first.port();
  Program second(usual("127.0.0.1:" + std::to_string(port)));
  EXPECT_EQ(second.wait(), 1);
  EXPECT_THAT(second.errors(), AllOf(HasSubstr("cannot listen on 127.0.0.1 port"), HasSubstr("--listen 127.0.0.1:0")));
  EXPECT_EQ(second.output(), "");
  EXPECT_EQ(test::get(port, "/fi/").status, 200);
}

struct Refused {
  std::vector<std::string> arguments;
  int exit_code;
  std::string says;
};

TEST(Program, SaysWhatIsWrongAndHowToMendIt) {
  const auto index = "--index=" + test::guidance_index().string();
  const std::vector<Refused> table = {
      {{"--listen"}, 2, "--listen"},
      {{"--no-such-option"}, 2, "--no-such-option"},
      {{"--log-level=loud"}, 2, "--log-level"},
      {{index, test::kTemplatesOption, "--listen=8080"}, 1, "write --listen 127.0.0.1:8080"},
      {{index, test::kTemplatesOption, "--listen=example.com:80"}, 1, "--host"},
      {{index, test::kTemplatesOption, "--listen=127.0.0.1:99999"}, 1, "write --listen"},
      {{index, test::kTemplatesOption, "--listen=0.0.0.0:0"}, 1, "--host tiski.example.fi"},
      {{index, test::kTemplatesOption, "--listen=203.0.113.7:0", "--host=tiski.example"}, 1, "none of this machine's"},
      {{index, test::kTemplatesOption, "--host=a b"}, 1, "no host name"},
      {{index, "--templates=/no/such/folder"}, 1, "--templates"},
  };
  for (const auto& each : table) {
    Program program(each.arguments);
    EXPECT_EQ(program.wait(), each.exit_code) << each.says;
    EXPECT_THAT(program.errors(), HasSubstr(each.says));
    EXPECT_EQ(program.output(), "");
  }
  Program wrong_day(usual(), {"TISKI_TODAY=yesterday"});
  EXPECT_EQ(wrong_day.wait(), 1);
  EXPECT_THAT(wrong_day.errors(), HasSubstr("TISKI_TODAY=2026-11-22"));
}

TEST(Program, TellsItsVersionAndOptions) {
  Program version({"--version"});
  EXPECT_EQ(version.wait(), 0);
  EXPECT_THAT(version.output(), MatchesRegex("tiski-server [0-9]+\\.[0-9]+\\.[0-9]+\n"));
  Program help({"--help"});
  EXPECT_EQ(help.wait(), 0);
  EXPECT_THAT(help.output(), AllOf(HasSubstr("--listen"), HasSubstr("--host"), HasSubstr("TISKI_TODAY")));
}

TEST(Program, JudgesFreshnessByTheDayItIsGiven) {
  Program program(usual(), {"TISKI_TODAY=2031-01-01"});
  const auto body = test::get(program.port(), "/api/v1/articles/oma-virhe").body;
  EXPECT_THAT(body, HasSubstr(R"("state":"overdue")"));
}

TEST(Program, AnswersUnderFurtherNamesThatItIsGiven) {
  auto arguments = usual();
  arguments.push_back("--host=tiski.example");
  Program program(arguments);
  const int port = program.port();
  const auto status_for = [port](const std::string& host) {
    test::HttpClient client(port);
    client.send("GET /fi/ HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    return client.receive()->status;
  };
  EXPECT_EQ(status_for("tiski.example:" + std::to_string(port)), 200);
  EXPECT_EQ(status_for("other.example:" + std::to_string(port)), 421);
}

TEST(Program, PublishesWhatChangesInTheContentFolder) {
  namespace fs = std::filesystem;
  const auto folder = test::new_folder("watched");
  fs::copy(fs::path(TISKI_SOURCE_DIR) / "content", folder / "content", fs::copy_options::recursive);
  Program program({"--index=" + (folder / "tiski.index").string(), "--listen=127.0.0.1:0", test::kTemplatesOption,
                   "--content=" + (folder / "content").string(), "--log-level=off"});
  const int port = program.port();
  const auto finds = [port](const std::string& path, const std::string& text) {
    for (const auto end = Clock::now() + 240s; Clock::now() < end; std::this_thread::sleep_for(50ms)) {
      const auto answer = test::get(port, path);
      if (answer.status == 200 && answer.body.find(text) != std::string::npos) return true;
    }
    return false;
  };
  ASSERT_TRUE(finds("/fi/a/oma-virhe", "<h1"));
  std::ofstream(folder / "content/fi/reklamaatiot/oma-virhe.md", std::ios::app) << "\nKukkakaali kuuluu asiaan.\n";
  EXPECT_TRUE(finds("/fi/search?q=kukkakaalia", "/fi/a/oma-virhe"));
}

// The log names methods, routes and times, and nothing of who asked what.
TEST(Program, LogsNoQueryAndNoAddress) {
  auto arguments = usual();
  arguments.back() = "--log-level=info";
  Program program(arguments);
  const int port = program.port();
  test::get(port, "/fi/search?q=salaisuus", {"Cookie: lang=sv", "User-Agent: spion"});
  test::get(port, "/fi/salaisuus");
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(), 0);
  const auto log = program.errors();
  EXPECT_THAT(log, HasSubstr("GET search 200"));
  EXPECT_THAT(log, Not(AnyOf(HasSubstr("salaisuus"), HasSubstr("127.0.0.1"), HasSubstr("spion"))));
}

}  // namespace
}  // namespace tiski
