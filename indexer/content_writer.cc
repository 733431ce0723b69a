#include "indexer/content_writer.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/content_path.h"
#include "indexer/descriptor.h"
#include "search/error.h"

namespace tiski {
namespace {

constexpr mode_t kNewFileMode = 0644;
constexpr mode_t kNewFolderMode = 0755;

[[noreturn]] void fail(std::string_view doing, const std::string& path, int error) {
  const char* hint = "";
  if (error == EACCES || error == EPERM || error == EROFS)
    hint = "let the user who runs this write to the content folder";
  if (error == ENOSPC || error == EDQUOT) hint = "make room on the disk; the file is as it was";
  throw Error(fmt::format("{} {}: {}", doing, path, reason_of(error)), hint);
}

std::string name_of(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

// The whole file, in the state the descriptor is in.
std::string read_all(int fd, const std::string& path) {
  std::string bytes;
  std::array<char, 1 << 16> buffer{};
  while (true) {
    const ssize_t got = ::read(fd, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("reading", path, errno);
    if (got == 0) return bytes;
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

// A file beside the one to be written; removed unless it is put in place.
class NewFile {
 public:
  NewFile(int folder, const std::string& path, mode_t mode)
      : folder_(folder), path_(path), name_(fmt::format(".{}.{}.new", name_of(path), ::getpid())) {
    ::unlinkat(folder_, name_.c_str(), 0);
    file_ = Descriptor(::openat(folder_, name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
    if (!file_.ok()) fail("writing", path_, errno);
    if (::fchmod(file_.get(), mode) != 0) fail("writing", path_, errno);
  }
  ~NewFile() {
    if (!name_.empty()) ::unlinkat(folder_, name_.c_str(), 0);
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t put = ::write(file_.get(), bytes.data(), bytes.size());
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) fail("writing", path_, errno);
      bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    if (::fsync(file_.get()) != 0) fail("writing", path_, errno);
  }

  void replace() {
    if (::renameat(folder_, name_.c_str(), folder_, name_of(path_).c_str()) != 0) fail("writing", path_, errno);
    name_.clear();
    if (::fsync(folder_) != 0) fail("writing", path_, errno);
  }

  // False: there is a file of that name already.
  bool put_where_none_is() {
    if (::linkat(folder_, name_.c_str(), folder_, name_of(path_).c_str(), 0) != 0) {
      if (errno == EEXIST) return false;
      fail("writing", path_, errno);
    }
    if (::fsync(folder_) != 0) fail("writing", path_, errno);
    return true;
  }

 private:
  int folder_;
  std::string path_;
  std::string name_;
  Descriptor file_;
};

}  // namespace

ContentWriter::ContentWriter(const std::filesystem::path& root)
    : root_(::open(root.c_str(), O_RDONLY | O_CLOEXEC | O_DIRECTORY)) {
  if (root_ < 0) fail("opening the content folder", root.string(), errno);
}

ContentWriter::~ContentWriter() {
  if (root_ >= 0) ::close(root_);
}

SaveResult ContentWriter::replace(const std::string& path, std::string_view expected, std::string_view bytes) const {
  const Descriptor folder = open_folder_below(root_, folder_of(path));
  if (!folder.ok()) fail("opening the folder of", path, errno);
  Descriptor old = open_file_below(folder.get(), name_of(path));
  if (!old.ok() && errno == ENOENT) return SaveResult::kConflict;
  struct stat status {};
  if (!old.ok() || ::fstat(old.get(), &status) != 0) fail("opening", path, errno);
  if (!S_ISREG(status.st_mode)) fail("opening", path, EINVAL);
  if (read_all(old.get(), path) != expected) return SaveResult::kConflict;
  NewFile file(folder.get(), path, status.st_mode & 07777);
  file.write(bytes);
  // Somebody may have saved meanwhile: look as late as can be.
  old = open_file_below(folder.get(), name_of(path));
  if (!old.ok() || read_all(old.get(), path) != expected) return SaveResult::kConflict;
  file.replace();
  return SaveResult::kSaved;
}

SaveResult ContentWriter::create(const std::string& path, std::string_view bytes) const {
  const std::string folders(folder_of(path));
  for (std::size_t end = folders.find('/'); !folders.empty(); end = folders.find('/', end + 1)) {
    const std::string made = folders.substr(0, end);
    const Descriptor parent = open_folder_below(root_, folder_of(made));
    if (!parent.ok()) fail("opening the folder of", made, errno);
    if (::mkdirat(parent.get(), name_of(made).c_str(), kNewFolderMode) != 0 && errno != EEXIST) {
      fail("making the folder", made, errno);
    }
    if (end == std::string::npos) break;
  }
  const Descriptor folder = open_folder_below(root_, folders);
  if (!folder.ok()) fail("opening the folder of", path, errno);
  NewFile file(folder.get(), path, kNewFileMode);
  file.write(bytes);
  return file.put_where_none_is() ? SaveResult::kSaved : SaveResult::kConflict;
}

}  // namespace tiski
