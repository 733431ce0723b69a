#pragma once

#include <filesystem>
#include <memory>

#include "indexer/watcher.h"

namespace tiski {

// Keeps the index up to date with a content folder (tiski-server --content); what it has to say goes to the log.
std::unique_ptr<ContentWatcher> watch_content(const std::filesystem::path& content, const std::filesystem::path& index);

}  // namespace tiski
