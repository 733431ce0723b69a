#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <regex>

#include "search/language/text.h"
#include "server/request/url.h"
#include "tests/http/http_client.h"
#include "tests/http/test_server.h"
#include "tests/support/figures.h"
#include "tests/support/guidance_index.h"

namespace tiski {
namespace {

using nlohmann::json;
using test::get;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class Api : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    ServerOptions options;
    options.index = test::guidance_index();
    server_ = std::make_unique<test::TestServer>(options);
  }
  static void TearDownTestSuite() { server_.reset(); }
  static int port() { return server_->port(); }
  static json ask(const std::string& path) {
    const auto answer = get(port(), "/api/v1/" + path);
    EXPECT_EQ(answer.status, 200) << path;
    EXPECT_EQ(answer.header("content-type"), "application/json") << path;
    return json::parse(answer.body);
  }

  static std::unique_ptr<test::TestServer> server_;
};
std::unique_ptr<test::TestServer> Api::server_;

std::vector<std::string> ids_of(const json& items) {
  std::vector<std::string> ids;
  for (const auto& item : items) ids.push_back(item["id"]);
  return ids;
}

TEST_F(Api, SearchHasTheFieldsThatItPromises) {
  const auto found = ask("search?q=reklamaatiosta&topic=reklamaatiot&lang=fi&page=1&per_page=3");
  EXPECT_EQ(found["query"]["q"], "reklamaatiosta");
  EXPECT_EQ(found["query"]["lang"], "fi");
  EXPECT_TRUE(found["query"]["corrected"].is_null());
  EXPECT_EQ(found["query"]["terms"][0]["input"], "reklamaatiosta");
  EXPECT_THAT(found["query"]["terms"][0]["lemmas"], Contains("reklamaatio"));
  EXPECT_EQ(found["page"], 1);
  EXPECT_EQ(found["per_page"], 3);
  EXPECT_TRUE(found["took_ms"].is_number());
  EXPECT_FALSE(found["generation"].get<std::string>().empty());
  ASSERT_EQ(found["items"].size(), 3U);
  const auto& item = found["items"][0];
  for (const auto* name : {"id", "title", "url", "lang", "topic", "freshness", "sections", "matched"}) {
    EXPECT_TRUE(item.contains(name)) << name;
  }
  EXPECT_EQ(item["topic"], "reklamaatiot");
  EXPECT_THAT(item["freshness"]["reviewed"].get<std::string>(), testing::MatchesRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}"));
  EXPECT_EQ(found["facets"][0]["name"], "topic");
  EXPECT_TRUE(found["facets"][0]["values"][0].contains("selected"));
}

TEST_F(Api, SnippetsAreTextWithRangesOfCodePoints) {
  const auto found = ask("search?q=opaskoiran");
  ASSERT_FALSE(found["items"].empty());
  const auto& snippet = found["items"][0]["sections"][0]["snippet"];
  const auto text = snippet["text"].get<std::string>();
  ASSERT_FALSE(snippet["ranges"].empty());
  for (const auto& range : snippet["ranges"]) {
    const auto before = first_code_points(text, range[0].get<std::size_t>());
    const auto upto = first_code_points(text, range[1].get<std::size_t>());
    EXPECT_THAT(fold(upto.substr(before.size())), HasSubstr("opaskoir"));
  }
}

TEST_F(Api, RefusesBadValuesByNameAndIgnoresUnknownParameters) {
  const auto refused = [](const std::string& path) {
    const auto answer = get(port(), "/api/v1/" + path);
    const auto problem = json::parse(answer.body);
    EXPECT_EQ(answer.header("content-type"), "application/problem+json");
    EXPECT_EQ(problem["status"], answer.status);
    return std::to_string(answer.status) + ' ' + problem.value("parameter", "");
  };
  EXPECT_EQ(refused("search?page=0"), "400 page");
  EXPECT_EQ(refused("search?page=101"), "400 page");
  EXPECT_EQ(refused("search?page=1x"), "400 page");
  EXPECT_EQ(refused("search?page=99999999999999"), "400 page");
  EXPECT_EQ(refused("search?per_page=0"), "400 per_page");
  EXPECT_EQ(refused("search?per_page=51"), "400 per_page");
  EXPECT_EQ(refused("search?sort=best"), "400 sort");
  EXPECT_EQ(refused("search?lang=de"), "400 lang");
  EXPECT_EQ(refused("search?topic=ei-ole"), "400 topic");
  EXPECT_EQ(refused("search?group=nako&group=ei-ole"), "400 group");
  EXPECT_EQ(refused("search?prefix=2"), "400 prefix");
  EXPECT_EQ(refused("search?q=" + std::string(501, 'a')), "400 q");
  EXPECT_EQ(refused("suggest?limit=0"), "400 limit");
  EXPECT_EQ(refused("suggest?q=" + std::string(501, 'a')), "400 q");
  EXPECT_EQ(refused("glossary?lang=xx"), "400 lang");
  EXPECT_EQ(refused("articles/ei-ole"), "404 ");
  EXPECT_EQ(refused("ei-ole"), "404 ");
  EXPECT_EQ(ask("search?q=" + percent_encode(std::string("\xc3\xa4")) + "&nonsense=%00&topic=").contains("items"),
            true);
  EXPECT_EQ(get(
                port(), "/api/v1/search?q=" +
                            [] {
                              std::string q;
                              for (int i = 0; i < 500; ++i) q += "%C3%A4";
                              return q;
                            }())
                .status,
            200)
      << "500 characters, not bytes";
}

