#pragma once

#include <filesystem>
#include <string>

namespace tiski {

// The bytes of a file that came with the program (templates, scripts, styles). Throws Error when it cannot be read,
// or is no file: a pipe would make us wait for ever.
std::string read_file(const std::filesystem::path& path);

}  // namespace tiski
