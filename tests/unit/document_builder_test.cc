#include "search/index/document_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "search/article/stored_form.h"
#include "search/index/record.h"
#include "search/index/schema.h"
#include "search/index/text_map.h"
#include "tests/support/fake_analyzer.h"
#include "tests/support/sample_values.h"

namespace tiski {
namespace {

using samples::day;
using testing::ElementsAre;

WordForms forms(bool known, std::vector<std::string> lemmas, std::vector<std::string> parts = {},
                std::vector<std::string> pieces = {}, std::vector<std::string> derivations = {},
                std::vector<std::string> grams = {}) {
  WordForms made;
  made.known = known;
  made.lemmas = std::move(lemmas);
  made.parts = std::move(parts);
  made.pieces = std::move(pieces);
  made.derivations = std::move(derivations);
  made.grams = std::move(grams);
  return made;
}

FakeAnalyzer finnish() {
  return FakeAnalyzer("fi", {
                                {"voi", forms(true, {"voi", "voida"})},
                                {"asiakaspalvelun", forms(true, {"asiakaspalvelu"}, {"asiakas", "palvelu"})},
                                {"korjaaminen", forms(true, {"korjaaminen"}, {}, {}, {"korjata"})},
                                {"wi-fi", forms(false, {"wi-fi"}, {}, {"wi", "fi", "wi-fi"}, {}, {"^wi-", "fi$"})},
                            });
}

Section section(std::string anchor, std::string title, std::string text) {
  Section made;
  made.anchor = std::move(anchor);
  made.title = std::move(title);
  made.blocks.push_back({BlockKind::kProse, "", std::move(text), "", "", {}});
  return made;
}

Article small_article() {
  Article article;
  article.id = "oma-virhe";
  article.lang = "fi";
  article.slug = "korjaa-virhe";
  article.title = "Korjaaminen, asiakaspalvelun tapaan";
  article.summary = "Voi!";
  article.facets = {{"group", {"kuulo", "nako"}}, {"topic", {"reklamaatiot"}}};
  article.reviewed = day(1970, 1, 11);
  article.review_by = day(2027, 5, 3);
  article.valid_to = day(2028, 12, 31);
  article.aliases = {"moka"};
  article.tags = {"Wi-Fi", "oma moka"};
  article.best_for = {"Voi ja on", "on ja", "..."};
  article.sections = {section("s-a", "Asiakaspalvelun voi", "ja VOI")};
  return article;
}

std::string dump(const Xapian::Document& document) {
  std::ostringstream out;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    out << *term << " wdf " << term.get_wdf();
    std::string before = " at ";
    for (auto position = term.positionlist_begin(); position != term.positionlist_end(); ++position) {
      out << before << *position;
      before = " ";
    }
    out << '\n';
  }
  return out.str();
}

double days(const Xapian::Document& document, Slot slot) {
  return Xapian::sortable_unserialise(document.get_value(static_cast<Xapian::valueno>(slot)));
}

TEST(DocumentBuilder, MakesTheTermsThatTheSchemaDescribes) {
  FakeAnalyzer analyzer = finnish();
  const PreparedDocument prepared = prepare_document(small_article(), analyzer, "digest");
  EXPECT_EQ(prepared.key, "fi:oma-virhe");
  // Positions: title 1–3, summary 104, section 205–208, tags 309–311.
  EXPECT_EQ(dump(prepared.document), R"(Afi:moka wdf 0
Bfi:on ja wdf 1
Bfi:voi wdf 1
Dfi:korjata wdf 1
Efi:korjaaminen asiakaspalvelun tapaan wdf 1
Fgroup=kuulo wdf 0
Fgroup=nako wdf 0
Ftopic=reklamaatiot wdf 0
Gfi:^wi- wdf 1
Gfi:fi$ wdf 1
Lfi:asiakas wdf 2 at 2 205
Lfi:asiakaspalvelu wdf 4 at 2 205
Lfi:fi wdf 1 at 309
Lfi:ja wdf 2 at 207
Lfi:korjaaminen wdf 2 at 1
Lfi:moka wdf 2 at 311
Lfi:oma wdf 2 at 310
Lfi:palvelu wdf 2 at 2 205
Lfi:tapaan wdf 2 at 3
Lfi:voi wdf 6 at 104 206 208
Lfi:voida wdf 6 at 104 206 208
Lfi:wi wdf 1 at 309
Lfi:wi-fi wdf 2 at 309
Nfi wdf 0
Qfi:oma-virhe wdf 0
Tfi:asiakas wdf 1
Tfi:asiakaspalvelu wdf 2
Tfi:korjaaminen wdf 2
Tfi:palvelu wdf 1
Tfi:tapaan wdf 2
Ufi:korjaa-virhe wdf 0
Wfi:asiakaspalvelun wdf 2
Wfi:ja wdf 1
Wfi:korjaaminen wdf 1
Wfi:moka wdf 1
Wfi:oma wdf 1
Wfi:tapaan wdf 1
Wfi:voi wdf 3
Wfi:wi-fi wdf 1
)");
}

TEST(DocumentBuilder, KeepsDatesAsDaysAndLeavesAbsentOnesEmpty) {
  FakeAnalyzer analyzer = finnish();
  const Xapian::Document document = prepare_document(small_article(), analyzer, "digest").document;
  EXPECT_EQ(days(document, Slot::kReviewed), 10);
  EXPECT_EQ(days(document, Slot::kReviewBy), 20941);
  EXPECT_EQ(days(document, Slot::kValidTo), 21549);
  EXPECT_EQ(document.get_value(static_cast<Xapian::valueno>(Slot::kValidFrom)), "");
  EXPECT_EQ(document.get_value(static_cast<Xapian::valueno>(Slot::kTitleKey)),
            collation_key("Korjaaminen, asiakaspalvelun tapaan", "fi"));
  EXPECT_EQ(document.get_value(static_cast<Xapian::valueno>(Slot::kSourceDigest)), "digest");
}

TEST(DocumentBuilder, StoresTheArticleItsRecordAndItsTextMap) {
  FakeAnalyzer analyzer = finnish();
  const Article article = samples::article();
  const PreparedDocument prepared = prepare_document(article, analyzer, "digest");
  EXPECT_EQ(article_from_stored(prepared.stored_article), article);
  EXPECT_EQ(ArticleRecord::from_json(prepared.document.get_data()), make_record(article));
  std::vector<std::string> texts;
  for (const auto& part : TextMap::decode(prepared.text_map).parts) texts.push_back(part.text);
  EXPECT_THAT(texts, ElementsAre("Korjaa oma virheesi", "Myönnä virhe, pahoittele ja korjaa.", "Kerro \"heti\".",
                                 "Pahoittele\nJag beklagar.\nFelet var vårt.\nPuhu selvästi.", "moka, sössiä"));
}

TEST(DocumentBuilder, MapsEveryPositionToTheWordThatStandsThere) {
  FakeAnalyzer analyzer = finnish();
  const PreparedDocument prepared = prepare_document(small_article(), analyzer, "digest");
  const TextMap map = TextMap::decode(prepared.text_map);
  const auto word_at = [&](std::uint32_t position) {
    const auto place = map.find(position);
    return place ? place->part->text.substr(place->span.begin, place->span.end - place->span.begin) : "(nothing)";
  };
  const Xapian::Document& document = prepared.document;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    for (auto position = term.positionlist_begin(); position != term.positionlist_end(); ++position) {
      const WordForms& word = analyzer.analyze(word_at(*position));
      std::vector<std::string> all = word.lemmas;
      all.insert(all.end(), word.parts.begin(), word.parts.end());
      all.insert(all.end(), word.compounds.begin(), word.compounds.end());
      all.insert(all.end(), word.pieces.begin(), word.pieces.end());
      EXPECT_THAT(all, testing::Contains((*term).substr(4))) << *term << " at " << *position;
    }
  }
  EXPECT_EQ(word_at(205), "Asiakaspalvelun");
  EXPECT_EQ(word_at(208), "VOI");
  EXPECT_EQ(word_at(4), "(nothing)") << "in a gap";
}

