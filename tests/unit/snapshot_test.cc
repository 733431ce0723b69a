#include "search/index/snapshot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "search/error.h"
#include "search/index/index_file.h"
#include "search/index/schema.h"
#include "tests/support/numbered_index.h"
#include "tests/support/temp_folder.h"

namespace fs = std::filesystem;

namespace tiski {
namespace {

using samples::day;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::uint32_t> members(const Bitmap& bitmap) {
  std::vector<std::uint32_t> all;
  bitmap.for_each([&](std::uint32_t docid) { all.push_back(docid); });
  return all;
}

class SnapshotTest : public testing::Test {
 protected:
  // Publishes articles with these facets, languages and days.
  void publish(const std::vector<Article>& articles) {
    FakeAnalyzer finnish("fi");
    FakeAnalyzer english("en");
    IndexWriter writer(index_);
    for (const Article& article : articles) {
      writer.add(prepare_document(article, article.lang == "fi" ? finnish : english, "digest"));
    }
    writer.publish({});
  }

  TempFolder folder_{folder_in_memory()};
  fs::path index_ = folder_ / "tiski.index";
};

TEST_F(SnapshotTest, GivesBackWhatWasPublished) {
  const IndexInfo info = samples::publish_numbered(index_, 3);
  const auto snapshot = Snapshot::open(index_);
  EXPECT_EQ(snapshot->info(), info);
  EXPECT_EQ(snapshot->knowledge_base(), samples::knowledge_base());
  EXPECT_EQ(snapshot->glossary(), samples::glossary());
  EXPECT_EQ(snapshot->synonyms(), samples::synonyms());
  EXPECT_EQ(snapshot->paths(), samples::paths());
  EXPECT_THAT(snapshot->translations().at("fi>en").at("virhe"), ElementsAre("mistake", "error"));
  EXPECT_EQ(snapshot->max_docid(), 3u);
  const Xapian::Database db = snapshot->database();
  EXPECT_EQ(Snapshot::article(db, 2).title, "Ohje numero2");
  EXPECT_EQ(Snapshot::record(db, 2).id, "ohje-2");
  EXPECT_EQ(Snapshot::text_map(db, 2).parts.at(0).text, "Ohje numero2");
}

TEST_F(SnapshotTest, IsEmptyForAnEmptyKnowledgeBase) {
  publish({});
  const auto snapshot = Snapshot::open(index_);
  EXPECT_EQ(snapshot->max_docid(), 0u);
  EXPECT_EQ(snapshot->valid_on(day(2026, 11, 22)).count(), 0u);
  EXPECT_EQ(snapshot->in_language("fi").count(), 0u);
  EXPECT_EQ(snapshot->knowledge_base(), KnowledgeBase{});
}

TEST_F(SnapshotTest, FindsDocumentsByIdSlugAndAliasInOneLanguage) {
  publish({samples::numbered_article(1), samples::numbered_article(1, "en"), samples::numbered_article(2)});
  const Xapian::Database db = Snapshot::open(index_)->database();
  EXPECT_EQ(Snapshot::find_id(db, "en", "ohje-1"), 2u);
  EXPECT_EQ(Snapshot::find_id(db, "sv", "ohje-1"), std::nullopt);
  EXPECT_EQ(Snapshot::find_slug(db, "fi", "ohje-2"), 3u);
  EXPECT_EQ(Snapshot::find_slug(db, "fi", "ohje"), std::nullopt);
  EXPECT_EQ(Snapshot::find_alias(db, "fi", "vanha-2"), 3u);
  EXPECT_EQ(Snapshot::find_alias(db, "fi", "ohje-2"), std::nullopt);
  EXPECT_EQ(Snapshot::find_slug(db, "fi", std::string(5000, 'x')), std::nullopt);
}

TEST_F(SnapshotTest, KnowsTheDocumentsOfLanguagesAndFacetValues) {
  Article deaf = samples::numbered_article(1);
  deaf.facets = {{"group", {"kuulo"}}};
  Article both = samples::numbered_article(2, "en");
  both.facets = {{"group", {"kuulo", "nako"}}};
  Article neither = samples::numbered_article(3);
  neither.facets = {};
  publish({deaf, both, neither});
  const auto snapshot = Snapshot::open(index_);
  EXPECT_THAT(members(snapshot->in_language("fi")), ElementsAre(1, 3));
  EXPECT_THAT(members(snapshot->in_language("en")), ElementsAre(2));
  EXPECT_THAT(members(snapshot->in_language("e")), ElementsAre());
  EXPECT_THAT(members(snapshot->with_facet_value("group", "kuulo")), ElementsAre(1, 2));
  EXPECT_THAT(members(snapshot->with_facet_value("group", "nako")), ElementsAre(2));
  EXPECT_THAT(members(snapshot->with_facet_value("group", "puhe")), ElementsAre());
  EXPECT_EQ(Bitmap::count_common(snapshot->in_language("sv"), snapshot->in_language("fi")), 0u) << "of one size";
}

TEST_F(SnapshotTest, ShowsLimitedArticlesOnTheirDaysOnly) {
  Article from = samples::numbered_article(1);
  from.valid_from = day(2026, 11, 10);
  Article to = samples::numbered_article(2);
  to.valid_to = day(2026, 11, 20);
  Article both = samples::numbered_article(3);
  both.valid_from = day(1969, 12, 31);
  both.valid_to = day(1970, 1, 1);
  const std::vector<Article> articles = {from, to, both, samples::numbered_article(4)};
  publish(articles);
  const auto snapshot = Snapshot::open(index_);
  for (const Date date : {day(1969, 12, 30), day(1969, 12, 31), day(1970, 1, 1), day(1970, 1, 2), day(2026, 11, 9),
                          day(2026, 11, 10), day(2026, 11, 20), day(2026, 11, 21), day(9999, 12, 31)}) {
    std::vector<std::uint32_t> expected;
    for (std::uint32_t docid = 1; docid <= 4; ++docid) {
      if (is_valid_on(articles[docid - 1], date)) expected.push_back(docid);
    }
    EXPECT_EQ(members(snapshot->valid_on(date)), expected) << format_date(date);
  }
}

TEST_F(SnapshotTest, GoesOnAnsweringOldDataWhileNewGenerationsArePublished) {
  samples::publish_numbered(index_, 4, "vanha");
  const auto old = Snapshot::open(index_);
  const Xapian::Database opened_before = old->database();
  for (int round = 0; round < 3; ++round) {
    samples::publish_numbered(index_, 4, "uusi");  // as many documents and commits: what reopen() would confuse
    for (const Xapian::Database& db : {opened_before, old->database()}) {
      EXPECT_EQ(db.get_termfreq("Lfi:vanha"), 4u);
      EXPECT_EQ(db.get_termfreq("Lfi:uusi"), 0u);
      EXPECT_EQ(Snapshot::record(db, 1).summary, "vanha");
    }
  }
  EXPECT_EQ(Snapshot::record(Snapshot::open(index_)->database(), 1).summary, "uusi");
}

TEST_F(SnapshotTest, ServesManyThreadsAtOnceWhileItIsReplaced) {
  samples::publish_numbered(index_, 20, "vanha");
  const auto snapshot = Snapshot::open(index_);
  std::atomic<bool> stop = false;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      while (!stop) {
        const Xapian::Database db = snapshot->database();
        if (db.get_doccount() != 20 || Snapshot::record(db, 7).summary != "vanha") ++wrong;
      }
    });
  }
  for (int round = 0; round < 5; ++round) samples::publish_numbered(index_, 20, "uusi");
  stop = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0);
}

