#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "search/error.h"
#include "server/assets.h"
#include "server/http/compression.h"
#include "server/http/response_headers.h"
#include "server/views/make_results.h"
#include "server/views/marked_html.h"
#include "tests/support/temp_folder.h"

namespace tiski {
namespace {

using ::testing::MatchesRegex;

const std::vector<std::string> kForms = {"amp", "asiakas", "koira", "mark"};

TEST(MarkHtml, MarksWordsOfTheTextAndLeavesTagsAndReferencesAlone) {
  const std::vector<std::pair<const char*, const char*>> table = {
      {"<p>Asiakas ja koira.</p>", "<p><mark>Asiakas</mark> ja <mark>koira</mark>.</p>"},
      {"<a href=\"/koira\" title=\"asiakas\">x</a>", "<a href=\"/koira\" title=\"asiakas\">x</a>"},
      {"a &amp; asiakas", "a &amp; <mark>asiakas</mark>"},
      {"koirat, KOIRA", "koirat, <mark>KOIRA</mark>"},
      {"<em>asia</em>kas", "<em>asia</em>kas"},
      {"koira", "<mark>koira</mark>"},
      {"", ""},
      {"<p", "<p"},
      {"&koira", "&koira"},
  };
  for (const auto& [html, marked] : table) EXPECT_EQ(mark_html(html, kForms), marked) << html;
  EXPECT_EQ(mark_html("<p>koira</p>", {}), "<p>koira</p>");
}

std::string shown(const std::vector<views::TextPiece>& pieces) {
  std::string text;
  for (const auto& piece : pieces) text += piece.marked ? "[" + piece.text + "]" : piece.text;
  return text;
}

TEST(MakePieces, CutsATextAtItsRangesOfCodePoints) {
  EXPECT_EQ(shown(make_pieces({"Kirjaa reklamaatio ennen.", {{7, 18}}})), "Kirjaa [reklamaatio] ennen.");
  EXPECT_EQ(shown(make_pieces({"äö åå", {{0, 2}, {3, 5}}})), "[äö] [åå]");
  EXPECT_EQ(shown(make_pieces({"abc", {}})), "abc");
  EXPECT_EQ(shown(make_pieces({"abc", {{2, 99}}})), "ab[c]");
  EXPECT_EQ(shown(make_pieces({"", {{0, 1}}})), "");
}

TEST(MatchesEtag, ComparesWeaklyAndTakesLists) {
  EXPECT_TRUE(matches_etag("W/\"a\"", "W/\"a\""));
  EXPECT_TRUE(matches_etag("\"a\"", "W/\"a\""));
  EXPECT_TRUE(matches_etag("\"b\" ,W/\"a\"", "\"a\""));
  EXPECT_TRUE(matches_etag("*", "\"a\""));
  EXPECT_FALSE(matches_etag("a", "\"a\""));
  EXPECT_FALSE(matches_etag("", "\"a\""));
  EXPECT_FALSE(matches_etag("*", ""));
}

TEST(AcceptsGzip, ReadsTheHeaderAsItIsMeant) {
  for (const auto* yes : {"gzip", "br, gzip", "gzip;q=0.5", "*", "x-gzip", "deflate;q=1, gzip ; q=0.001"}) {
    EXPECT_TRUE(accepts_gzip(yes)) << yes;
  }
  for (const auto* no : {"", "br", "gzip;q=0", "gzip; q=0.000", "identity", "gzipped"})
    EXPECT_FALSE(accepts_gzip(no)) << no;
}

TEST(Assets, AreNamedByTheirContentAndMayNameEachOther) {
  TempFolder folder;
  std::ofstream(folder.path() / "app.js") << "import '{{asset.part.js}}';";
  std::ofstream(folder.path() / "part.js") << "export const x = 1;";
  const auto assets = Assets::load(folder.path());
  EXPECT_THAT(assets.url("app.js"), MatchesRegex("/assets/app\\.[0-9a-f]{12}\\.js"));
  EXPECT_EQ(assets.find_url(assets.url("app.js"))->body, "import '" + assets.url("part.js") + "';");
  EXPECT_EQ(assets.find_url("/assets/app.js"), nullptr);
  EXPECT_THROW(static_cast<void>(assets.url("none.js")), Error);
}

TEST(Assets, AreMadeOfAFoldersFilesInTheOrderOfTheirNames) {
  TempFolder folder;
  std::ofstream(folder.path() / "icon.svg") << "<svg/>";
  std::filesystem::create_directory(folder.path() / "app.js");
  std::ofstream(folder.path() / "app.js/20-use.js") << "use('{{asset.icon.svg}}');\n";
  std::ofstream(folder.path() / "app.js/10-say.js") << "say();\n";
  const auto assets = Assets::load(folder.path());
  EXPECT_EQ(assets.find_file("app.js")->body, "say();\nuse('" + assets.url("icon.svg") + "');\n");
  EXPECT_EQ(assets.find_file("10-say.js"), nullptr);

  std::ofstream(folder.path() / "app.js/notes.css") << "p {}";
  EXPECT_THROW(Assets::load(folder.path()), Error);
}

TEST(Assets, RefuseWhatCannotBeServed) {
  const std::vector<std::pair<const char*, const char*>> table = {
      {"secret.pem", "x"}, {"a.js", "{{asset.nothing.js}}"}, {"b.js", "{{asset.b.js}}"}};
  for (const auto& [name, text] : table) {
    TempFolder folder;
    std::ofstream(folder.path() / name) << text;
    EXPECT_THROW(Assets::load(folder.path()), Error) << name;
  }
  EXPECT_THROW(Assets::load("/no/such/folder"), Error);
}

}  // namespace
}  // namespace tiski
