#include "search/index/index_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <random>

#include "search/article/stored_form.h"
#include "search/error.h"
#include "search/index/snapshot.h"
#include "tests/support/numbered_index.h"
#include "tests/support/temp_folder.h"

namespace fs = std::filesystem;

namespace tiski {
namespace {

constexpr std::uint64_t kNotInMemory = 0;

std::string problem_of(const fs::path& path) {
  try {
    Snapshot::open(path);
    return "";
  } catch (const Error& error) {
    EXPECT_FALSE(error.hint().empty()) << error.what();
    return error.what();
  }
}

std::size_t open_descriptors() {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator("/proc/self/fd")) ++count;
  return count;
}

class IndexFileTest : public testing::Test {
 protected:
  void SetUp() override {
    samples::publish_numbered(index_, 8);
    whole_ = read_file(index_);
  }

  TempFolder folder_{folder_in_memory()};
  fs::path index_ = folder_ / "tiski.index";
  std::string whole_;
};

TEST_F(IndexFileTest, NamesWhatStandsInTheIndexesPlace) {
  EXPECT_EQ(problem_of(index_), "");
  const fs::path other = folder_ / "other";
  EXPECT_EQ(problem_of(other), "there is no index at " + other.string());
  EXPECT_EQ(problem_of(folder_.path()), folder_.path().string() + " is not a file");
  write_file(other, "");
  EXPECT_EQ(problem_of(other), other.string() + " is empty");
  write_file(other, "name: {fi: Tiski}\n");
  EXPECT_EQ(problem_of(other), other.string() + " is not a Tiski index, or damaged beyond recognition");
  write_file(other, whole_.substr(0, whole_.size() / 2));
  EXPECT_EQ(problem_of(other), other.string() + " is damaged: its end is missing (or another program's index)");
  std::string flipped = whole_;
  flipped[flipped.size() / 2] ^= 1;
  write_file(other, flipped);
  EXPECT_EQ(problem_of(other), other.string() + " is damaged: its content is not what was written");
  ASSERT_EQ(::mkfifo((folder_ / "fifo").c_str(), 0600), 0);
  EXPECT_EQ(problem_of(folder_ / "fifo"), (folder_ / "fifo").string() + " is not a file") << "and does not wait";
}

TEST_F(IndexFileTest, NoticesEveryFlippedByte) {
  // Every byte of the first and the last kilobyte, and others at random in between.
  std::mt19937 random(3);
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < 1024; i += 7) places.insert(places.end(), {i, whole_.size() - 1 - i});
  for (int i = 0; i < 300; ++i) places.push_back(random() % whole_.size());
  const fs::path damaged = folder_ / "damaged";
  write_file(damaged, whole_);
  const int file = ::open(damaged.c_str(), O_RDWR);
  ASSERT_GE(file, 0);
  for (const std::size_t place : places) {
    const char flipped = static_cast<char>(whole_[place] ^ (1 << (random() % 8)));
    ASSERT_EQ(::pwrite(file, &flipped, 1, static_cast<off_t>(place)), 1);
    EXPECT_THROW(IndexFile{damaged}, Error) << "byte " << place << " of " << whole_.size();
    ASSERT_EQ(::pwrite(file, &whole_[place], 1, static_cast<off_t>(place)), 1);
  }
  ::close(file);
  EXPECT_EQ(problem_of(damaged), "");
}

TEST_F(IndexFileTest, NoticesEveryLostOrAddedEnd) {
  const fs::path damaged = folder_ / "damaged";
  for (const std::size_t kept : {std::size_t{1}, std::size_t{13}, std::size_t{63}, std::size_t{64}, whole_.size() / 4,
                                 whole_.size() / 2, whole_.size() - 64, whole_.size() - 63, whole_.size() - 1}) {
    write_file(damaged, whole_.substr(0, kept));
    EXPECT_THROW(IndexFile{damaged}, Error) << kept << " bytes kept";
    write_file(damaged, whole_.substr(0, kept) + std::string(whole_.size() - kept, '\0'));
    EXPECT_THROW(IndexFile{damaged}, Error) << kept << " bytes kept, the rest zero";
  }
  write_file(damaged, whole_ + "\n");
  EXPECT_THROW(IndexFile{damaged}, Error);
  write_file(damaged, whole_ + whole_);
  EXPECT_THROW(IndexFile{damaged}, Error);
}

TEST_F(IndexFileTest, InMemoryOutlivesWhateverIsDoneToTheFile) {
  const IndexFile file(index_);
  write_file(index_, std::string(whole_.size(), '\0'));
  EXPECT_EQ(file.database().get_doccount(), 8u);
  fs::resize_file(index_, 10);
  EXPECT_EQ(file.database().get_metadata("tiski.kb"), to_stored(samples::knowledge_base()));
  fs::remove(index_);
  EXPECT_EQ(file.database().get_termfreq("Lfi:numero3"), 1u);
}

TEST_F(IndexFileTest, OnDiskOutlivesReplacementAndRefusesWhatWasWrittenTo) {
  const IndexFile file(index_, kNotInMemory);
  samples::publish_numbered(index_, 3);
  EXPECT_EQ(file.database().get_doccount(), 8u);
  fs::rename(index_, folder_ / "away");
  EXPECT_EQ(file.database().get_doccount(), 8u);

  const IndexFile other(folder_ / "away", kNotInMemory);
  write_file(folder_ / "away", whole_);
  EXPECT_THROW(other.database(), Error);
  fs::resize_file(folder_ / "away", 10);
  EXPECT_THROW(other.database(), Error);
}

TEST_F(IndexFileTest, GivesBackEveryDescriptor) {
  const std::size_t before = open_descriptors();
  {
    const IndexFile file(index_);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(file.database().get_doccount(), 8u);
    EXPECT_EQ(open_descriptors(), before + 1) << "only its own";
  }
  write_file(folder_ / "foreign", "foreign");
  EXPECT_THROW(IndexFile{folder_ / "foreign"}, Error);
  // Sealed, but not what Xapian can read: the descriptor of the refused database is given back, too.
  seal_index_file(folder_ / "foreign");
  const std::size_t sealed = open_descriptors();
  {
    const IndexFile file(folder_ / "foreign");
    EXPECT_THROW(file.database(), Error);
    EXPECT_EQ(open_descriptors(), sealed + 1);
  }
  EXPECT_EQ(open_descriptors(), before);
}

TEST_F(IndexFileTest, IsReadByXapiansOwnToolsToo) {
  EXPECT_EQ(Xapian::Database(index_.string()).get_doccount(), 8u);
#ifndef __SANITIZE_ADDRESS__  // 1.4.22 deletes an object of its own by the wrong type there
  EXPECT_EQ(Xapian::Database::check(index_.string(), 0, nullptr), 0u);
#endif
}

}  // namespace
}  // namespace tiski
