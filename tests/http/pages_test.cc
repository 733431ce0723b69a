#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <new>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <thread>

#include "tests/http/http_client.h"
#include "tests/http/test_server.h"
#include "tests/support/guidance_index.h"

namespace tiski {
namespace {

using test::Answer;
using test::get;
using test::post;
using test::request;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class SiteTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    ServerOptions options;
    options.index = test::guidance_index();
    options.state = test::new_folder("state") / "tiski.db";
    server_ = std::make_unique<test::TestServer>(options);
  }
  static void TearDownTestSuite() { server_.reset(); }
  static int port() { return server_->port(); }

  static std::string token() { return nlohmann::json::parse(get(port(), "/api/v1/token").body)["token"]; }

  static std::unique_ptr<test::TestServer> server_;
};
std::unique_ptr<test::TestServer> SiteTest::server_;

class Pages : public SiteTest {};

TEST_F(Pages, AreThereInEveryLanguage) {
  for (const std::string lang : {"fi", "en", "sv"}) {
    for (const std::string path : {"", "search", "search?q=asiakas", "az", "glossary", "help", "accessibility", "paths",
                                   "paths/ensimmainen-viikko", "offline", "c/reklamaatiot", "a/oma-virhe"}) {
      const auto answer = get(port(), "/" + lang + "/" + path);
      EXPECT_EQ(answer.status, 200) << lang << ' ' << path;
      EXPECT_THAT(answer.body, StartsWith("<!doctype html>")) << path;
      EXPECT_THAT(answer.body, HasSubstr("<html lang=\"" + lang + "\"")) << path;
      EXPECT_EQ(answer.header("content-type"), "text/html; charset=utf-8");
    }
  }
}

TEST_F(Pages, CarryTheSecurityHeadersOnEveryAnswer) {
  const std::vector<std::string> names = {
      "content-security-policy",    "x-content-type-options",       "referrer-policy", "x-frame-options",
      "cross-origin-opener-policy", "cross-origin-resource-policy", "x-request-id",    "date"};
  const auto check = [&](const Answer& answer, const std::string& what) {
    for (const auto& name : names) EXPECT_EQ(answer.headers.count(name), 1U) << what << ' ' << name;
  };
  for (const auto* path : {"/", "/fi/", "/fi/search?q=x", "/fi/a/oma-virhe", "/fi/a/no-such", "/fi", "/nothing",
                           "/favicon.ico", "/robots.txt", "/opensearch.xml", "/id/oma-virhe", "/api/v1/search",
                           "/api/v1/search?page=0", "/api/v1/nothing", "/api/v1/healthz", "/assets/none.css"}) {
    check(get(port(), path), path);
  }
  check(request(port(), "HEAD", "/fi/"), "HEAD");
  check(request(port(), "DELETE", "/fi/"), "DELETE");
  check(request(port(), "BREW", "/fi/"), "BREW");
  check(request(port(), "GET", "/a//b"), "double slash");
  check(request(port(), "GET", "/fi/", {"Host: evil.example"}), "two hosts");
  check(post(port(), "/fi/", "text/plain", "x"), "POST to a page");
  check(post(port(), "/fi/feedback", "application/x-www-form-urlencoded", "x=y"), "POST without a token");
}

TEST_F(Pages, RefuseWithAPageOrAProblem) {
  const auto page = request(port(), "GET", "/a//b");
  EXPECT_EQ(page.status, 400);
  EXPECT_THAT(page.body, StartsWith("<!doctype html>"));
  const auto problem = request(port(), "DELETE", "/api/v1/search");
  EXPECT_EQ(problem.status, 405);
  EXPECT_EQ(problem.header("content-type"), "application/problem+json");
  EXPECT_EQ(nlohmann::json::parse(problem.body)["status"], 405);
  EXPECT_THAT(problem.header("allow"), HasSubstr("GET"));
}

TEST_F(Pages, GiveTheServiceWorkerTheWholeSiteAndTheNamesOfItsAssets) {
  const auto answer = get(port(), "/sw.js");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(answer.header("cache-control"), "no-cache");
  EXPECT_THAT(answer.body, HasSubstr("'/assets/app."));
  EXPECT_THAT(answer.body, Not(HasSubstr("{{")));
  EXPECT_FALSE(get(port(), "/fi/").header("tiski-generation").empty());
}

