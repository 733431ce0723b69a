#pragma once

#include <filesystem>
#include <string>

namespace tiski {

// The names beside an index file that building and publishing use.
struct IndexPaths {
  explicit IndexPaths(const std::filesystem::path& given);

  std::filesystem::path index;     // a symbolic link is followed: what it names is replaced, not the link
  std::filesystem::path lock;      // .lock: held by flock; holds the process id of the last builder
  std::filesystem::path building;  // .building: folder of a build that goes on
  std::filesystem::path previous;  // .previous: the index published before
  std::filesystem::path outgoing;  // .outgoing: the published one's second name while it is being replaced
  std::filesystem::path damaged;   // .damaged: an unreadable file that stood in the index's place
};

// The right to replace an index, held until destruction; the system gives it back when the process dies. Makes the
// folder if need be. Throws Error with a hint: what stands there is no ordinary file; the folder can't be written;
// another process is building (names it).
class PublishLock {
 public:
  explicit PublishLock(const IndexPaths& paths);
  ~PublishLock();
  PublishLock(const PublishLock&) = delete;
  PublishLock& operator=(const PublishLock&) = delete;

 private:
  int file_ = -1;
};

// Brings the files beside the index to rest after a builder that died: what it left is removed, and a replacement that
// it had begun is finished. The lock must be held.
void clear_leftovers(const IndexPaths& paths);

// Renames `replacement` over the index and keeps the index before as `previous` (an unreadable one as `damaged`).
// Readers see the old file or the new one at any moment, and after a crash clear_leftovers() finds which step was
// reached. The lock must be held. Throws Error; then the index is as it was.
void replace_index(const IndexPaths& paths, const std::filesystem::path& replacement);

}  // namespace tiski
