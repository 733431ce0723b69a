#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

#include <xapian.h>

namespace tiski {

// What stands after Xapian's last byte in a published index (Xapian does not look there, so its own tools read the
// file): the length and the SHA-256 of all that stands before. A bit that changed anywhere in the file, the seal
// included, is noticed when the file is opened; Xapian's own check passes over missing tables and changed texts.
struct Seal {
  std::uint64_t content_bytes = 0;
  std::array<unsigned char, 32> digest{};
  bool operator==(const Seal&) const = default;
};

// Writes the seal at the end of a finished single-file database and fsyncs it. Throws Error.
void seal_index_file(const std::filesystem::path& path);

// The seal at the end of a file, without reading what stands before; nothing where there is no file or no whole seal.
std::optional<Seal> read_seal(const std::filesystem::path& path);

// A sealed index file whose every byte was read and found as written. Small ones (kHeldInMemory) are kept in memory as
// they were verified, so that nothing that is done to the file later reaches those who read this generation; of larger
// ones the open file is used, and database() refuses it once it has been written to. Thread safe.
class IndexFile {
 public:
  static constexpr std::uint64_t kHeldInMemory = std::uint64_t{32} << 20;  // bytes

  // Reads .7–1.7 GB/s. Throws Error with a hint: missing, a folder, empty, foreign, unfinished, damaged.
  explicit IndexFile(const std::filesystem::path& path, std::uint64_t held_in_memory = kHeldInMemory);
  ~IndexFile();
  IndexFile(const IndexFile&) = delete;
  IndexFile& operator=(const IndexFile&) = delete;

  // A database of exactly these bytes, whatever has been renamed over the path since. Throws Error.
  Xapian::Database database() const;

 private:
  void verify();
  void hold_in_memory();
  void check_unchanged() const;

  std::filesystem::path path_;
  int file_ = -1;
  bool in_memory_ = false;
  std::uint64_t bytes_ = 0;
  std::int64_t modified_ns_ = 0;
  mutable std::mutex offset_mutex_;  // Xapian reads from the descriptor's offset, which duplicates share
};

}  // namespace tiski