TEST_F(Pages, CheckTheAnswersOfATrainingPathByTheAddressAlone) {
  const auto page = [](const std::string& query) { return get(port(), "/fi/paths/ensimmainen-viikko" + query).body; };
  const auto shown = [](const std::string& html) {
    const std::regex why("<p class=\"why[^>]*>");
    std::vector<std::string> ids;
    for (std::sregex_iterator it(html.begin(), html.end(), why), end; it != end; ++it) {
      if (it->str().find(" hidden") == std::string::npos) ids.push_back(it->str());
    }
    return ids;
  };
  EXPECT_THAT(shown(page("")), ::testing::IsEmpty());
  const auto answered = page("?s1q1=1&s1q2=1&s9q9=1&s2q1=7");
  EXPECT_THAT(shown(answered), ::testing::ElementsAre("<p class=\"why\" id=\"s1q1-1-why\">",
                                                      "<p class=\"why right\" id=\"s1q2-1-why\">"));
  EXPECT_THAT(answered, HasSubstr("1/2 oikein"));
  EXPECT_THAT(answered, HasSubstr("href=\"/en/paths/ensimmainen-viikko?s1q1=1&amp;s1q2=1\""));
  EXPECT_EQ(get(port(), "/fi/paths/olematon").status, 404);
  EXPECT_THAT(get(port(), "/fi/a/vihainen-asiakas").body, HasSubstr("data-revision=\""));
  EXPECT_THAT(get(port(), "/fi/").body, HasSubstr("href=\"/fi/paths/ensimmainen-viikko\""));
}

TEST_F(Pages, SayWhichMethodsAnAddressHas) {
  const auto answer = post(port(), "/fi/search", "text/plain", "x");
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(answer.header("allow"), "GET, HEAD");
  EXPECT_EQ(get(port(), "/fi/feedback").header("allow"), "POST");
}

TEST_F(Pages, AnswerHeadAsGetWithoutABody) {
  for (const auto* path : {"/fi/", "/fi/search?q=asiakas", "/api/v1/healthz", "/nothing"}) {
    const auto with_body = get(port(), path);
    const auto without = request(port(), "HEAD", path);
    EXPECT_EQ(with_body.status, without.status) << path;
    EXPECT_EQ(with_body.header("content-type"), without.header("content-type")) << path;
    EXPECT_EQ(std::to_string(with_body.body.size()), without.header("content-length")) << path;
    EXPECT_TRUE(without.body.empty());
  }
}

TEST_F(Pages, AreNotSentAgainWhenNothingHasChanged) {
  for (const auto* path : {"/fi/", "/fi/search?q=asiakas", "/fi/a/oma-virhe", "/api/v1/search?q=asiakas"}) {
    const auto etag = get(port(), path).header("etag");
    ASSERT_THAT(etag, StartsWith("W/\"")) << path;
    for (const auto& condition : {etag, "\"other\", " + etag, std::string("*")}) {
      const auto answer = get(port(), path, {"If-None-Match: " + condition});
      EXPECT_EQ(answer.status, 304) << path;
      EXPECT_EQ(answer.header("etag"), etag);
      EXPECT_EQ(answer.headers.count("content-length"), 0U);
    }
    EXPECT_EQ(get(port(), path, {"If-None-Match: \"other\""}).status, 200) << path;
  }
  EXPECT_NE(get(port(), "/fi/search?q=a").header("etag"), get(port(), "/fi/search?q=b").header("etag"));
}

TEST_F(Pages, AreCompressedForThoseWhoTakeIt) {
  const auto plain = get(port(), "/fi/search");
  const auto compressed = get(port(), "/fi/search", {"Accept-Encoding: br, gzip;q=0.8"});
  EXPECT_EQ(compressed.header("content-encoding"), "gzip");
  EXPECT_EQ(compressed.header("vary"), "Accept-Encoding");
  EXPECT_LT(compressed.body.size() * 3, plain.body.size());
  EXPECT_THAT(test::gunzip(compressed.body), StartsWith("<!doctype html>"));
  EXPECT_EQ(get(port(), "/fi/search", {"Accept-Encoding: gzip;q=0"}).headers.count("content-encoding"), 0U);
}