TEST_F(SnapshotTest, RefusesAnotherSchemaAndUnfinishedIndexesAndFalseCounts) {
  struct Case {
    const char* what;
    std::function<void(Xapian::WritableDatabase&, IndexInfo&)> make;
    const char* problem;
  };
  const Case cases[] = {
      {"a database of somebody else", [](auto&, auto& info) { info = {}; }, "is not a Tiski index"},
      {"another schema", [](auto&, auto& info) { info.schema_version = kSchemaVersion + 1; },
       "this program reads schema"},
      {"no sentinel", [](auto& db, auto&) { db.set_metadata(kSentinelKey, ""); }, "was not finished"},
      {"a sentinel of another build", [](auto& db, auto&) { db.set_metadata(kSentinelKey, "x"); }, "was not finished"},
      {"an article too few", [](auto&, auto& info) { info.articles["fi"] = 2; }, "holds 1 articles and says 2"},
      {"a gap in the document ids",
       [](auto& db, auto&) {
         db.replace_document(5, Xapian::Document());
         db.delete_document(1);
       },
       "holds 1 articles"},
      {"a knowledge base of nonsense", [](auto& db, auto&) { db.set_metadata(kKnowledgeBaseKey, "{"); },
       "the stored knowledge base is damaged"},
  };
  for (const Case& each : cases) {
    SCOPED_TRACE(each.what);
    const fs::path file = folder_ / "made";
    fs::remove(file);
    fs::remove_all(folder_ / "database");
    IndexInfo info;
    info.schema_version = kSchemaVersion;
    info.generation = "g";
    info.articles["fi"] = 1;
    {
      Xapian::WritableDatabase db((folder_ / "database").string(), Xapian::DB_CREATE_OR_OVERWRITE);
      db.add_document(Xapian::Document());
      db.set_metadata(kSentinelKey, "g");
      each.make(db, info);
      if (!info.generation.empty()) db.set_metadata(kInfoKey, info.to_json());
      db.commit();
      db.compact(file.string(), Xapian::DBCOMPACT_SINGLE_FILE | Xapian::DBCOMPACT_NO_RENUMBER);
    }
    seal_index_file(file);
    try {
      Snapshot::open(file);
      ADD_FAILURE() << "accepted";
    } catch (const Error& error) {
      EXPECT_THAT(error.what(), HasSubstr(each.problem));
      EXPECT_THAT(error.hint(), HasSubstr("tiski-indexer build"));
    }
  }
}

TEST_F(SnapshotTest, SaysThatADocumentDoesNotExist) {
  samples::publish_numbered(index_, 1);
  const Xapian::Database db = Snapshot::open(index_)->database();
  EXPECT_THROW(Snapshot::record(db, 2), Error);
  EXPECT_THROW(Snapshot::article(db, 2), Error);
  EXPECT_THROW(Snapshot::text_map(db, 2), Error);
}

}  // namespace
}  // namespace tiski
