#include "search/query/parsed_query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "search/query/search_request.h"

namespace tiski {
namespace {

struct Row {
  const char* text;
  const char* tree;
};

class QueryParserTable : public testing::TestWithParam<Row> {};

TEST_P(QueryParserTable, PrintsTheTree) { EXPECT_EQ(to_string(parse_query(GetParam().text)), GetParam().tree); }

INSTANTIATE_TEST_SUITE_P(Words, QueryParserTable,
                         testing::Values(Row{"", "(query)"}, Row{"   \t\n", "(query)"}, Row{"?!,.;", "(query)"},
                                         Row{"asiakas", "(query asiakas)"},
                                         Row{"  vihainen   asiakas ", "(query vihainen asiakas)"},
                                         Row{"Mitä, missä?", "(query Mitä missä)"}, Row{"inva-wc", "(query inva-wc)"},
                                         Row{"EU:n klo 8.30", "(query EU:n klo 8.30)"}, Row{"3/11", "(query 3 11)"}));

INSTANTIATE_TEST_SUITE_P(
    Phrases, QueryParserTable,
    testing::Values(Row{"\"hyvät tavat\"", "(query \"hyvät tavat\")"},
                    Row{"”hyvät tavat” tiskillä", "(query \"hyvät tavat\" tiskillä)"},
                    Row{"„hyvät tavat“", "(query \"hyvät tavat\")"}, Row{"«hyvät tavat»", "(query \"hyvät tavat\")"},
                    Row{"sano\"hyvät tavat\"nyt", "(query sano \"hyvät tavat\" nyt)"},
                    Row{"\"a b\" \"c d\"", "(query \"a b\" \"c d\")"}, Row{"\"asiakas\"", "(query \"asiakas\")"},
                    Row{"\"\" asiakas", "(query asiakas)"}, Row{"\"-lapsi\"", "(query \"lapsi\")"},
                    Row{"\"hyvät tavat", "(query hyvät tavat)"}, Row{"kuusi \"hyvät", "(query kuusi hyvät)"},
                    Row{"asiakas\"", "(query asiakas)"}));

INSTANTIATE_TEST_SUITE_P(
    Exclusions, QueryParserTable,
    testing::Values(Row{"asiakas -lapsi", "(query asiakas -lapsi)"}, Row{"-lapsi", "(query -lapsi)"},
                    Row{"asiakas -lapsi vihainen", "(query asiakas -lapsi vihainen)"},
                    Row{"asiakas -\"hyvät tavat\"", "(query asiakas -\"hyvät tavat\")"},
                    Row{"asiakas -\"hyvät tavat", "(query asiakas -hyvät tavat)"},
                    Row{"ASIAKAS -LAPSI", "(query ASIAKAS -LAPSI)"}, Row{"asiakas - lapsi", "(query asiakas lapsi)"},
                    Row{"asiakas- lapsi", "(query asiakas lapsi)"}, Row{"asiakas --lapsi", "(query asiakas lapsi)"},
                    Row{"asiakas-lapsi", "(query asiakas-lapsi)"}, Row{"(-lapsi)", "(query -lapsi)"},
                    Row{"Asiakas -lapsi", "(query Asiakas -lapsi)"}));

INSTANTIATE_TEST_SUITE_P(HyphensOfSpelling, QueryParserTable,
                         testing::Values(Row{"Office 365 -tili", "(query Office 365 tili)"},
                                         Row{"Mikä on American Idol -kausi", "(query Mikä on American Idol kausi)"},
                                         Row{"tilaus ja -seuranta", "(query tilaus ja seuranta)"},
                                         Row{"kvitto och -retur", "(query kvitto och retur)"},
                                         Row{"iOS -laite", "(query iOS laite)"},
                                         Row{"Korjaa \"oma moka\" -virhe", "(query Korjaa \"oma moka\" -virhe)"}));

TEST(QueryParser, ReadsAtMostSoManyWordsAndSaysSo) {
  std::string text;
  for (std::size_t i = 0; i <= kMaxQueryWords; ++i) text += "sana ";
  const auto query = parse_query(text);
  EXPECT_EQ(query.clauses.size(), kMaxQueryWords);
  EXPECT_TRUE(query.cut);
  EXPECT_FALSE(parse_query("sana sana").cut);
}

TEST(QueryParser, ReadsAtMostSoManyCodePointsAndSaysSo) {
  std::string text;
  for (std::size_t i = 0; i < kMaxQueryCodePoints; ++i) text += "ä";
  EXPECT_FALSE(parse_query(text).cut);
  EXPECT_TRUE(parse_query(text + "ä").cut);
}

std::string repeated(std::string_view unit, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += unit;
  return text;
}

class PathologicalQuery : public testing::TestWithParam<std::string> {};

TEST_P(PathologicalQuery, IsReadAtOnce) {
  const auto start = std::chrono::steady_clock::now();
  const auto query = parse_query(GetParam());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(50));
  EXPECT_LE(query.clauses.size(), kMaxQueryWords);
}

INSTANTIATE_TEST_SUITE_P(Inputs, PathologicalQuery,
                         testing::Values(repeated("\"", 10000), repeated("-", 10000), repeated("\"-", 10000),
                                         repeated("-a ", 10000), repeated("”“", 10000), repeated("a", 1 << 20),
                                         repeated("\xFF\xC3", 10000), repeated("ä:", 1 << 19),
                                         std::string(10000, '\0')),
                         [](const auto& input) { return "input_" + std::to_string(input.index); });

}  // namespace
}  // namespace tiski
