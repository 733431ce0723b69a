#include "indexer/content_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "search/error.h"
#include "tests/support/child_process.h"
#include "tests/support/temp_folder.h"

namespace fs = std::filesystem;

namespace tiski {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> wordings(const std::vector<Diagnostic>& findings) {
  std::vector<std::string> all;
  for (const Diagnostic& finding : findings) all.push_back(finding.file + " " + finding.wording);
  return all;
}

TEST(FolderSource, ListsFilesInTheOrderOfTheirPaths) {
  TempFolder folder;
  for (const char* path : {"fi/b", "fi/a", "en"}) fs::create_directories(folder / path);
  for (const char* path : {"fi/b/x.md", "fi/a/z.md", "fi/a.md", "kb.yaml", "fi/.hidden.md", "fi/a.md~"})
    write_file(folder / path, "x");
  fs::create_directories(folder / ".git");
  write_file(folder / ".git/x.md", "x");
  std::vector<Diagnostic> findings;
  EXPECT_THAT(FolderSource(folder.path()).list(findings), ElementsAre("fi/a.md", "fi/a/z.md", "fi/b/x.md", "kb.yaml"));
  EXPECT_THAT(findings, IsEmpty());
}

TEST(FolderSource, MayItselfBeALink) {
  TempFolder folder;
  fs::create_directories(folder / "real");
  write_file(folder / "real/a.md", "x");
  fs::create_directory_symlink(folder / "real", folder / "link");
  std::vector<Diagnostic> findings;
  EXPECT_THAT(FolderSource(folder / "link").list(findings), ElementsAre("a.md"));
}

TEST(FolderSource, FollowsNoLinkBelowItsRoot) {
  TempFolder folder;
  fs::create_directories(folder / "content/fi");
  write_file(folder / "secret.md", "x");
  fs::create_symlink(folder / "secret.md", folder / "content/a.md");
  fs::create_directory_symlink(folder.path(), folder / "content/fi/up");
  const FolderSource source(folder / "content");
  std::vector<Diagnostic> findings;
  EXPECT_THAT(source.list(findings), IsEmpty());
  EXPECT_THAT(wordings(findings), testing::UnorderedElementsAre("a.md symbolic-link", "fi/up symbolic-link"));
  for (const char* path : {"a.md", "fi/up/secret.md", "../secret.md", "fi/../../secret.md", "/etc/passwd", ""}) {
    std::vector<Diagnostic> refused;
    EXPECT_EQ(source.read(path, 100, refused), std::nullopt) << path;
    EXPECT_EQ(refused.size(), 1U) << path;
  }
}

TEST(FolderSource, ReadsAtMostOneByteOverTheLimit) {
  TempFolder folder;
  write_file(folder / "a.md", std::string(100, 'x'));
  const FolderSource source(folder.path());
  std::vector<Diagnostic> findings;
  EXPECT_EQ(source.read("a.md", 10, findings)->size(), 11U);
  EXPECT_EQ(source.read("a.md", 100, findings)->size(), 100U);
  EXPECT_THAT(findings, IsEmpty());
}

TEST(FolderSource, NamesAFolderThatIsTooDeepAndGoesNoFurther) {
  TempFolder folder;
  std::string path = "d";
  for (int i = 0; i < 40; ++i) path += "/d";
  fs::create_directories(folder / path);
  write_file(folder / (path + "/deep.md"), "x");
  std::vector<Diagnostic> findings;
  EXPECT_THAT(FolderSource(folder.path()).list(findings), IsEmpty());
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().wording, "unreadable-folder");
}

