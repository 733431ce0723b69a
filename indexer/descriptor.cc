#include "indexer/descriptor.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace tiski {
namespace {

Descriptor open_below(int root, std::string_view path, int last_flags) {
  Descriptor folder(::fcntl(root, F_DUPFD_CLOEXEC, 0));
  while (folder.ok() && !path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string step(path.substr(0, slash));
    if (step.empty() || step == "..") {
      errno = ENOENT;
      return {};
    }
    const bool last = slash == std::string_view::npos;
    const int flags = last ? last_flags : O_DIRECTORY;
    folder = Descriptor(::openat(folder.get(), step.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | flags));
    if (last) break;
    path.remove_prefix(slash + 1);
  }
  return folder;
}

}  // namespace

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

Descriptor open_file_below(int root, std::string_view path) {
  // NONBLOCK: a named pipe must not stop us.
  return open_below(root, path, O_NONBLOCK);
}

Descriptor open_folder_below(int root, std::string_view path) { return open_below(root, path, O_DIRECTORY); }

std::string reason_of(int error) { return std::error_code(error, std::generic_category()).message(); }

}  // namespace tiski