TEST_F(Api, LinksThePagesAroundAndEndsWithoutItems) {
  const auto first = get(port(), "/api/v1/search?q=asiakas&per_page=5&nonsense=1");
  EXPECT_THAT(first.header("link"), HasSubstr("page=2>; rel=\"next\""));
  EXPECT_THAT(first.header("link"), Not(HasSubstr("rel=\"prev\"")));
  const auto past = get(port(), "/api/v1/search?q=asiakas&per_page=50&page=100");
  EXPECT_EQ(past.status, 200);
  const auto found = json::parse(past.body);
  EXPECT_TRUE(found["items"].empty());
  EXPECT_GT(found["total"], 0);
  EXPECT_THAT(past.header("link"), HasSubstr("rel=\"prev\""));
}

TEST_F(Api, PagesTogetherAreAllOfTheResults) {
  const auto all = ask("search?q=asiakas&per_page=50");
  std::vector<std::string> together;
  const auto total = all["total"].get<std::size_t>();
  for (std::size_t page = 1; together.size() < total && page < 20; ++page) {
    for (const auto& id : ids_of(ask("search?q=asiakas&per_page=7&page=" + std::to_string(page))["items"])) {
      together.push_back(id);
    }
  }
  EXPECT_EQ(together.size(), total);
  EXPECT_EQ(std::set<std::string>(together.begin(), together.end()).size(), total);
}

TEST_F(Api, ListsEverythingByTitleForAnEmptyQuery) {
  const auto found = ask("search?per_page=50");
  EXPECT_EQ(found["sort"], "title");
  std::vector<std::string> keys;
  for (const auto& item : found["items"]) {
    EXPECT_TRUE(item["sections"].empty());
    keys.push_back(collation_key(item["title"].get<std::string>(), "fi"));
  }
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  EXPECT_EQ(found["total"], ask("articles")["total"]);
}

TEST_F(Api, GivesAnArticleAsThePageHasIt) {
  const auto article = ask("articles/oma-virhe?lang=sv");
  EXPECT_EQ(article["id"], "oma-virhe");
  const auto page = get(port(), article["url"].get<std::string>()).body;
  for (const auto& section : article["sections"]) {
    const auto anchor = section["anchor"].get<std::string>();
    if (!anchor.empty()) {
      EXPECT_THAT(page, HasSubstr("id=\"" + anchor + "\""));
    }
    for (const auto& block : section["blocks"]) {
      EXPECT_THAT(page, HasSubstr(block.value("html", "")));
      for (const auto& each : block.value("items", json::array())) {
        EXPECT_THAT(page, HasSubstr(each["html"].get<std::string>()));
      }
    }
  }
  const auto related = ask("articles/oma-virhe/related?lang=sv");
  std::vector<std::string> ids = article["related"];
  EXPECT_EQ(ids_of(related["items"]), ids);
}

TEST_F(Api, SuggestsAddressesThatAnswer) {
  const auto found = ask("suggest?q=rekl&lang=fi&limit=8");
  EXPECT_EQ(found["q"], "rekl");
  ASSERT_FALSE(found["items"].empty());
  for (const auto& item : found["items"]) {
    EXPECT_THAT(item["type"].get<std::string>(), testing::AnyOf("article", "section", "term"));
    const auto url = item["url"].get<std::string>();
    EXPECT_EQ(get(port(), url.substr(0, url.find('#'))).status, 200) << url;
  }
  EXPECT_TRUE(ask("suggest?q=")["items"].empty());
  const auto answer = get(port(), "/api/v1/suggest?q=rekl&format=opensearch");
  EXPECT_EQ(answer.header("content-type"), "application/x-suggestions+json");
  const auto list = json::parse(answer.body);
  ASSERT_EQ(list.size(), 4U);
  EXPECT_EQ(list[0], "rekl");
  EXPECT_EQ(list[1].size(), list[3].size());
  EXPECT_THAT(list[3][0].get<std::string>(), StartsWith("http://127.0.0.1:"));
}

