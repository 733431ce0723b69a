#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace tiski {

enum class SaveResult {
  kSaved,
  kConflict,  // the file is not what it was expected to be; nothing was written
};

// Writes files of a content folder so that a reader, a crash or a power cut sees the old file or the new one, never a
// mixture: a file beside it, fsync, rename, fsync of the folder. No symbolic link below the root is followed and
// nothing outside it is touched.
class ContentWriter {
 public:
  // Throws Error with a hint when the folder can't be opened.
  explicit ContentWriter(const std::filesystem::path& root);
  ~ContentWriter();
  ContentWriter(const ContentWriter&) = delete;
  ContentWriter& operator=(const ContentWriter&) = delete;

  // Replaces the file, whose bytes must still be `expected`. Its folder must be there. Keeps the file's permissions.
  // Throws Error with a hint when the disk or the permissions do not allow it; the old file is then untouched.
  SaveResult replace(const std::string& path, std::string_view expected, std::string_view bytes) const;
  // Writes a file that must not be there yet, and the folders to it.
  SaveResult create(const std::string& path, std::string_view bytes) const;

 private:
  int root_ = -1;
};

}  // namespace tiski
