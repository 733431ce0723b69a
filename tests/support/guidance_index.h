#pragma once

#include <filesystem>

namespace tiski::test {

// The index of the project's own guidance: the one that TISKI_GUIDANCE_INDEX names (CTest has it built once for all
// tests), else one built for this process, in a folder that goes with it. Only to be read. Throws std::runtime_error
// when the guidance has errors.
const std::filesystem::path& guidance_index();

}  // namespace tiski::test
