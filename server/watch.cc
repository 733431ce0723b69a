#include "server/watch.h"

#include <spdlog/spdlog.h>

namespace tiski {
namespace {

spdlog::level::level_enum level_of(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return spdlog::level::err;
    case Severity::kWarning:
      return spdlog::level::warn;
    case Severity::kInfo:
      return spdlog::level::info;
  }
  return spdlog::level::info;
}

}  // namespace

std::unique_ptr<ContentWatcher> watch_content(const std::filesystem::path& content,
                                              const std::filesystem::path& index) {
  WatchOptions options;
  options.content = content;
  options.index = index;
  return std::make_unique<ContentWatcher>(
      options, [](Severity severity, std::string_view message) { spdlog::log(level_of(severity), "{}", message); });
}

}  // namespace tiski
