#include "search/index/xapian_errors.h"

#include <string_view>

namespace tiski {
namespace {

constexpr std::string_view kBuildAgain = "Build the index again: tiski-indexer build";

std::string hint_for(const Xapian::Error& error) {
  const std::string_view type = error.get_type();
  const std::string message = error.get_msg() + (error.get_error_string() ? error.get_error_string() : "");
  if (message.find("No space left") != std::string::npos) return "Free some disk space; the index before is untouched.";
  if (message.find("Read-only") != std::string::npos || message.find("Permission denied") != std::string::npos) {
    return "Give the program the right to write in the index's folder.";
  }
  if (message.find("oo many open files") != std::string::npos) return "Raise the limit of open files (ulimit -n).";
  if (type == "DatabaseNotFoundError") return "There is no index there. Build one: tiski-indexer build";
  if (type == "DatabaseVersionError") return "It was made with another version of Xapian. " + std::string(kBuildAgain);
  if (type == "DatabaseLockError") return "Another build is running: wait for it.";
  // A published index never changes in place, so "modified" can only mean damage here.
  if (type == "DatabaseCorruptError" || type == "DatabaseModifiedError") {
    return "The index is damaged. " + std::string(kBuildAgain) +
           ", or bring the one before it back: tiski-indexer rollback";
  }
  if (type == "NetworkError" || type == "NetworkTimeoutError") return "Is the index server (xapian-tcpsrv) running?";
  return std::string(kBuildAgain);
}

}  // namespace

void throw_translated(const Xapian::Error& error, const std::string& what) {
  std::string message = what + ": " + error.get_msg();
  if (const char* reason = error.get_error_string()) message += std::string(" (") + reason + ")";
  throw Error(message, hint_for(error));
}

}  // namespace tiski
