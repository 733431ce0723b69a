#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tiski {

// The path below the content root of what a relative address leads to: ("fi/hissit", "../kuvat/luiska.png") →
// "fi/kuvat/luiska.png". Nothing for addresses with a scheme or a host, absolute ones, and those that lead out of the
// root or hold odd characters.
std::optional<std::string> content_path_of(std::string_view folder, std::string_view address);

// "fi/a/b.md" → "fi/a", "b" and "md".
std::string_view folder_of(std::string_view path);
std::string_view stem_of(std::string_view path);
std::string_view extension_of(std::string_view path);

}  // namespace tiski
