#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "indexer/diagnostic.h"

namespace tiski {

// The files of a content folder. Paths are below its root, "/"-separated. Reading never throws: what can't be read is a
// finding, as trainers save, move and delete while we look.
class ContentSource {
 public:
  virtual ~ContentSource() = default;

  // All regular files, in byte order of their paths. Left out without a word: what begins with a dot or ends with "~".
  virtual std::vector<std::string> list(std::vector<Diagnostic>& findings) const = 0;

  // At most `limit` + 1 bytes of the file (so a longer one is recognised). Nothing, with a finding, when it can't be
  // read or goes on changing.
  virtual std::optional<std::string> read(const std::string& path, std::size_t limit,
                                          std::vector<Diagnostic>& findings) const = 0;
};

// Does it name something that may well be readable the next time (no descriptor left, a share that is away)?
bool was_unreadable_just_then(const Diagnostic& finding);

// A folder on disk. Symbolic links below the root are never followed (the root itself may be one): what they hide from
// the reader of the folder they would hide from the checks.
class FolderSource : public ContentSource {
 public:
  // Throws Error with a hint when the folder is missing or can't be opened.
  explicit FolderSource(const std::filesystem::path& root);
  ~FolderSource() override;
  FolderSource(const FolderSource&) = delete;
  FolderSource& operator=(const FolderSource&) = delete;

  std::vector<std::string> list(std::vector<Diagnostic>& findings) const override;
  std::optional<std::string> read(const std::string& path, std::size_t limit,
                                  std::vector<Diagnostic>& findings) const override;

  // Changes when a file is added, removed, renamed or saved (path, size and time of change of each). Costs one stat a
  // file.
  std::uint64_t fingerprint() const;

 private:
  int root_ = -1;  // descriptor
};

// Files in memory, for tests and for checking a text before it is saved.
class MemorySource : public ContentSource {
 public:
  explicit MemorySource(std::map<std::string, std::string> files) : files_(std::move(files)) {}
  // Lists and reads `below`, but for the files that are here.
  MemorySource(std::map<std::string, std::string> files, const ContentSource& below)
      : files_(std::move(files)), below_(&below) {}

  std::vector<std::string> list(std::vector<Diagnostic>& findings) const override;
  std::optional<std::string> read(const std::string& path, std::size_t limit,
                                  std::vector<Diagnostic>& findings) const override;

 private:
  std::map<std::string, std::string> files_;
  const ContentSource* below_ = nullptr;
};

}  // namespace tiski