TEST_F(Pages, ServeAssetsForEverUnderTheirHashedNamesAndNothingElse) {
  const auto home = get(port(), "/fi/").body;
  std::smatch found;
  ASSERT_TRUE(std::regex_search(home, found, std::regex("href=\"(/assets/app\\.[0-9a-f]{12}\\.css)\"")));
  const auto answer = get(port(), found[1].str(), {"Accept-Encoding: gzip"});
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("content-type"), "text/css; charset=utf-8");
  EXPECT_EQ(answer.header("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(get(port(), found[1].str(), {"If-None-Match: " + answer.header("etag")}).status, 304);
  for (const auto* path : {"/assets/app.css", "/assets/", "/assets/home.mustache", "/templates/home.mustache",
                           "/home.mustache", "/assets/..%2fhome.mustache"}) {
    EXPECT_GE(get(port(), path).status, 400) << path;
  }
}

TEST_F(Pages, RootGreetsInTheReadersLanguage) {
  const auto leads_to = [](const std::vector<std::string>& headers) {
    return get(port(), "/", headers).header("location");
  };
  EXPECT_EQ(leads_to({}), "/fi/");
  EXPECT_EQ(leads_to({"Accept-Language: sv-FI, en;q=0.8"}), "/sv/");
  EXPECT_EQ(leads_to({"Accept-Language: de, en;q=0.5, sv;q=0.7"}), "/sv/");
  EXPECT_EQ(leads_to({"Accept-Language: de"}), "/fi/");
  EXPECT_EQ(leads_to({"Accept-Language: sv", "Cookie: other=1; lang=en"}), "/en/");
  EXPECT_EQ(leads_to({"Cookie: lang=//evil.example"}), "/fi/");
}

TEST_F(Pages, HomeRemembersTheLanguage) {
  EXPECT_THAT(get(port(), "/sv/").header("set-cookie"), StartsWith("lang=sv; Path=/;"));
  EXPECT_EQ(get(port(), "/sv/", {"Cookie: lang=sv"}).headers.count("set-cookie"), 0U);
}

TEST_F(Pages, LanguageLinksKeepTheState) {
  const auto body = get(port(), "/fi/search?q=reklamaatio&group=nako&group=kuulo&topic=reklamaatiot&nonsense=1").body;
  EXPECT_THAT(body, HasSubstr("/sv/search?q=reklamaatio&amp;topic=reklamaatiot&amp;group=kuulo&amp;group=nako\""));
}

TEST_F(Pages, PermanentAddressLeadsToTheBestLanguage) {
  EXPECT_EQ(get(port(), "/id/oma-virhe").header("location"), "/fi/a/oma-virhe");
  EXPECT_THAT(get(port(), "/id/oma-virhe", {"Accept-Language: en"}).header("location"), StartsWith("/en/a/"));
  EXPECT_EQ(get(port(), "/id/no-such-article").status, 404);
}

TEST_F(Pages, AnUnknownAddressSearchesForItsWords) {
  const auto answer = get(port(), "/fi/a/vihainen-asiakkaat");
  EXPECT_EQ(answer.status, 404);
  EXPECT_THAT(answer.body, HasSubstr("/fi/a/vihainen-asiakas"));
}

TEST_F(Pages, MarkTheWordsOfTheQueryInTheArticle) {
  const auto answer = get(port(), "/fi/a/nakovammainen-asiakas?q=opaskoiran");
  EXPECT_THAT(answer.body, HasSubstr("<mark>"));
  EXPECT_THAT(get(port(), "/fi/a/nakovammainen-asiakas").body, Not(HasSubstr("<mark>")));
}

TEST_F(Pages, ShowAnUnknownFilterAsAChipThatGoesAway) {
  const auto answer = get(port(), "/fi/search?q=asiakas&group=ei-ole");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, HasSubstr("ei-ole"));
  EXPECT_THAT(answer.body, HasSubstr("href=\"/fi/search?q=asiakas\""));
}

TEST_F(Pages, CutALongQueryAndSaySo) {
  const auto answer = get(port(), "/fi/search?q=" + std::string(501, 'a'));
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, HasSubstr("500"));
  EXPECT_THAT(answer.body, Not(HasSubstr(std::string(501, 'a'))));
}

