# Warnings and sanitizers as INTERFACE targets: our own code links them, third-party code never sees them.
add_library(tiski_warnings INTERFACE)
target_compile_options(tiski_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)

set(TISKI_SANITIZE "" CACHE STRING "Sanitizers for our code: address,undefined or thread")
add_library(tiski_sanitizers INTERFACE)
if(TISKI_SANITIZE)
  target_compile_options(tiski_sanitizers INTERFACE -fsanitize=${TISKI_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(tiski_sanitizers INTERFACE -fsanitize=${TISKI_SANITIZE})
endif()
if(TISKI_FUZZ)
  target_compile_options(tiski_sanitizers INTERFACE -fsanitize=fuzzer-no-link)
endif()

# The standard headers read once for all, which halves the time of the clang presets (and saves GCC nothing). The other presets read them
# file by file, so that a forgotten #include is noticed.
option(TISKI_PCH "Precompile the standard headers" OFF)

# tiski_precompile(target pch HEADERS…): target uses the precompiled header of the target pch, made of HEADERS when it is new.
function(tiski_precompile target pch)
  if(NOT TISKI_PCH)
    return()
  endif()
  if(NOT TARGET ${pch})
    file(WRITE ${CMAKE_BINARY_DIR}/${pch}.cc "")
    add_library(${pch} OBJECT ${CMAKE_BINARY_DIR}/${pch}.cc)
    target_link_libraries(${pch} PRIVATE tiski_warnings tiski_sanitizers)
    if("<gtest/gtest.h>" IN_LIST ARGN)
      target_link_libraries(${pch} PRIVATE GTest::gmock)
    endif()
    target_precompile_headers(${pch} PRIVATE ${ARGN})
  endif()
  target_precompile_headers(${target} REUSE_FROM ${pch})
endfunction()

set(TISKI_STANDARD_HEADERS
  <algorithm> <array> <charconv> <chrono> <condition_variable> <filesystem> <fstream> <functional> <map> <memory> <mutex> <optional> <set> <span>
  <sstream> <string> <string_view> <thread> <unordered_map> <unordered_set> <utility> <variant> <vector>)

# tiski_library(name SOURCES… USES… PRIVATE_USES…): a library of ours with the house's warnings.
function(tiski_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;PRIVATE_USES" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_USES} PRIVATE ${ARG_PRIVATE_USES} tiski_warnings)
  target_link_libraries(${name} PUBLIC tiski_sanitizers)
  tiski_precompile(${name} tiski_standard_pch ${TISKI_STANDARD_HEADERS})
endfunction()