TEST(DocumentBuilder, GivesEmptyPartsNoPlace) {
  FakeAnalyzer analyzer = finnish();
  Article article;
  article.lang = "fi";
  article.title = "Moi";
  article.sections = {section("", "", ""), section("s-b", "", "hei"), section("s-c", "Heippa", "")};
  const TextMap map = TextMap::decode(prepare_document(article, analyzer, "").text_map);
  ASSERT_EQ(map.parts.size(), 3u);
  EXPECT_EQ(map.parts[1].first, 2 + kSectionGap);
  EXPECT_EQ(map.parts[1].text, "hei") << "no line for a heading that is not there";
  EXPECT_EQ(map.parts[2].title, "Heippa");
  EXPECT_EQ(map.parts[2].first, 3 + 2 * kSectionGap);
}

TEST(NormalQuery, IsTheFirstLemmasOfTheWordsThatMeanSomething) {
  FakeAnalyzer analyzer = finnish();
  const std::pair<const char*, const char*> cases[] = {
      {"Asiakaspalvelun korjaaminen", "asiakaspalvelu korjaaminen"},
      {"VOI, ja on!", "voi"},
      {"ja on", "ja on"},
      {"  ", ""},
      {"?!", ""},
  };
  for (const auto& [query, normal] : cases) EXPECT_EQ(normal_query(query, analyzer), normal) << query;
}

TEST(NormalTitle, IsFoldedWordsJoinedByOneSpace) {
  EXPECT_EQ(normal_title("  Tarjoa KÄSIVARSI – heti! "), "tarjoa käsivarsi heti");
  EXPECT_EQ(normal_title("!"), "");
}

}  // namespace
}  // namespace tiski
