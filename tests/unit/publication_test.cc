// What a build leaves behind when it is killed, or when the disk is full: the old index or the new one, and nothing
// that the next build does not clear away.

#include "search/index/publication.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <random>
#include <set>

#include "search/error.h"
#include "search/index/snapshot.h"
#include "tests/support/child_process.h"
#include "tests/support/numbered_index.h"
#include "tests/support/temp_folder.h"

namespace fs = std::filesystem;

namespace tiski {
namespace {

using samples::publish_numbered;
using testing::UnorderedElementsAre;

constexpr int kOldArticles = 2;
constexpr int kNewArticles = 3;

std::string generation_of(const fs::path& index) { return Snapshot::open(index)->info().generation; }

std::uint32_t articles_of(const fs::path& index) { return Snapshot::open(index)->max_docid(); }

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename());
  return names;
}

class PublicationTest : public testing::Test {
 protected:
  void SetUp() override {
    publish_numbered(index_, 1);
    publish_numbered(index_, kOldArticles);
  }

  int build_new() const {
    publish_numbered(index_, kNewArticles);
    return 0;
  }

  // After whatever happened: a whole index, old or new, what can be rolled back to, and a next build that works and
  // leaves no debris.
  void expect_old_or_new(const std::string& what) {
    SCOPED_TRACE(what);
    const std::uint32_t found = articles_of(index_);
    EXPECT_TRUE(found == kOldArticles || found == kNewArticles) << found;
    const std::string published = generation_of(index_);
    publish_numbered(index_, kOldArticles);
    EXPECT_EQ(generation_of(paths_.previous), published);
    EXPECT_THAT(names_in(folder_.path()),
                UnorderedElementsAre("tiski.index", "tiski.index.lock", "tiski.index.previous"));
  }

  TempFolder folder_{folder_in_memory()};
  fs::path index_ = folder_ / "tiski.index";
  IndexPaths paths_{index_};
};

TEST_F(PublicationTest, KilledAtAnyStepLeavesTheOldIndexOrTheNew) {
  const ChildEnd whole = run_and_kill_at(0, [&] { return build_new(); });
  if (!whole.possible) GTEST_SKIP() << "this system does not let a test trace its child";
  ASSERT_TRUE(WIFEXITED(whole.status) && WEXITSTATUS(whole.status) == 0);
  ASSERT_GT(whole.changes, 50);
  publish_numbered(index_, kOldArticles);
  std::set<std::uint32_t> seen;
  // All of the last steps, where the publishing is, and every fifth of the building before.
  int step = 1;
  for (bool killed = true; killed; step += step + 30 < whole.changes ? 5 : 1) {
    killed = run_and_kill_at(step, [&] { return build_new(); }).killed;
    seen.insert(articles_of(index_));
    expect_old_or_new("killed at step " + std::to_string(step) + " of " + std::to_string(whole.changes));
  }
  EXPECT_GE(step, whole.changes - 2) << "killed at the last steps, too";
  EXPECT_EQ(seen, (std::set<std::uint32_t>{kOldArticles, kNewArticles})) << "some kills before the rename, some after";
}

TEST_F(PublicationTest, RollbackKilledAtAnyStepLeavesOneOfTheTwo) {
  const ChildEnd whole = run_and_kill_at(0, [&] { return rollback_index(index_), 0; });
  if (!whole.possible) GTEST_SKIP() << "this system does not let a test trace its child";
  for (int step = 1; step <= whole.changes; ++step) {
    publish_numbered(index_, kNewArticles);
    publish_numbered(index_, kOldArticles);
    run_and_kill_at(step, [&] { return rollback_index(index_), 0; });
    expect_old_or_new("killed at step " + std::to_string(step));
  }
}

