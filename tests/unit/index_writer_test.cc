#include "search/index/index_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sstream>

#include "search/error.h"
#include "search/index/schema.h"
#include "search/index/snapshot.h"
#include "tests/support/child_process.h"
#include "tests/support/numbered_index.h"
#include "tests/support/temp_folder.h"

namespace fs = std::filesystem;

namespace tiski {
namespace {

using samples::numbered_article;
using samples::publish_numbered;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

// All that an index holds of its documents: terms, frequencies, positions, values, data and their metadata.
std::string dump(const Xapian::Database& db) {
  std::ostringstream out;
  for (Xapian::docid docid = 1; docid <= db.get_lastdocid(); ++docid) {
    const Xapian::Document document = db.get_document(docid);
    out << docid << ' ' << document.get_data() << '\n';
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      out << *term << ' ' << term.get_wdf();
      for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at) out << ' ' << *at;
      out << '\n';
    }
    for (auto value = document.values_begin(); value != document.values_end(); ++value) {
      out << value.get_valueno() << '=' << *value << '\n';
    }
    out << db.get_metadata(article_key(docid)) << '\n' << db.get_metadata(text_map_key(docid)) << '\n';
  }
  return out.str();
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  return names;
}

std::string generation_of(const fs::path& index) { return Snapshot::open(index)->info().generation; }

std::string error_of(const std::function<void()>& work) {
  try {
    work();
    return "no error";
  } catch (const Error& error) {
    EXPECT_FALSE(error.hint().empty()) << error.what();
    return error.what();
  }
}

class IndexWriterTest : public testing::Test {
 protected:
  fs::path beside(const char* suffix) const { return index_.string() + suffix; }

  TempFolder folder_{folder_in_memory()};
  fs::path index_ = folder_ / "tiski.index";
  FakeAnalyzer analyzer_;
};

TEST_F(IndexWriterTest, SaysWhatItPublished) {
  FakeAnalyzer english("en");
  IndexWriter writer(index_);
  writer.set_knowledge_base(samples::knowledge_base());
  writer.set_translations({}, "freedict 1.3");
  writer.add(prepare_document(numbered_article(1), analyzer_, "a"));
  writer.add(prepare_document(numbered_article(2), analyzer_, "b"));
  writer.add(prepare_document(numbered_article(1, "en"), english, "c"));
  const IndexInfo info = writer.publish({{"fi", "fake-1"}, {"en", "fake-1"}});
  EXPECT_EQ(info.schema_version, kSchemaVersion);
  EXPECT_FALSE(info.program_version.empty());
  EXPECT_EQ(info.articles, (std::map<std::string, std::uint32_t>{{"en", 1}, {"fi", 2}, {"sv", 0}}));
  EXPECT_EQ(info.analyzers.at("fi"), "fake-1");
  EXPECT_EQ(info.dictionaries, "freedict 1.3");
  std::string form = info.built_at;
  for (char& c : form) c = c >= '0' && c <= '9' ? '9' : c;
  EXPECT_EQ(form, "9999-99-99T99:99:99Z") << info.built_at;
  EXPECT_EQ(Snapshot::open(index_)->info(), info);
}

TEST_F(IndexWriterTest, KeepsTheIndexBeforeAndNothingElse) {
  const std::string first = publish_numbered(index_, 1).generation;
  EXPECT_THAT(names_in(folder_.path()), UnorderedElementsAre("tiski.index", "tiski.index.lock"));
  const std::string second = publish_numbered(index_, 2).generation;
  const std::string third = publish_numbered(index_, 3).generation;
  EXPECT_NE(first, second) << "a generation is never used twice";
  EXPECT_EQ(generation_of(index_), third);
  EXPECT_EQ(generation_of(beside(".previous")), second);
  EXPECT_THAT(names_in(folder_.path()),
              UnorderedElementsAre("tiski.index", "tiski.index.lock", "tiski.index.previous"));
}

TEST_F(IndexWriterTest, PublishesNothingUnlessToldTo) {
  const std::string before = publish_numbered(index_, 2).generation;
  {
    IndexWriter writer(index_);
    writer.add(prepare_document(numbered_article(9), analyzer_, "x"));
  }
  EXPECT_EQ(generation_of(index_), before);
  EXPECT_THAT(names_in(folder_.path()), UnorderedElementsAre("tiski.index", "tiski.index.lock"));
}

