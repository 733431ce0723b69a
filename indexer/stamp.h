#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/content.h"

namespace tiski {

// A file with its front matter field set: the value on the key's line replaced, or the line added at the end. All else
// stays as it is, comments, order and line ends too (a YAML emitter would drop them). Nothing where there is no front
// matter, or where the field's value goes over several lines.
std::optional<std::string> with_front_matter_field(std::string_view file, std::string_view key, std::string_view value);

struct StampReport {
  std::vector<std::string> stamped;   // paths
  std::vector<std::string> problems;  // in words
};

// Writes source_rev, the digest of the original's body, into translations: into those without one, and anew into those
// that `files` names (paths below the content root, after somebody compared them). Throws Error when a file can't be
// written.
StampReport stamp_translations(const std::filesystem::path& root, const Content& content,
                               const std::vector<std::string>& files);

}  // namespace tiski
