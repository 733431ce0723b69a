#include "server/read_file.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "search/error.h"

namespace tiski {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  if (!in) throw Error(fmt::format("cannot read {}", path.string()), "is --templates the right folder?");
  return out.str();
}

}  // namespace tiski