// The system's own files say that they are empty and are not: as one that grows while it is read.
TEST(FolderSource, TakesNoFileThatIsNotAsLongAsItSays) {
  std::vector<Diagnostic> findings;
  EXPECT_EQ(FolderSource("/proc/self").read("status", 100'000, findings), std::nullopt);
  EXPECT_THAT(wordings(findings), ElementsAre("status unreadable-file.changing"));
}

TEST(FolderSource, SaysThatAFileHasVanished) {
  TempFolder folder;
  std::vector<Diagnostic> findings;
  EXPECT_EQ(FolderSource(folder.path()).read("a.md", 10, findings), std::nullopt);
  EXPECT_THAT(wordings(findings), ElementsAre("a.md unreadable-file.vanished"));
}

TEST(FolderSource, IsNotHeldUpByANamedPipe) {
  TempFolder folder;
  ASSERT_EQ(::mkfifo((folder / "a.md").c_str(), 0644), 0);
  const FolderSource source(folder.path());
  std::vector<Diagnostic> findings;
  EXPECT_THAT(source.list(findings), IsEmpty());
  EXPECT_EQ(source.read("a.md", 10, findings), std::nullopt);
}

TEST(FolderSource, SaysThatAMissingFolderIsMissing) {
  try {
    FolderSource("/nonexistent/content");
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("/nonexistent/content"));
    EXPECT_THAT(error.hint(), testing::HasSubstr("--content"));
  }
}

// root may read everything: the reading is done by somebody who may not.
int as_nobody(const std::function<int()>& work) {
  return run_in_child([&] {
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) return 98;
    return work();
  });
}

TEST(FolderSource, NamesWhatItMayNotRead) {
  TempFolder folder;
  fs::permissions(folder.path(), fs::perms(0755));
  fs::create_directories(folder / "closed");
  write_file(folder / "closed.md", "x");
  fs::permissions(folder / "closed", fs::perms::none);
  fs::permissions(folder / "closed.md", fs::perms::none);
  EXPECT_EQ(as_nobody([&] {
              std::vector<Diagnostic> findings;
              const FolderSource source(folder.path());
              if (source.list(findings) != std::vector<std::string>{"closed.md"}) return 1;
              if (source.read("closed.md", 10, findings)) return 2;
              const std::vector<std::string> expected = {"closed unreadable-folder", "closed.md unreadable-file"};
              return wordings(findings) == expected ? 0 : 3;
            }),
            0);
}

TEST(FolderSource, FingerprintChangesWithEveryChange) {
  TempFolder folder;
  fs::create_directories(folder / "fi");
  const FolderSource source(folder.path());
  std::vector<std::uint64_t> seen = {source.fingerprint()};
  const auto changed = [&] {
    const std::uint64_t now = source.fingerprint();
    const bool is_new = std::find(seen.begin(), seen.end(), now) == seen.end();
    seen.push_back(now);
    return is_new;
  };
  EXPECT_FALSE(changed());
  write_file(folder / "fi/a.md", "x");
  EXPECT_TRUE(changed());
  write_file(folder / "fi/a.md", "xy");
  EXPECT_TRUE(changed());
  fs::rename(folder / "fi/a.md", folder / "fi/b.md");
  EXPECT_TRUE(changed());
  write_file(folder / "fi/.b.md.swp", "x");
  EXPECT_FALSE(changed());
}

TEST(MemorySource, CoversTheFilesBelowIt) {
  const MemorySource below({{"a.md", "old"}, {"b.md", "b"}});
  const MemorySource source({{"a.md", "new"}}, below);
  std::vector<Diagnostic> findings;
  EXPECT_THAT(source.list(findings), ElementsAre("a.md", "b.md"));
  EXPECT_EQ(source.read("a.md", 10, findings), "new");
  EXPECT_EQ(source.read("b.md", 10, findings), "b");
}

TEST(FolderSource, SaysThatWhatItHasNoDescriptorForCannotBeReadJustNow) {
  TempFolder folder;
  write_file(folder / "a.md", "x");
  EXPECT_EQ(
      run_in_child([&] {
        const FolderSource source(folder.path());
        const int next = ::dup(0);  // the lowest that is free
        ::close(next);
        const rlimit none_left{static_cast<rlim_t>(next), static_cast<rlim_t>(next)};
        if (::setrlimit(RLIMIT_NOFILE, &none_left) != 0) return 1;
        std::vector<Diagnostic> findings;
        if (!source.list(findings).empty() || source.read("a.md", 10, findings)) return 2;
        const std::vector<std::string> expected = {". unreadable-folder.just-now", "a.md unreadable-file.just-now"};
        if (wordings(findings) != expected) return 3;
        return findings[0].message.find("Too many open files") == std::string::npos ? 4 : 0;
      }),
      0);
}

}  // namespace
}  // namespace tiski