TEST_F(Pages, EscapeWhatTheyAreAsked) {
  const std::string hostile = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
  for (const auto& path : {"/fi/search?q=" + hostile, "/fi/search?group=" + hostile, "/fi/a/oma-virhe?q=" + hostile,
                           "/fi/" + hostile, "/fi/search?q=%7B%7B%7Bx%7D%7D%7D" + hostile}) {
    EXPECT_THAT(get(port(), path).body, Not(HasSubstr("<script>alert"))) << path;
  }
}

TEST_F(Pages, TakeAnyBytesAsAQuery) {
  for (const auto* q : {"%00", "%ff%fe", "%F0%9F%98%80", "%ED%A0%80", "a%0d%0aSet-Cookie:x", "%", "%zz", "\"", "+", "*",
                        "-", "-a", "((((", "%22unbalanced", "a?b", "..%2f..%2fetc", "%C2%85", "%E2%80%AE"}) {
    for (const auto* path : {"/fi/search?q=", "/api/v1/search?q=", "/api/v1/suggest?q=", "/fi/a/oma-virhe?q="}) {
      const auto answer = get(port(), std::string(path) + q);
      EXPECT_LT(answer.status, 500) << path << q;
      EXPECT_EQ(answer.headers.count("set-cookie"), 0U) << path << q;
    }
  }
}

TEST_F(Pages, ShowTheListOfAllToEachVisitAsItIs) {
  const auto page = [&](const std::string& path, const std::vector<std::string>& headers = {}) {
    return request(port(), "GET", path, headers).body;
  };
  const auto finnish = page("/fi/az");
  EXPECT_THAT(finnish, testing::HasSubstr(">Ä<"));
  const auto at_desk = page("/fi/az", {"Cookie: desk=1"});
  const auto english = page("/en/az");
  EXPECT_NE(at_desk, finnish);
  EXPECT_NE(english, finnish);
  EXPECT_EQ(page("/fi/az"), finnish);
  EXPECT_EQ(page("/fi/az", {"Cookie: desk=1"}), at_desk);
  EXPECT_EQ(page("/en/az"), english);
}

TEST_F(Pages, LinkOnlyToAddressesThatAnswer) {
  std::set<std::string> seen;
  std::vector<std::string> ahead = {
      "/fi/", "/en/", "/sv/", "/fi/search?q=reklamaatiosta&page=2", "/fi/az", "/fi/glossary", "/fi/nothing-here"};
  const std::regex link("(?:href|src|action)=\"(/[^\"#]*)");
  for (int asked = 0; asked < 400 && !ahead.empty(); ++asked) {
    const auto path = ahead.back();
    ahead.pop_back();
    const auto answer = get(port(), path);
    EXPECT_TRUE(answer.status < 400 || path == "/fi/nothing-here" || answer.status == 405) << path;
    for (std::sregex_iterator each(answer.body.begin(), answer.body.end(), link), end; each != end; ++each) {
      auto target = std::regex_replace((*each)[1].str(), std::regex("&amp;"), "&");
      if (seen.insert(target).second) ahead.insert(ahead.begin(), target);
    }
  }
}

class Forms : public SiteTest {};

TEST_F(Forms, KeepFeedbackAndComeBackToTheArticle) {
  const auto answer = post(port(), "/fi/feedback", "application/x-www-form-urlencoded",
                           "article=oma-virhe&lang=fi&verdict=helped&text=Hyv%C3%A4&token=" + token());
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.header("location"), "/fi/a/oma-virhe?sent=1#feedback");
}

TEST_F(Forms, KeepWhatWasMissing) {
  const auto answer =
      post(port(), "/fi/missing", "application/x-www-form-urlencoded", "q=parkkihalli+%26+auto&token=" + token());
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.header("location"), "/fi/search?q=parkkihalli%20%26%20auto&reported=1");
}

TEST_F(Forms, TakeJsonToo) {
  const auto body = nlohmann::json{{"article", "oma-virhe"}, {"verdict", "outdated"}, {"token", token()}}.dump();
  EXPECT_EQ(post(port(), "/api/v1/feedback", "application/json", body).status, 201);
  EXPECT_EQ(post(port(), "/api/v1/missing", "application/json", R"({"q":"x"})", {"X-Tiski-Token: " + token()}).status,
            201);
}

