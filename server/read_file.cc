#include "server/read_file.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "search/error.h"

namespace tiski {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& reason) {
  throw Error(fmt::format("cannot read {}: {}", path.string(), reason), "is --templates the right folder?");
}

}  // namespace

std::string read_file(const std::filesystem::path& path) {
  std::error_code failure;
  if (!std::filesystem::is_regular_file(path, failure)) fail(path, failure ? failure.message() : "it is no file");
  std::ifstream in(path, std::ios::binary);
  if (!in) fail(path, "this user may not open it");
  std::ostringstream out;
  if (std::filesystem::file_size(path, failure) > 0) out << in.rdbuf();
  if (!in || !out) fail(path, "it could not be read to its end");
  return out.str();
}

}  // namespace tiski
