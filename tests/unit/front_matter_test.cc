#include "indexer/front_matter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/kb_file.h"
#include "tests/support/sample_content.h"

namespace tiski {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct Read {
  Article article;
  FieldPlaces places;
  std::vector<Diagnostic> findings;
};

const KnowledgeBase& kb() {
  static const KnowledgeBase kKb = [] {
    std::vector<Diagnostic> findings;
    Findings into("kb.yaml", findings);
    KnowledgeBase read = read_kb_file(sample_kb(), into)->kb;
    EXPECT_THAT(findings, IsEmpty());
    return read;
  }();
  return kKb;
}

Read read(const std::string& file, Strictness strictness = Strictness::kStrict) {
  Read result;
  Findings findings("fi/a.md", result.findings);
  result.places = read_front_matter(split_file(file), kb(), strictness, result.article, findings);
  return result;
}

Read read_with(const std::string& fields) { return read(sample_article("Otsikko", "Teksti.", fields)); }

std::vector<std::string> seen(const Read& result) {
  std::vector<std::string> all;
  for (const Diagnostic& f : result.findings) {
    all.push_back(std::to_string(f.line) + ":" + std::to_string(f.column) + " " + f.wording);
  }
  return all;
}

TEST(SplitFile, FindsTheBodyAndItsLine) {
  const FileParts parts = split_file("---\na: b\n---\nTeksti\n");
  EXPECT_EQ(parts.yaml, "a: b\n");
  EXPECT_EQ(parts.body, "Teksti\n");
  EXPECT_EQ(parts.body_line, 4);
}

TEST(SplitFile, TakesWindowsLineEnds) {
  const FileParts parts = split_file("---\r\na: b\r\n---\r\nTeksti\r\n");
  EXPECT_TRUE(parts.closed);
  EXPECT_EQ(parts.body, "Teksti\r\n");
}

TEST(SplitFile, LeavesATextWithoutFrontMatterWhole) {
  EXPECT_FALSE(split_file("Teksti\n---\n").has_front_matter);
  EXPECT_EQ(split_file("Teksti\n---\n").body, "Teksti\n---\n");
  EXPECT_FALSE(split_file("----\na\n").has_front_matter);
}

TEST(FrontMatter, FillsTheArticle) {
  const Read result = read_with(
      "id: eri-nimi\ngroup: [kuulo, nako]\nlevel: uusi\ntags: [moka, \"a, b\"]\nrelated: toinen\naliases: [vanha]\n"
      "best_for: [\"miten?\"]\nsearch_tests: [oma virhe]\nvalid_from: 2026-01-01\nvalid_to: 2026-12-31\n");
  EXPECT_THAT(result.findings, IsEmpty());
  EXPECT_EQ(result.article.id, "eri-nimi");
  EXPECT_EQ(result.article.title, "Otsikko");
  EXPECT_EQ(result.article.status, Status::kPublished);
  EXPECT_THAT(result.article.facets.at("group"), ElementsAre("kuulo", "nako"));
  EXPECT_THAT(result.article.facets.at("level"), ElementsAre("uusi"));
  EXPECT_THAT(result.article.tags, ElementsAre("moka", "a, b"));
  EXPECT_THAT(result.article.related, ElementsAre("toinen"));
  EXPECT_EQ(format_date(*result.article.valid_to), "2026-12-31");
  EXPECT_EQ(result.places.at("tags").items[1], (Position{12, 14}));
}

struct Review {
  const char* fields;
  const char* review_by;
};

class FrontMatterReview : public testing::TestWithParam<Review> {};

TEST_P(FrontMatterReview, ComesFromTheArticleElseItsTopicElseTheKnowledgeBase) {
  const std::string file =
      "---\ntitle: A\nsummary: B\ntype: ohje\nowner: kouluttaja\nstatus: published\n"
      "reviewed: 2026-08-31\n" +
      std::string(GetParam().fields) + "---\n";
  EXPECT_EQ(format_date(*read(file).article.review_by), GetParam().review_by);
}

INSTANTIATE_TEST_SUITE_P(Sources, FrontMatterReview,
                         testing::Values(Review{"topic: palvelu\n", "2027-08-31"},
                                         Review{"topic: reklamaatiot\n", "2027-02-28"},
                                         Review{"topic: reklamaatiot\nreview_every: P2W\n", "2026-09-14"},
                                         Review{"topic: palvelu\nreview_by: 2026-12-24\n", "2026-12-24"}));

struct Slip {
  const char* name;
  const char* fields;
  std::string finding;
};

class FrontMatterReports : public testing::TestWithParam<Slip> {};

TEST_P(FrontMatterReports, TheSlipAtItsPlace) {
  EXPECT_THAT(seen(read_with(GetParam().fields)), ElementsAre(GetParam().finding));
}

INSTANTIATE_TEST_SUITE_P(
    Slips, FrontMatterReports,
    testing::Values(Slip{"an_unknown_key", "titel: x\n", "9:1 unknown-key.near"},
                    Slip{"a_key_of_another_world", "wordpress_id: 3\n", "9:1 unknown-key"},
                    Slip{"a_duplicate_key", "title: x\n", "9:1 duplicate-key"},
                    Slip{"an_unknown_facet_value", "level: uus\n", "9:8 unknown-value.near"},
                    Slip{"an_unknown_value_in_a_list", "group: [kuulo, haju]\n", "9:16 unknown-value"},
                    Slip{"a_value_twice", "group: [kuulo, kuulo]\n", "9:16 repeated-value"},
                    Slip{"a_list_for_one_value", "level: [uusi]\n", "9:8 wrong-kind.one"},
                    Slip{"a_map_for_a_text", "slug: {a: b}\n", "9:7 wrong-kind.text"},
                    Slip{"a_map_for_a_list", "tags: {a: b}\n", "9:7 wrong-kind.list"},
                    Slip{"an_empty_item", "tags: [a, ~]\n", "9:11 empty-item"},
                    Slip{"a_bad_slug", "slug: Ääk kö\n", "9:7 bad-slug.near"},
                    Slip{"a_slug_without_letters", "slug: \"!!\"\n", "9:7 bad-slug"},
                    Slip{"a_day_that_is_none", "valid_to: 2026-02-30\n", "9:11 bad-date"},
                    Slip{"a_date_of_another_form", "review_by: 30.11.2026\n", "9:12 bad-date"},
                    Slip{"a_bad_period", "review_every: 6kk\n", "9:15 bad-period"},
                    Slip{"two_ways_to_review", "review_every: P1Y\nreview_by: 2027-01-01\n", "9:1 two-review-fields"},
                    Slip{"dates_in_the_wrong_order", "valid_from: 2026-02-01\nvalid_to: 2026-01-01\n",
                         "10:1 date-order"},
                    Slip{"a_review_before_the_last", "review_by: 2026-01-01\n", "9:1 date-order"},
                    Slip{"a_source_revision_by_hand", "source_rev: abc\n", "9:13 bad-source-rev"}),
    [](const auto& each) { return each.param.name; });

TEST(FrontMatter, NamesEveryFieldThatIsMissing) {
  const Read result = read("---\nslug: a\n---\nTeksti\n");
  EXPECT_THAT(result.findings, SizeIs(7));
  for (const Diagnostic& finding : result.findings) EXPECT_EQ(finding.rule, "missing-field");
  EXPECT_EQ(result.findings[0].message, "'title' is missing");
}

TEST(FrontMatter, CountsLettersAndNotBytes) {
  std::string letters;
  for (int i = 0; i < 70; ++i) letters += "ä";
  EXPECT_THAT(read(sample_article(letters, "T")).findings, IsEmpty());
  EXPECT_THAT(seen(read(sample_article(letters + "ä", "T"))), ElementsAre("2:8 too-long"));
}

TEST(FrontMatter, RefusesAnEndlessOne) {
  const Read result = read("---\ntitle: " + std::string(9000, 'x') + "\n---\n");
  EXPECT_THAT(seen(result), ElementsAre("1:1 front-matter-size"));
}

TEST(FrontMatter, MustBeThereAndClosed) {
  EXPECT_THAT(seen(read("Teksti\n")), ElementsAre("1:1 no-front-matter"));
  EXPECT_THAT(seen(read("---\ntitle: x\n")), ElementsAre("1:1 no-front-matter.unclosed"));
}

TEST(LenientFrontMatter, AsksForNothing) {
  EXPECT_THAT(read("Teksti\n", Strictness::kLenient).findings, IsEmpty());
  EXPECT_THAT(read("---\ntitle: x\n---\n", Strictness::kLenient).findings, IsEmpty());
}

TEST(LenientFrontMatter, UnderstandsWhatItCanOfBrokenYaml) {
  const Read result = read("---\ntitle: Mitä: tämä on\nid: 'Doc 12'\n\tx\n---\n", Strictness::kLenient);
  EXPECT_EQ(result.article.title, "Mitä: tämä on");
  EXPECT_EQ(result.article.id, "doc-12");
}

TEST(LenientFrontMatter, MakesASlugOfAnyId) {
  EXPECT_EQ(read("---\nid: Foo_12.3\n---\n", Strictness::kLenient).article.id, "foo-12-3");
}

TEST(IsSlug, KnowsWhatAddressesTake) {
  for (const char* good : {"a", "oma-virhe", "9", "a--b"}) EXPECT_TRUE(is_slug(good)) << good;
  EXPECT_TRUE(is_slug(std::string(80, 'a')));
  for (const char* bad : {"", "-a", "A", "ä", "a b", "a/b", "a.b", "a_b"}) EXPECT_FALSE(is_slug(bad)) << bad;
  EXPECT_FALSE(is_slug(std::string(81, 'a')));
}

}  // namespace
}  // namespace tiski
