#pragma once

#include <filesystem>
#include <string>

namespace tiski {

// The bytes of a file that came with the program (templates, scripts, styles). Throws Error when it cannot be read.
std::string read_file(const std::filesystem::path& path);

}  // namespace tiski
