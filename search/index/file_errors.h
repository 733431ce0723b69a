#pragma once

#include <filesystem>
#include <string>

namespace tiski {

// Throws Error for a failed system call on a file: "writing /srv/kb.index: No space left on device", with a hint by
// `error_number` (errno).
[[noreturn]] void throw_file_error(const std::string& doing, const std::filesystem::path& path, int error_number);

}  // namespace tiski