TEST_F(Forms, RefuseWhatOtherSitesSend) {
  const auto form = "article=oma-virhe&lang=fi&verdict=helped&token=" + token();
  const auto send = [&](const std::vector<std::string>& headers, const std::string& body) {
    return post(port(), "/fi/feedback", "application/x-www-form-urlencoded", body, headers).status;
  };
  const auto own = "Origin: http://127.0.0.1:" + std::to_string(port());
  EXPECT_EQ(send({own, "Sec-Fetch-Site: same-origin"}, form), 303);
  EXPECT_EQ(send({"Origin: http://evil.example"}, form), 403);
  EXPECT_EQ(send({"Origin: null"}, form), 403);
  EXPECT_EQ(send({"Origin: http://127.0.0.1:1"}, form), 403);
  EXPECT_EQ(send({own, "Sec-Fetch-Site: cross-site"}, form), 403);
  EXPECT_EQ(send({own, "Sec-Fetch-Site: same-site"}, form), 403);
  EXPECT_EQ(send({own}, "article=oma-virhe&lang=fi&verdict=helped"), 403);
  EXPECT_EQ(send({own}, "article=oma-virhe&lang=fi&verdict=helped&token=0011.2026-11-22.00"), 403);
}

TEST_F(Forms, NameTheFieldThatIsWrong) {
  const auto send = [&](nlohmann::json body) {
    body["token"] = token();
    const auto answer = post(port(), "/api/v1/feedback", "application/json", body.dump());
    return std::to_string(answer.status) + ' ' + nlohmann::json::parse(answer.body).value("parameter", "");
  };
  EXPECT_EQ(send({{"article", "oma-virhe"}, {"verdict", "perhaps"}}), "400 verdict");
  EXPECT_EQ(send({{"article", "no-such"}, {"verdict", "helped"}}), "400 article");
  EXPECT_EQ(send({{"article", "oma-virhe"}, {"verdict", "helped"}, {"lang", "xx"}}), "400 lang");
  EXPECT_EQ(send({{"article", "oma-virhe"}, {"verdict", "helped"}, {"text", std::string(9000, 'x')}}), "413 text");
  EXPECT_EQ(post(port(), "/api/v1/feedback", "text/plain", "x").status, 415);
  EXPECT_EQ(post(port(), "/api/v1/feedback", "application/json", "[[[[").status, 415);
}

// Neither of the threads that answer nor of those that open indexes ends the program.
TEST(NoMemory, IsSaidAndTheServerGoesOn) {
  std::atomic<bool> is_scarce = true;
  const auto starts = std::this_thread::get_id();
  ServerOptions options;
  options.index = test::guidance_index();
  options.today = [&] {
    return is_scarce && std::this_thread::get_id() != starts ? throw std::bad_alloc() : test::kToday;
  };
  const test::TestServer server(options);
  for (const auto* path : {"/fi/", "/fi/search?q=asiakas", "/api/v1/search?q=asiakas"}) {
    const auto answer = get(server.port(), path);
    EXPECT_EQ(answer.status, 503) << path;
    EXPECT_EQ(answer.headers.count("content-security-policy"), 1U) << path;
  }
  is_scarce = false;
  EXPECT_EQ(get(server.port(), "/fi/search?q=asiakas").status, 200);
}

class NoIndex : public ::testing::Test {};

TEST_F(NoIndex, SaysSoOnPagesAndInTheApi) {
  ServerOptions options;
  options.index = test::new_folder("none") / "tiski.index";
  const test::TestServer server(options);
  const auto page = get(server.port(), "/fi/");
  EXPECT_EQ(page.status, 503);
  EXPECT_EQ(page.header("retry-after"), "5");
  EXPECT_THAT(page.body, HasSubstr("<h1>Ohjeet eivät ole vielä valmiina</h1>"));
  EXPECT_EQ(get(server.port(), "/sv/search?q=x").status, 503);
  EXPECT_EQ(get(server.port(), "/api/v1/search").status, 503);
  const auto health = get(server.port(), "/api/v1/healthz");
  EXPECT_EQ(health.status, 503);
  EXPECT_EQ(nlohmann::json::parse(health.body)["status"], "no_index");
  EXPECT_EQ(get(server.port(), "/").status, 302);
}

}  // namespace
}  // namespace tiski