TEST_F(Api, SaysWhichIndexItServes) {
  const auto health = ask("healthz");
  EXPECT_EQ(health["status"], "ok");
  EXPECT_GT(health["articles"]["fi"], 0);
  EXPECT_THAT(health["built_at"].get<std::string>(), testing::MatchesRegex("[0-9-]{10}T[0-9:]{8}Z"));
}

TEST_F(Api, DescribesItself) {
  const auto document = ask("openapi.json");
  EXPECT_THAT(document["openapi"].get<std::string>(), StartsWith("3."));
  for (const auto& [path, methods] : document["paths"].items()) {
    if (!methods.contains("get") || path.find("{id}") != std::string::npos || path == "/token") continue;
    EXPECT_EQ(get(port(), "/api/v1" + path).status, 200) << path;
  }
  const auto parameters = document["paths"]["/search"]["get"]["parameters"].dump();
  EXPECT_THAT(parameters, HasSubstr("\"situation\""));
}

TEST_F(Api, OpenSearchNamesAddressesOfThisServer) {
  const auto answer = get(port(), "/opensearch.xml?lang=sv");
  EXPECT_THAT(answer.header("content-type"), StartsWith("application/opensearchdescription+xml"));
  const auto base = "http://127.0.0.1:" + std::to_string(port());
  EXPECT_THAT(answer.body, HasSubstr(base + "/sv/search?q={searchTerms}"));
  EXPECT_THAT(answer.body, HasSubstr(base + "/api/v1/suggest?format=opensearch&amp;lang=sv&amp;q={searchTerms}"));
}

// Words of the guidance in all three languages, whole and half, one and several, some misspelt.
std::vector<std::string> queries(std::size_t count) {
  const std::vector<std::string> words = {
      "asiakas",      "reklamaatio", "opaskoiran", "vihainen", "kiitos",     "jono",       "lapsi",
      "esteettömyys", "tervehdys",   "tyoasu",     "hyvitys",  "puhelin",    "sähköposti", "ääni",
      "turvallisuus", "customer",    "complaint",  "angry",    "wheelchair", "greeting",   "kund",
      "klagomål",     "rullstol",    "hälsning",   "rekl",     "pahoit",     "asikas",     "reklamatio"};
  std::mt19937 random(11);
  const auto any = [&] { return words[std::uniform_int_distribution<std::size_t>(0, words.size() - 1)(random)]; };
  std::vector<std::string> all;
  while (all.size() < count) {
    auto q = any();
    for (int more = std::uniform_int_distribution<>(0, 2)(random); more > 0; --more) q += ' ' + any();
    all.push_back(q);
  }
  return all;
}

TEST_F(Api, NeverDisagreesWithThePage) {
  const std::regex link("<h[23][^>]*><a href=\"(/[a-z]+/a/([a-z0-9-]+)[^\"]*)\"");
  int index = 0;
  int counts = 0;
  for (const auto& q : queries(200)) {
    const std::string lang = std::vector<std::string>{"fi", "en", "sv"}[static_cast<std::size_t>(++index % 3)];
    const auto query = "q=" + percent_encode(q);
    const auto api = ask("search?lang=" + lang + "&" + query);
    const auto page = get(port(), "/" + lang + "/search?" + query).body;
    const auto results = page.find("<ol class=\"results\"");
    const auto end = results == std::string::npos ? results : page.find("</ol>", results);
    const auto list = results == std::string::npos ? std::string() : page.substr(results, end - results);
    std::vector<std::string> ids;
    for (std::sregex_iterator each(list.begin(), list.end(), link), none; each != none; ++each) {
      ids.push_back((*each)[2]);
    }
    EXPECT_EQ(ids, ids_of(api["items"])) << q;
    std::smatch total;
    ASSERT_TRUE(std::regex_search(page, total, std::regex("id=\"total\"[^>]*>([0-9]+)"))) << q;
    EXPECT_EQ(std::stoul(total[1]), api["total"].get<std::size_t>()) << q;
    for (const auto& facet : api["facets"]) {
      for (const auto& value : facet["values"]) {
        const auto label =
            "for=\"f-" + facet["name"].get<std::string>() + "-" + value["value"].get<std::string>() + "\"";
        const auto at = page.find(label);
        ASSERT_NE(at, std::string::npos) << label;
        const auto count = page.find(">", page.find("class=\"count\"", at)) + 1;
        EXPECT_EQ(std::stoul(page.substr(count)), value["count"].get<std::size_t>()) << q << ' ' << label;
        ++counts;
      }
    }
  }
  test::record_figure("page and JSON: ids, totals and counts", "equal for 200 queries",
                      fmt::format("{} queries, {} counts, {}", index, counts, HasFailure() ? "differ" : "all equal"),
                      HasFailure() ? test::Met::kNo : test::Met::kYes);
}

}  // namespace
}  // namespace tiski
