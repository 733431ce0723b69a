#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "indexer/content.h"
#include "server/request/url.h"
#include "tests/http/http_client.h"
#include "tests/http/test_server.h"
#include "tests/support/figures.h"
#include "tests/support/guidance_index.h"
#include "tests/support/sanitizers.h"

namespace tiski {
namespace {

using nlohmann::json;

using Choice = std::map<std::string, std::set<std::string>>;  // facet → values

// What the front matter says, and nothing else.
struct Guidance {
  std::map<std::string, std::map<std::string, FacetValues>> facets;  // language → id → facets
  std::vector<Facet> all_facets;

  static Guidance load() {
    const auto content =
        load_content(FolderSource(std::filesystem::path(TISKI_SOURCE_DIR) / "content"), Strictness::kStrict);
    Guidance guidance;
    guidance.all_facets = content.kb.facets;
    for (const auto& source : content.articles) {
      const auto& article = source.article;
      if (article.status == Status::kPublished && is_valid_on(article, test::kToday))
        guidance.facets[article.lang][article.id] = article.facets;
    }
    return guidance;
  }

  bool has(const std::string& lang, const std::string& id, const std::string& facet,
           const std::set<std::string>& values) const {
    const auto& mine = facets.at(lang).at(id);
    const auto found = mine.find(facet);
    return found != mine.end() && std::any_of(found->second.begin(), found->second.end(),
                                              [&](const auto& value) { return values.count(value) != 0; });
  }

  std::size_t count(const std::string& lang, const std::set<std::string>& matches, const Choice& choice) const {
    return static_cast<std::size_t>(std::count_if(matches.begin(), matches.end(), [&](const auto& id) {
      return std::all_of(choice.begin(), choice.end(),
                         [&](const auto& chosen) { return has(lang, id, chosen.first, chosen.second); });
    }));
  }
};

// No query, short and long ones, relaxed ones, ones that match nothing, misspelt ones, phrases and exclusions.
const std::vector<std::pair<std::string, std::string>> kQueries = {
    {"fi", ""},
    {"en", ""},
    {"sv", ""},
    {"fi", "asiakas"},
    {"fi", "asiakkaiden"},
    {"fi", "reklamaatio"},
    {"fi", "jono"},
    {"fi", "puhelin"},
    {"fi", "a"},
    {"fi", "vihainen asiakas huutaa tiskillä ja vaatii rahoja takaisin heti"},
    {"fi", "miten toimin kun asiakas on kuuro eikä puhu suomea"},
    {"fi", "qwxyz"},
    {"fi", "asikas"},
    {"en", "customer"},
    {"en", "angry customer wants a refund now"},
    {"sv", "kund"},
    {"fi", "\"hyvää päivää\""},
    {"fi", "asiakas -reklamaatio"},
    {"en", "wheelchair user at a high counter with steps"},
    {"sv", "kunden är arg och vill ha pengarna tillbaka"},
};

constexpr int kParts = 4;  // run beside each other
constexpr int kStates = test::kSanitized ? 2 : 125;

class FacetTruth : public ::testing::TestWithParam<int> {
 protected:
  FacetTruth() : guidance_(Guidance::load()), server_(options()), client_(server_.port()) {}

  static ServerOptions options() {
    ServerOptions options;
    options.index = test::guidance_index();
    return options;
  }

  json ask(const std::string& lang, const std::string& q, const Choice& choice, int per_page, int page = 1) {
    auto path = "/api/v1/search?lang=" + lang + "&per_page=" + std::to_string(per_page) +
                "&page=" + std::to_string(page) + "&q=" + percent_encode(q);
    for (const auto& [facet, values] : choice) {
      for (const auto& value : values) path += "&" + facet + "=" + value;
    }
    client_.send(test::get_bytes(server_.port(), path));
    const auto answer = client_.receive();
    if (!answer || answer->status != 200) throw std::runtime_error("no answer to " + path);
    return json::parse(answer->body);
  }

  // All that matches q alone; filters only ever narrow it.
  const std::set<std::string>& matches(const std::string& lang, const std::string& q) {
    const auto [found, is_new] = matches_.try_emplace({lang, q});
    for (int page = 1; is_new; ++page) {
      const auto answer = ask(lang, q, {}, 50, page);
      for (const auto& item : answer["items"]) found->second.insert(item["id"]);
      if (answer["items"].empty()) break;
    }
    return found->second;
  }

  Choice random_choice() {
    Choice choice;
    for (const auto& facet : guidance_.all_facets) {
      if (any(0, 2) != 0) continue;
      for (int i = any(1, 3); i > 0; --i) {
        choice[facet.name].insert(
            facet.values[static_cast<std::size_t>(any(0, static_cast<int>(facet.values.size()) - 1))].id);
      }
    }
    return choice;
  }

  int any(int from, int to) { return std::uniform_int_distribution<>(from, to)(random_); }

  Guidance guidance_;
  test::TestServer server_;
  test::HttpClient client_;
  std::mt19937 random_{2026U + static_cast<unsigned>(GetParam())};
  int counts_ = 0;
  std::map<std::pair<std::string, std::string>, std::set<std::string>> matches_;
};

TEST_P(FacetTruth, EveryCountIsWhatThatValueAloneGives) {
  for (int state = 0; state < kStates; ++state) {
    const auto& [lang, q] = kQueries[static_cast<std::size_t>(state * kParts + GetParam()) % kQueries.size()];
    const auto choice = random_choice();
    const auto answer = ask(lang, q, choice, 1);
    SCOPED_TRACE(lang + " '" + q + "' " + json(choice).dump());
    const auto& all = matches(lang, q);
    ASSERT_EQ(answer["total"], guidance_.count(lang, all, choice));
    ASSERT_EQ(answer["facets"].size(), guidance_.all_facets.size());
    for (const auto& facet : answer["facets"]) {
      for (const auto& value : facet["values"]) {
        auto alone = choice;
        alone[facet["name"]] = {value["value"].get<std::string>()};
        ASSERT_EQ(value["count"], guidance_.count(lang, all, alone)) << value;
        ASSERT_EQ(value["count"], ask(lang, q, alone, 1)["total"]) << value;
        ++counts_;
        const bool selected = choice.count(facet["name"]) != 0 && choice.at(facet["name"]).count(value["value"]) != 0;
        ASSERT_EQ(value["selected"], selected) << value;
      }
    }
  }
  if (test::kSanitized) return;  // a sample
  test::record_figure(fmt::format("facet truth, part {} of {}", GetParam() + 1, kParts),
                      "500 states in all, every count exact",
                      fmt::format("{} states, {} counts, all exact", kStates, counts_), test::Met::kYes);
}

INSTANTIATE_TEST_SUITE_P(RandomStates, FacetTruth, ::testing::Range(0, kParts));

}  // namespace
}  // namespace tiski
