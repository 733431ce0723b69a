#include "search/index/publication.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "search/error.h"
#include "search/index/file_errors.h"
#include "search/index/index_file.h"

namespace fs = std::filesystem;

namespace tiski {
namespace {

fs::path beside(const fs::path& index, const char* suffix) {
  fs::path path = index;
  path += suffix;
  return path;
}

// What a chain of symbolic links names, be it there yet or not.
fs::path followed(fs::path path) {
  constexpr int kMaxLinks = 40;  // as the kernel
  std::error_code ignored;
  for (int links = 0; links < kMaxLinks && fs::is_symlink(path, ignored); ++links) {
    path = path.parent_path() / fs::read_symlink(path, ignored);
  }
  return path;
}

fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

std::string holder_of(int lock_file) {
  std::array<char, 32> text{};
  const ssize_t size = ::pread(lock_file, text.data(), text.size(), 0);
  std::string pid(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  while (!pid.empty() && pid.back() == '\n') pid.pop_back();
  return pid.empty() ? "another process" : "process " + pid;
}

// Makes a rename durable. Where it fails the file systems still holds the old name or the new one, which is all that
// publishing promises.
void sync_folder(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  ::fsync(file);
  ::close(file);
}

void rename_file(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) throw_file_error("writing", to, errno);
}

// A second name for a file; a copy where the file system has no hard links.
void add_name(const fs::path& file, const fs::path& name) {
  if (::unlink(name.c_str()) != 0 && errno != ENOENT) throw_file_error("replacing", name, errno);
  if (::link(file.c_str(), name.c_str()) == 0) return;
  std::error_code problem;
  fs::copy_file(file, name, problem);
  if (problem) throw_file_error("writing", name, problem.value());
}

// A folder cannot be replaced by a file, and a device, a pipe or a socket is not ours to take away ("--index
// /dev/null").
void require_replaceable(const fs::path& index) {
  std::error_code ignored;
  const auto status = fs::status(index, ignored);
  if (!fs::exists(status) || fs::is_regular_file(status)) return;
  throw Error(index.string() + (fs::is_directory(status) ? " is a folder" : " is no ordinary file"),
              "An index is a single file: choose another name with --index.");
}

// A good index is worth keeping whatever its schema: the program that reads it may be brought back with it.
bool is_intact(const fs::path& index) {
  constexpr std::uint64_t kNotInMemory = 0;
  try {
    const IndexFile file(index, kNotInMemory);
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

IndexPaths::IndexPaths(const fs::path& given)
    : index(followed(given)),
      lock(beside(index, ".lock")),
      building(beside(index, ".building")),
      previous(beside(index, ".previous")),
      outgoing(beside(index, ".outgoing")),
      damaged(beside(index, ".damaged")) {}

PublishLock::PublishLock(const IndexPaths& paths) {
  require_replaceable(paths.index);
  std::error_code problem;
  fs::create_directories(folder_of(paths.index), problem);
  if (problem) throw_file_error("making", folder_of(paths.index), problem.value());
  file_ = ::open(paths.lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (file_ < 0) throw_file_error("writing", paths.lock, errno);
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    const int error_number = errno;
    const std::string holder = holder_of(file_);
    ::close(file_);
    if (error_number != EWOULDBLOCK) throw_file_error("locking", paths.lock, error_number);
    throw Error(paths.index.string() + " is being built by " + holder, "Wait until it has finished, then try again.");
  }
  const std::string pid = std::to_string(::getpid()) + '\n';
  if (::ftruncate(file_, 0) != 0 || ::pwrite(file_, pid.data(), pid.size(), 0) < 0) {
    const int error_number = errno;
    ::close(file_);
    throw_file_error("writing", paths.lock, error_number);
  }
}

PublishLock::~PublishLock() { ::close(file_); }

void clear_leftovers(const IndexPaths& paths) {
  std::error_code problem;
  fs::remove_all(paths.building, problem);
  if (problem) throw_file_error("removing", paths.building, problem.value());
  const auto outgoing = read_seal(paths.outgoing);
  if (outgoing && outgoing != read_seal(paths.index)) {
    rename_file(paths.outgoing, paths.previous);  // its successor was published, only this was left to do
  } else {
    fs::remove(paths.outgoing, problem);
  }
}

void replace_index(const IndexPaths& paths, const fs::path& replacement) {
  std::error_code ignored;
  const bool exists = fs::exists(paths.index, ignored);
  const bool keep_as_previous = exists && is_intact(paths.index);
  if (exists) add_name(paths.index, keep_as_previous ? paths.outgoing : paths.damaged);
  rename_file(replacement, paths.index);
  // Published: from here on a failure changes nothing for readers, and clear_leftovers() makes up for it.
  if (keep_as_previous) ::rename(paths.outgoing.c_str(), paths.previous.c_str());
  sync_folder(folder_of(paths.index));
}

}  // namespace tiski