TEST_F(IndexWriterTest, CopiesUnchangedDocumentsWholeAndInAnyOrder) {
  {
    IndexWriter writer(index_);
    writer.add(prepare_document(samples::article(), analyzer_, "digest"));
    writer.add(prepare_document(numbered_article(7), analyzer_, "digest-7"));
    writer.publish({});
  }
  const std::string original = dump(Snapshot::open(index_)->database());
  {
    IndexWriter writer(index_);
    EXPECT_EQ(writer.previous_problem(), "");
    EXPECT_FALSE(writer.copy_unchanged("fi:oma-virhe", "another digest"));
    EXPECT_FALSE(writer.copy_unchanged("en:oma-virhe", "digest"));
    EXPECT_FALSE(writer.copy_unchanged("oma-virhe", "digest"));
    EXPECT_FALSE(writer.copy_unchanged("", ""));
    EXPECT_TRUE(writer.copy_unchanged("fi:oma-virhe", "digest"));
    EXPECT_TRUE(writer.copy_unchanged("fi:ohje-7", "digest-7"));
    writer.publish({});
  }
  EXPECT_EQ(dump(Snapshot::open(index_)->database()), original);
  {
    IndexWriter writer(index_);
    EXPECT_TRUE(writer.carry_over("fi:ohje-7"));
    EXPECT_FALSE(writer.carry_over("fi:ohje-8"));
    writer.publish({});
  }
  const Xapian::Database db = Snapshot::open(index_)->database();
  EXPECT_EQ(db.get_doccount(), 1u);
  EXPECT_EQ(Snapshot::article(db, 1), numbered_article(7));
}

TEST_F(IndexWriterTest, CopiesNothingFromWhatItCannotReadAndSaysWhy) {
  {
    IndexWriter writer(index_);
    EXPECT_FALSE(writer.carry_over("fi:ohje-1"));
    EXPECT_EQ(writer.previous_problem(), "") << "there is nothing to complain about";
  }
  publish_numbered(index_, 2);
  std::string bytes = read_file(index_);
  bytes[bytes.size() / 3] ^= 4;
  write_file(index_, bytes);
  {
    IndexWriter writer(index_);
    EXPECT_THAT(writer.previous_problem(), HasSubstr("is damaged"));
    EXPECT_FALSE(writer.carry_over("fi:ohje-1"));
    EXPECT_FALSE(writer.copy_unchanged("fi:ohje-1", "digest-1"));
    writer.publish({});
  }
  EXPECT_EQ(Snapshot::open(index_)->max_docid(), 0u);
}

TEST_F(IndexWriterTest, KeepsAnUnreadableFileAsideAndTheLastGoodOneAsPrevious) {
  publish_numbered(index_, 1);
  const std::string good = publish_numbered(index_, 2).generation;
  publish_numbered(index_, 3);
  for (const std::string& found : {std::string("my shopping list"), read_file(index_).substr(0, 9000)}) {
    write_file(index_, found);
    publish_numbered(index_, 4);
    EXPECT_EQ(read_file(beside(".damaged")), found);
    EXPECT_EQ(generation_of(beside(".previous")), good);
    EXPECT_EQ(Snapshot::open(index_)->max_docid(), 4u);
  }
}

TEST_F(IndexWriterTest, TakesEachKeyOnce) {
  publish_numbered(index_, 1);
  IndexWriter writer(index_);
  writer.add(prepare_document(numbered_article(1), analyzer_, "x"));
  EXPECT_THROW(writer.add(prepare_document(numbered_article(1), analyzer_, "y")), std::logic_error);
  EXPECT_THROW(writer.carry_over("fi:ohje-1"), std::logic_error);
}

TEST_F(IndexWriterTest, ListsTheLemmasOfOneLanguage) {
  FakeAnalyzer english("en");
  Article article;
  article.id = "a";
  article.lang = "fi";
  article.title = "Öljy auto zeniitti";
  IndexWriter writer(index_);
  EXPECT_THAT(writer.lemmas("fi"), IsEmpty());
  writer.add(prepare_document(article, analyzer_, ""));
  article.lang = "en";
  article.title = "Oil";
  writer.add(prepare_document(article, english, ""));
  EXPECT_THAT(writer.lemmas("fi"), ElementsAre("auto", "zeniitti", "öljy"));
  EXPECT_THAT(writer.lemmas("en"), ElementsAre("oil"));
}

TEST_F(IndexWriterTest, TheSecondBuilderSaysWhoHoldsTheLock) {
  {
    const IndexWriter first(index_);
    EXPECT_EQ(error_of([&] { IndexWriter second(index_); }),
              index_.string() + " is being built by process " + std::to_string(::getpid()));
    EXPECT_EQ(error_of([&] { rollback_index(index_); }),
              index_.string() + " is being built by process " + std::to_string(::getpid()));
  }
  EXPECT_EQ(error_of([&] { IndexWriter third(index_); }), "no error");
}

TEST_F(IndexWriterTest, MovesWithoutLettingTheLockGo) {
  IndexWriter first(index_);
  {
    IndexWriter second(std::move(first));
    second.add(prepare_document(numbered_article(1), analyzer_, "x"));
    EXPECT_THAT(error_of([&] { IndexWriter third(index_); }), HasSubstr("is being built by"));
    second.publish({});
  }
  EXPECT_EQ(Snapshot::open(index_)->max_docid(), 1u);
}

