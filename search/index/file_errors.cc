#include "search/index/file_errors.h"

#include <cerrno>
#include <system_error>

#include "search/error.h"

namespace tiski {
namespace {

std::string hint_for(int error_number) {
  switch (error_number) {
    case ENOSPC:
    case EDQUOT:
      return "Free some disk space; what was published before is untouched.";
    case EACCES:
    case EPERM:
      return "Give this user the right to read and write there.";
    case EROFS:
      return "The file system is read-only: choose another place with --index.";
    case ENOENT:
    case ENOTDIR:
      return "Check the path.";
    case EMFILE:
    case ENFILE:
      return "Raise the limit of open files (ulimit -n).";
    case EFBIG:
      return "Raise the limit of file sizes (ulimit -f).";
    case EIO:
      return "The disk may be failing: look at the system's log.";
    default:
      return "Look at the disk and try again.";
  }
}

}  // namespace

void throw_file_error(const std::string& doing, const std::filesystem::path& path, int error_number) {
  throw Error(doing + ' ' + path.string() + ": " + std::generic_category().message(error_number),
              hint_for(error_number));
}

}  // namespace tiski