TEST_F(PublicationTest, KilledAtAnyTimeLeavesTheOldIndexOrTheNew) {
  std::mt19937 random(11);
  for (int round = 0; round < 20; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      for (;;) build_new();
    }
    ::usleep(static_cast<useconds_t>(random() % 40'000));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    expect_old_or_new("round " + std::to_string(round));
  }
}

TEST_F(PublicationTest, AWriteThatFailsAnywherePublishesNothing) {
  const std::string before = generation_of(index_);
  int failed = 0;
  for (rlim_t limit = 1; limit < 200'000; limit = limit * 3 / 2 + 1) {
    const int result = run_in_child([&] {
      ::signal(SIGXFSZ, SIG_IGN);
      const rlimit bytes{limit, limit};  // of any one file: writing more fails as on a full disk
      ::setrlimit(RLIMIT_FSIZE, &bytes);
      try {
        return build_new();
      } catch (const Error& error) {
        return error.hint().empty() ? 3 : 2;
      }
    });
    if (result == 0) break;
    EXPECT_EQ(result, 2) << "an Error with a hint, at " << limit;
    ++failed;
    EXPECT_EQ(generation_of(index_), before);
    EXPECT_FALSE(fs::exists(paths_.building)) << "its own files are removed";
  }
  EXPECT_GE(failed, 10);
  expect_old_or_new("afterwards");
}

// In a mount namespace of its own: a disk of one megabyte, ever less of it free.
int build_on_full_disks(const fs::path& folder) {
  if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
      ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=1m") != 0) {
    return 77;
  }
  const fs::path index = folder / "tiski.index";
  int failed = 0;
  bool published = false;
  for (int free_kb = 0; !published && free_kb < 1000; free_kb += 4) {
    fs::remove(folder / "ballast");
    const std::string before = publish_numbered(index, kOldArticles).generation;
    const auto room = fs::space(folder).available;
    const auto left = static_cast<std::uintmax_t>(free_kb) * 1024;
    write_file(folder / "ballast", std::string(room > left ? room - left : 0, 'x'));
    try {
      publish_numbered(index, kNewArticles);
      EXPECT_EQ(articles_of(index), static_cast<std::uint32_t>(kNewArticles));
      published = true;
    } catch (const Error& error) {
      ++failed;
      EXPECT_THAT(error.what(), testing::HasSubstr("No space left")) << free_kb;
      EXPECT_THAT(error.hint(), testing::HasSubstr("disk space")) << error.what();
      EXPECT_EQ(generation_of(index), before) << free_kb;
      EXPECT_FALSE(fs::exists(IndexPaths(index).building)) << free_kb;
    }
  }
  EXPECT_TRUE(published);
  EXPECT_GE(failed, 10);
  return testing::Test::HasFailure() ? 1 : 0;
}

TEST_F(PublicationTest, AFullDiskPublishesNothing) {
  const int result = run_in_child([&] { return build_on_full_disks(folder_.path()); });
  if (result == 77) GTEST_SKIP() << "a small disk can be mounted by root only";
  EXPECT_EQ(result, 0);
}

TEST_F(PublicationTest, TheNextBuildFinishesAReplacementThatWasBegun) {
  const std::string published = generation_of(index_);
  fs::create_directory(paths_.building);
  write_file(paths_.building / "index", "half");
  // Killed after the new index got its name, before the old one got its own.
  fs::create_hard_link(index_, paths_.outgoing);
  fs::rename(paths_.previous, index_);
  { const IndexWriter next(index_); }
  EXPECT_EQ(generation_of(paths_.previous), published);
  EXPECT_FALSE(fs::exists(paths_.outgoing));
  EXPECT_FALSE(fs::exists(paths_.building));
}

TEST_F(PublicationTest, TheNextBuildForgetsAReplacementThatWasOnlyPrepared) {
  const std::string previous = generation_of(paths_.previous);
  for (const bool whole : {true, false}) {
    fs::copy_file(index_, paths_.outgoing);
    if (!whole) fs::resize_file(paths_.outgoing, 5000);
    { const IndexWriter next(index_); }
    EXPECT_EQ(generation_of(paths_.previous), previous);
    EXPECT_FALSE(fs::exists(paths_.outgoing));
  }
}

TEST_F(PublicationTest, ADeadBuildersLockIsFree) {
  const int result = run_in_child([&] {
    auto* lock = new PublishLock(paths_);
    return lock == nullptr ? 1 : 0;
  });
  EXPECT_EQ(result, 0);
  EXPECT_NO_THROW(PublishLock{paths_});
}

}  // namespace
}  // namespace tiski
