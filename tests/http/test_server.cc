#include "tests/http/test_server.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <system_error>

namespace tiski::test {
namespace {

namespace fs = std::filesystem;

// Every folder of this process in one, which goes at the end.
struct ScratchFolder {
  fs::path path = fs::temp_directory_path() / ("tiski-http-" + std::to_string(::getpid()));
  ScratchFolder() {
    spdlog::set_level(spdlog::level::off);  // thousands of hostile requests: their log says nothing new
    fs::create_directories(path);
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

const ScratchFolder& scratch() {
  static const ScratchFolder folder;
  return folder;
}

}  // namespace

fs::path new_folder(const std::string& name) {
  static int number = 0;
  auto path = scratch().path / (name + '-' + std::to_string(++number));
  fs::create_directories(path);
  return path;
}

}  // namespace tiski::test
