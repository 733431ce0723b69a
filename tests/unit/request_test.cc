#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "search/language/text.h"
#include "server/request/form_body.h"
#include "server/request/preferred_language.h"
#include "server/request/search_state.h"
#include "server/request/url.h"

namespace tiski {
namespace {

KnowledgeBase sample_kb() {
  KnowledgeBase kb;
  kb.languages = {"fi", "en"};
  const auto facet = [](std::string name, const std::vector<std::string>& values) {
    Facet made;
    made.name = std::move(name);
    for (const auto& value : values) made.values.push_back({value, {}});
    return made;
  };
  kb.facets = {facet("topic", {"a", "b", "c"}), facet("group", {"x", "y", "z"})};
  return kb;
}

const KnowledgeBase kKb = sample_kb();

SearchState page_state(std::string_view query) { return read_page_state(parse_parameters(query), kKb, "fi"); }

std::string canonical(std::string_view query) { return search_url(page_state(query), kKb); }

TEST(PercentEncoding, LeavesOnlyUnreservedCharacters) {
  EXPECT_EQ(percent_encode("a-b_c.d~ /?&=+\"<ä"), "a-b_c.d~%20%2F%3F%26%3D%2B%22%3C%C3%A4");
  EXPECT_EQ(percent_encode_path("/fi/a b"), "/fi/a%20b");
}

TEST(PercentEncoding, ComesBackForAnyBytes) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_EQ(percent_decode(percent_encode(all)), all);
  for (const auto* broken : {"%", "%1", "a%zz", "%G0"}) EXPECT_EQ(percent_decode(broken), std::nullopt) << broken;
}

TEST(ParseParameters, KeepsOrderAndRepetitionAndSanitises) {
  EXPECT_EQ(parse_parameters("a=1&b=x+y&a=%C3%A4&c&=d&&e=%zz"),
            (Parameters{{"a", "1"}, {"b", "x y"}, {"a", "ä"}, {"c", ""}, {"e", "%zz"}}));
  EXPECT_EQ(parse_parameters("a=x%00y%0d%07")[0].second.find('\0'), std::string::npos);
  EXPECT_EQ(parse_parameters("a=%ff")[0].second, "\xef\xbf\xbd");
}

TEST(SearchUrl, HasOneFormForEachState) {
  const std::vector<std::pair<const char*, const char*>> table = {
      {"", "/fi/search"},
      {"q=", "/fi/search"},
      {"q=+reklamaatio+&page=1&sort=relevance&nonsense=1", "/fi/search?q=reklamaatio"},
      {"group=z&topic=b&group=x&group=x&q=a%26b", "/fi/search?q=a%26b&topic=b&group=x&group=z"},
      {"q=a&sort=title&page=3", "/fi/search?q=a&sort=title&page=3"},
      {"sort=title", "/fi/search"},
      {"sort=relevance", "/fi/search?sort=relevance"},
      {"page=0", "/fi/search"},
      {"page=7x", "/fi/search"},
      {"page=99999", "/fi/search?page=100"},
      {"topic=nowhere&group=y", "/fi/search?topic=nowhere&group=y"},
      {"sort=best&topic=", "/fi/search"},
      {"q=%22a%3F%23", "/fi/search?q=%22a%3F%23"},
      {"per_page=50", "/fi/search"},
  };
  for (const auto& [query, url] : table) EXPECT_EQ(canonical(query), url) << query;
}

TEST(SearchUrl, ComesBackToItselfFromAnyQuery) {
  std::mt19937 random(5);
  const std::vector<std::string> pieces = {"q=",    "topic=", "group=", "sort=", "page=", "a", "b",   "x",  "y",
                                           "title", "2",      "&",      "&",     "%",     "+", "%C3", "\"", "="};
  for (int round = 0; round < 5000; ++round) {
    std::string query;
    for (int i = 0; i < 12; ++i) {
      query += pieces[std::uniform_int_distribution<std::size_t>(0, pieces.size() - 1)(random)];
    }
    const auto url = canonical(query);
    const auto question = url.find('?');
    ASSERT_EQ(canonical(question == std::string::npos ? "" : url.substr(question + 1)), url) << query;
  }
}

TEST(SearchUrl, ChangesOneThingAndBeginsAtTheFirstPage) {
  const auto state = page_state("q=a&topic=b&group=x&page=4");
  EXPECT_EQ(search_url(with_toggled(state, kKb, "topic", "a"), kKb), "/fi/search?q=a&topic=a&topic=b&group=x");
  EXPECT_EQ(search_url(with_toggled(state, kKb, "topic", "b"), kKb), "/fi/search?q=a&group=x");
  EXPECT_EQ(search_url(without_filter(state, "group", "x"), kKb), "/fi/search?q=a&topic=b");
  EXPECT_EQ(search_url(without_filters(state), kKb), "/fi/search?q=a");
  EXPECT_EQ(search_url(with_query(state, "c"), kKb), "/fi/search?q=c&topic=b&group=x");
  EXPECT_EQ(search_url(with_lang(state, "en"), kKb), "/en/search?q=a&topic=b&group=x");
  EXPECT_EQ(search_url(with_sort(state, Sort::kTitle), kKb), "/fi/search?q=a&topic=b&group=x&sort=title");
  EXPECT_EQ(search_url(with_page(state, 5), kKb), "/fi/search?q=a&topic=b&group=x&page=5");
}

TEST(PageState, CutsALongQueryAtAWholeCharacter) {
  std::string typed;
  for (int i = 0; i < 501; ++i) typed += "ä";
  const auto state = read_page_state({{"q", typed}}, kKb, "fi");
  EXPECT_TRUE(state.q_was_cut);
  EXPECT_EQ(code_point_count(state.q), 500U);
  EXPECT_FALSE(page_state("q=abc").q_was_cut);
}

TEST(PageState, KeepsFewAndShortUnknownValuesAsEveryLinkRepeatsThem) {
  Parameters flood;
  for (int i = 0; i < 700; ++i) flood.emplace_back("group", std::to_string(i) + std::string(500, 'x'));
  const auto state = read_page_state(flood, kKb, "fi");
  EXPECT_EQ(state.unknown.size(), 8U);
  EXPECT_EQ(state.unknown.front().second.size(), 80U);
  EXPECT_TRUE(std::holds_alternative<BadParameter>(read_api_state(flood, kKb)));
}

TEST(PageState, TakesUnknownValuesThatAreEqualWhenTheyAreCutForOne) {
  const std::string begin(80, 'x');
  const auto state = read_page_state({{"group", begin + "1"}, {"group", begin + "2"}, {"group", begin}}, kKb, "fi");
  EXPECT_EQ(state.unknown.size(), 1U);
}

TEST(PreferredLanguage, TakesTheSavedChoiceThenTheHeaderThenTheFirst) {
  const std::vector<std::string> languages = {"fi", "en", "sv"};
  EXPECT_EQ(preferred_language("", "", languages), "fi");
  EXPECT_EQ(preferred_language("lang=sv", "en", languages), "sv");
  EXPECT_EQ(preferred_language("a=b; lang=sv;c=d", "", languages), "sv");
  EXPECT_EQ(preferred_language("lang=xx", "EN-us", languages), "en");
  EXPECT_EQ(preferred_language("", "sv;q=0.1, en;q=0.2", languages), "en");
  EXPECT_EQ(preferred_language("", "en;q=0, *", languages), "fi");
  EXPECT_EQ(preferred_language("", ";;;,,q=,=;q=x", languages), "fi");
}

TEST(FormBody, ReadsFormsOfAnySizeAndFlatJson) {
  Request request;
  request.headers = {{"content-type", "application/x-www-form-urlencoded; charset=utf-8"}};
  request.body = "text=" + std::string(60'000, 'x') + "&a=1";
  EXPECT_EQ(read_form_body(request)->size(), 2U);
  request.headers = {{"content-type", "application/json"}};
  request.body = R"({"a": "1", "b": "ä"})";
  EXPECT_EQ(*read_form_body(request), (Parameters{{"a", "1"}, {"b", "ä"}}));
  for (const auto* body : {"", "[]", "1", "{\"a\": 1}", "{\"a\": {}}", "{", "[[[[[[[["}) {
    request.body = body;
    EXPECT_FALSE(read_form_body(request)) << body;
  }
  request.headers = {{"content-type", "multipart/form-data; boundary=x"}};
  EXPECT_FALSE(read_form_body(request));
}

TEST(FormBody, CleansTextAndTakesNoTypeThatOtherSitesMaySend) {
  Request request;
  request.body = R"({"q":"a\u0000\u001bb\u0085c"})";
  request.headers = {{"content-type", "application/json"}};
  const auto fields = read_form_body(request);
  ASSERT_TRUE(fields.has_value());
  EXPECT_EQ(fields->front().second, sanitize(fields->front().second));
  EXPECT_EQ(fields->front().second.find('\x1b'), std::string::npos);
  for (const auto* type : {"text/plain", "multipart/form-data", "application/jsonp", "text/json", ""}) {
    request.headers = {{"content-type", type}};
    EXPECT_FALSE(read_form_body(request)) << type;
  }
}

}  // namespace
}  // namespace tiski
