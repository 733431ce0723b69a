#include <system_error>

#include "search/error.h"
#include "search/index/index_writer.h"
#include "search/index/publication.h"
#include "search/index/snapshot.h"

namespace tiski {

IndexInfo rollback_index(const std::filesystem::path& index) {
  const IndexPaths paths(index);
  const PublishLock lock(paths);
  clear_leftovers(paths);
  std::error_code ignored;
  if (!std::filesystem::exists(paths.previous, ignored)) {
    throw Error("there is no index before the one at " + paths.index.string(),
                "Each build keeps the one before it; only one is kept.");
  }
  const IndexInfo info = Snapshot::open(paths.previous)->info();
  replace_index(paths, paths.previous);
  return info;
}

}  // namespace tiski