TEST_F(IndexWriterTest, MakesTheFolderThatIsMissing) {
  publish_numbered(folder_ / "var/lib/tiski.index", 1);
  EXPECT_EQ(Snapshot::open(folder_ / "var/lib/tiski.index")->max_docid(), 1u);
}

TEST_F(IndexWriterTest, WorksWithANameInTheCurrentFolder) {
  const fs::path before = fs::current_path();
  fs::current_path(folder_.path());
  publish_numbered("tiski.index", 1);
  fs::current_path(before);
  EXPECT_EQ(Snapshot::open(index_)->max_docid(), 1u);
}

TEST_F(IndexWriterTest, ReplacesWhatASymbolicLinkNamesAndNotTheLink) {
  fs::create_directory(folder_ / "data");
  fs::create_symlink(folder_ / "data/real.index", index_);
  publish_numbered(index_, 1);
  const std::string first = publish_numbered(index_, 2).generation;
  publish_numbered(index_, 3);
  EXPECT_TRUE(fs::is_symlink(index_));
  EXPECT_EQ(rollback_index(index_).generation, first);
  EXPECT_EQ(generation_of(folder_ / "data/real.index"), first);
}

TEST_F(IndexWriterTest, RefusesAFolderInTheIndexesPlace) {
  fs::create_directory(index_);
  EXPECT_EQ(error_of([&] { IndexWriter writer(index_); }), index_.string() + " is a folder");
}

TEST_F(IndexWriterTest, RefusesWhatIsNoFileInTheIndexesPlaceAndLeavesItThere) {
  ASSERT_EQ(::mkfifo(index_.c_str(), 0666), 0);
  EXPECT_EQ(error_of([&] { IndexWriter writer(index_); }), index_.string() + " is no ordinary file");
  EXPECT_TRUE(fs::is_fifo(index_));
  EXPECT_FALSE(fs::exists(beside(".lock")));
}

TEST_F(IndexWriterTest, SaysThatAFolderCannotBeWritten) {
  publish_numbered(index_, 1);
  ASSERT_EQ(::chmod(folder_.path().c_str(), 0555), 0);
  ASSERT_EQ(::chmod(beside(".lock").c_str(), 0666), 0);
  const int result = run_in_child([&] {
    if (::getuid() == 0 && ::setuid(65534) != 0) return 77;  // root may write anywhere
    const std::string building = error_of([&] { IndexWriter writer(index_); });
    const std::string elsewhere = error_of([&] { IndexWriter writer(folder_ / "new/tiski.index"); });
    EXPECT_EQ(building, "making " + beside(".building").string() + ": Permission denied");
    EXPECT_EQ(elsewhere, "making " + (folder_ / "new").string() + ": Permission denied");
    return testing::Test::HasFailure() ? 1 : 0;
  });
  ::chmod(folder_.path().c_str(), 0755);
  if (result == 77) GTEST_SKIP() << "can't become another user";
  EXPECT_EQ(result, 0);
  EXPECT_EQ(Snapshot::open(index_)->max_docid(), 1u);
}

TEST_F(IndexWriterTest, RollsBackAndForthBetweenTwoGenerations) {
  const std::string first = publish_numbered(index_, 1).generation;
  const std::string second = publish_numbered(index_, 2).generation;
  EXPECT_EQ(rollback_index(index_).generation, first);
  EXPECT_EQ(generation_of(index_), first);
  EXPECT_EQ(generation_of(beside(".previous")), second);
  EXPECT_EQ(rollback_index(index_).generation, second);
  EXPECT_EQ(generation_of(index_), second);
  EXPECT_EQ(generation_of(beside(".previous")), first);
}

TEST_F(IndexWriterTest, RollsBackFromALostOrDamagedIndex) {
  const std::string first = publish_numbered(index_, 1).generation;
  publish_numbered(index_, 2);
  fs::remove(index_);
  EXPECT_EQ(rollback_index(index_).generation, first);
  EXPECT_EQ(generation_of(index_), first);

  publish_numbered(index_, 2);
  fs::resize_file(index_, 5000);
  EXPECT_EQ(rollback_index(index_).generation, first);
  EXPECT_EQ(generation_of(index_), first);
  EXPECT_EQ(fs::file_size(beside(".damaged")), 5000u);
}

TEST_F(IndexWriterTest, DoesNotRollBackToNothingOrToDamage) {
  EXPECT_EQ(error_of([&] { rollback_index(index_); }), "there is no index before the one at " + index_.string());
  publish_numbered(index_, 1);
  const std::string second = publish_numbered(index_, 2).generation;
  std::string bytes = read_file(beside(".previous"));
  bytes[100] ^= 1;
  write_file(beside(".previous"), bytes);
  EXPECT_THAT(error_of([&] { rollback_index(index_); }), HasSubstr("is damaged"));
  EXPECT_EQ(generation_of(index_), second);
}

}  // namespace
}  // namespace tiski
