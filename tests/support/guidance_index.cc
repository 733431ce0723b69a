#include "tests/support/guidance_index.h"

#include <cstdlib>
#include <stdexcept>

#include "indexer/build.h"
#include "tests/support/temp_folder.h"

namespace tiski::test {

const std::filesystem::path& guidance_index() {
  static const TempFolder folder(folder_in_memory());
  static const std::filesystem::path index = [] {
    if (const char* built = std::getenv("TISKI_GUIDANCE_INDEX"); built != nullptr) return std::filesystem::path(built);
    BuildOptions options;
    options.content = std::filesystem::path(TISKI_SOURCE_DIR) / "content";
    options.index = folder / "tiski.index";
    if (!build_index(options).published)
      throw std::runtime_error("the guidance has errors: tiski-indexer check names them");
    return options.index;
  }();
  return index;
}

}  // namespace tiski::test
