#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "indexer/build.h"
#include "tests/http/http_client.h"
#include "tests/http/test_server.h"

namespace tiski {
namespace {

using nlohmann::json;
using test::HttpClient;

constexpr int kPublishes = 60;
constexpr int kArticles = 12;

// Version n of a small knowledge base: every text says its version, and n mod 5 of the articles are about returns.
std::map<std::string, std::string> content_of_version(int version) {
  const auto mark = "versio" + std::to_string(version);
  std::map<std::string, std::string> files;
  files["kb.yaml"] =
      "name: {fi: Tiski}\nlanguages: [fi]\nroles:\n  vastaava: {fi: Vastaava}\nreview:\n  default: P12M\nfacets:\n"
      "  - name: topic\n    label: {fi: Aihe}\n    values:\n      kassa: {fi: Kassa}\n      palautus: {fi: Palautus}\n"
      "  - name: type\n    label: {fi: Laji}\n    values:\n      ohje: {fi: Ohje}\n";
  for (int i = 0; i < kArticles; ++i) {
    const auto name = "ohje-" + std::to_string(i);
    const std::string topic = i < version % 5 ? "palautus" : "kassa";
    files["fi/" + topic + "/" + name + ".md"] =
        "---\ntitle: Ohje " + std::to_string(i) + " " + mark + "\nsummary: Tiivistelmä " + mark + ".\ntopic: " + topic +
        "\ntype: ohje\nowner: vastaava\nreviewed: 2026-11-01\nstatus: published\n---\n\nTeksti " + mark +
        ".\n\n## Otsikko\n\nMittari näyttää lukeman " + mark + ".\n";
  }
  return files;
}

void publish(const std::filesystem::path& index, int version) {
  BuildOptions options;
  options.index = index;
  options.threads = 1;
  options.dictionaries.clear();
  const auto report =
      build_index(load_content(MemorySource(content_of_version(version)), Strictness::kStrict), options);
  std::string findings;
  for (const auto& diagnostic : report.diagnostics) findings += to_text(diagnostic) + "\n";
  ASSERT_TRUE(report.published) << findings;
}

// Every version that a text names.
std::set<int> versions_in(const std::string& text) {
  std::set<int> versions;
  for (auto at = text.find("versio"); at != std::string::npos; at = text.find("versio", at + 1)) {
    if (std::isdigit(static_cast<unsigned char>(text[at + 6])) != 0) versions.insert(std::stoi(text.substr(at + 6)));
  }
  return versions;
}

// One client on a connection that it keeps: each answer must speak of one version only, and never of an earlier one
// than the answer before.
class Reader {
 public:
  Reader(int port, std::string path)
      : port_(port), path_(std::move(path)), client_(std::make_unique<HttpClient>(port)) {}

  // Nothing went wrong: empty.
  std::string read() {
    client_->send(test::get_bytes(port_, path_));
    const auto answer = client_->receive();
    if (!answer) return path_ + ": no answer";
    if (answer->status != 200) return path_ + ": " + std::to_string(answer->status) + " " + answer->body;
    const auto versions = versions_in(answer->body);
    if (versions.size() != 1) return path_ + ": " + std::to_string(versions.size()) + " versions\n" + answer->body;
    if (*versions.begin() < last_) return path_ + ": back to an earlier version";
    last_ = *versions.begin();
    return path_.find("/api/v1/search") == 0 ? check_counts(json::parse(answer->body)) : "";
  }
  int last() const { return last_; }

 private:
  std::string check_counts(const json& found) const {
    const auto returns = static_cast<std::size_t>(last_ % 5);
    const auto& values = found["facets"][0]["values"];
    if (found["total"] != kArticles || values[0]["count"] != kArticles - returns || values[1]["count"] != returns) {
      return path_ + ": counts of another version " + values.dump();
    }
    return "";
  }

  int port_;
  std::string path_;
  std::unique_ptr<HttpClient> client_;
  int last_ = 0;
};

TEST(Publishing, NeverMixesGenerationsAndFailsNobody) {
  ServerOptions options;
  options.index = test::new_folder("publish") / "tiski.index";
  publish(options.index, 1);
  const test::TestServer server(options);
  std::atomic<bool> going_on = true;
  std::atomic<int> answers = 0;
  std::mutex mutex;
  std::vector<std::string> failures;
  std::vector<std::thread> threads;
  for (const auto* path : {"/api/v1/search?q=ohje&per_page=50", "/fi/search?q=mittari", "/api/v1/suggest?q=ohj",
                           "/fi/a/ohje-3", "/api/v1/articles/ohje-5", "/fi/az"}) {
    threads.emplace_back([&, path] {
      Reader reader(server.port(), path);
      for (int last_round = 0; last_round < 2; last_round += going_on ? 0 : 1) {
        const auto failure = reader.read();
        ++answers;
        if (failure.empty()) continue;
        const std::lock_guard lock(mutex);
        failures.push_back(failure);
        return;
      }
      EXPECT_EQ(reader.last(), kPublishes) << path;
    });
  }
  for (int version = 2; version <= kPublishes; ++version) publish(options.index, version);
  // Until one request has opened the last index, others are answered from the one before: nobody waits for it.
  Reader first(server.port(), "/fi/a/ohje-3");
  for (const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
       first.last() < kPublishes && std::chrono::steady_clock::now() < end;) {
    EXPECT_EQ(first.read(), "");
  }
  going_on = false;
  for (auto& thread : threads) thread.join();
  EXPECT_TRUE(failures.empty()) << failures.front();
  std::printf("%d answers across %d publishes\n", answers.load(), kPublishes);
}

TEST(Publishing, ServesTheLastGoodIndexWhenADamagedOneTakesItsPlace) {
  ServerOptions options;
  options.index = test::new_folder("damaged") / "tiski.index";
  publish(options.index, 7);
  const test::TestServer server(options);
  EXPECT_EQ(test::get(server.port(), "/fi/").status, 200);
  const auto damaged = options.index.string() + ".damaged";
  std::ofstream(damaged) << "no index";
  std::filesystem::rename(damaged, options.index);
  EXPECT_EQ(test::get(server.port(), "/fi/a/ohje-1").status, 200);
  EXPECT_EQ(versions_in(test::get(server.port(), "/fi/a/ohje-1").body), std::set<int>{7});
  publish(options.index, 8);
  EXPECT_EQ(versions_in(test::get(server.port(), "/fi/a/ohje-1").body), std::set<int>{8});
}

TEST(Publishing, BringsASiteToLifeThatHadNoIndex) {
  ServerOptions options;
  options.index = test::new_folder("later") / "tiski.index";
  const test::TestServer server(options);
  EXPECT_EQ(test::get(server.port(), "/fi/").status, 503);
  publish(options.index, 1);
  EXPECT_EQ(test::get(server.port(), "/fi/").status, 200);
}

}  // namespace
}  // namespace tiski
