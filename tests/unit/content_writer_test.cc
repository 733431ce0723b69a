#include "indexer/content_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/content_source.h"
#include "indexer/stamp.h"
#include "search/error.h"
#include "tests/support/sample_content.h"
#include "tests/support/temp_folder.h"

namespace fs = std::filesystem;

namespace tiski {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

TEST(ContentWriter, ReplacesAFileAndLeavesNothingBesideIt) {
  TempFolder folder;
  fs::create_directories(folder / "fi");
  write_file(folder / "fi/a.md", "old");
  fs::permissions(folder / "fi/a.md", fs::perms(0640));
  EXPECT_EQ(ContentWriter(folder.path()).replace("fi/a.md", "old", "new"), SaveResult::kSaved);
  EXPECT_EQ(read_file(folder / "fi/a.md"), "new");
  EXPECT_EQ(fs::status(folder / "fi/a.md").permissions(), fs::perms(0640));
  EXPECT_THAT(names_in(folder / "fi"), ElementsAre("a.md"));
}

TEST(ContentWriter, DoesNotTouchWhatSomebodyElseChanged) {
  TempFolder folder;
  write_file(folder / "a.md", "theirs");
  const ContentWriter writer(folder.path());
  EXPECT_EQ(writer.replace("a.md", "old", "new"), SaveResult::kConflict);
  EXPECT_EQ(writer.replace("gone.md", "old", "new"), SaveResult::kConflict);
  EXPECT_EQ(read_file(folder / "a.md"), "theirs");
  EXPECT_THAT(names_in(folder.path()), ElementsAre("a.md"));
}

TEST(ContentWriter, CreatesAFileAndItsFoldersOnce) {
  TempFolder folder;
  const ContentWriter writer(folder.path());
  EXPECT_EQ(writer.create("fi/uusi/a.md", "x"), SaveResult::kSaved);
  EXPECT_EQ(writer.create("fi/uusi/a.md", "y"), SaveResult::kConflict);
  EXPECT_EQ(writer.create("b.md", "z"), SaveResult::kSaved);
  EXPECT_EQ(read_file(folder / "fi/uusi/a.md"), "x");
  EXPECT_THAT(names_in(folder / "fi/uusi"), ElementsAre("a.md"));
}

TEST(ContentWriter, NeverWritesOutsideItsFolder) {
  TempFolder folder;
  fs::create_directories(folder / "content");
  write_file(folder / "secret.md", "old");
  fs::create_symlink(folder / "secret.md", folder / "content/link.md");
  fs::create_directory_symlink(folder.path(), folder / "content/up");
  const ContentWriter writer(folder / "content");
  for (const char* path : {"link.md", "up/secret.md", "../secret.md"}) {
    EXPECT_THROW(writer.replace(path, "old", "new"), Error) << path;
  }
  for (const char* path : {"up/new.md", "../new.md", "up/x/new.md"})
    EXPECT_THROW(writer.create(path, "new"), Error) << path;
  EXPECT_EQ(read_file(folder / "secret.md"), "old");
  EXPECT_FALSE(fs::exists(folder / "new.md"));
}

struct Edit {
  const char* before;
  const char* after;
};

class WithFrontMatterField : public testing::TestWithParam<Edit> {};

TEST_P(WithFrontMatterField, ChangesOneLine) {
  const auto changed = with_front_matter_field(GetParam().before, "source_rev", "new");
  EXPECT_EQ(changed.value_or("(none)"), GetParam().after);
}

INSTANTIATE_TEST_SUITE_P(
    Edits, WithFrontMatterField,
    testing::Values(Edit{"---\na: b\n---\nx\n", "---\na: b\nsource_rev: new\n---\nx\n"},
                    Edit{"---\na: b # c\nsource_rev:  'old'\nd: e\n---\nx\n",
                         "---\na: b # c\nsource_rev: new\nd: e\n---\nx\n"},
                    Edit{"---\r\na: b\r\n---\r\nx", "---\r\na: b\r\nsource_rev: new\r\n---\r\nx"},
                    Edit{"---\r\nsource_rev: old\r\n---\r\nx", "---\r\nsource_rev: new\r\n---\r\nx"},
                    Edit{"\xEF\xBB\xBF---\na: b\n---\nx\n", "\xEF\xBB\xBF---\na: b\nsource_rev: new\n---\nx\n"},
                    Edit{"---\n---\nx\n", "---\nsource_rev: new\n---\nx\n"},
                    Edit{"---\na: b\n---\nsource_rev: text\n", "---\na: b\nsource_rev: new\n---\nsource_rev: text\n"},
                    Edit{"---\nsource_rev: |\n  x\n---\n", "(none)"}, Edit{"x\n", "(none)"},
                    Edit{"---\na: b\n", "(none)"}));

class Stamping : public testing::Test {
 protected:
  Stamping() {
    for (const char* path : {"fi", "en"}) fs::create_directories(folder_ / path);
    write_file(folder_ / "kb.yaml", sample_kb());
    write_file(folder_ / "fi/a.md", sample_article("A", "Teksti."));
    write_file(folder_ / "en/a.md", sample_article("A", "Text."));
  }
  Content load() const { return load_content(FolderSource(folder_.path()), Strictness::kStrict); }
  std::vector<std::string> stamp(const std::vector<std::string>& files = {}) {
    return stamp_translations(folder_.path(), load(), files).stamped;
  }
  TempFolder folder_;
};

TEST_F(Stamping, RecordsTheOriginalsDigest) {
  EXPECT_THAT(stamp(), ElementsAre("en/a.md"));
  const Content content = load();
  EXPECT_EQ(content.articles[0].article.source_rev, content.articles[1].article.body_digest);
  EXPECT_EQ(content.articles[0].article.source_rev.size(), 12U);
  EXPECT_THAT(stamp(), IsEmpty());
}

TEST_F(Stamping, LeavesWhatFellBehindToThePersonWhoComparesIt) {
  stamp();
  write_file(folder_ / "fi/a.md", sample_article("A", "Uusi teksti."));
  EXPECT_THAT(stamp(), IsEmpty());
  EXPECT_THAT(stamp({"content/en/a.md"}), ElementsAre("en/a.md"));
}

TEST_F(Stamping, DoesNotDependOnTheKindOfLineEnds) {
  const std::string before = load().articles[1].article.body_digest;
  std::string text = sample_article("A", "Teksti.");
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) text.replace(at, 1, "\r\n");
  write_file(folder_ / "fi/a.md", text);
  EXPECT_EQ(load().articles[1].article.body_digest, before);
}

}  // namespace
}  // namespace tiski
