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

# Several sources read as one, which builds in a third of the time: the headers are what costs. The preset dev reads them file by file,
# so that a forgotten #include is noticed.
option(TISKI_UNITY "Compile the libraries' sources a dozen at a time" OFF)

# tiski_library(name SOURCES… USES… PRIVATE_USES…): a library of ours with the house's warnings.
function(tiski_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;PRIVATE_USES" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_USES} PRIVATE ${ARG_PRIVATE_USES} tiski_warnings)
  target_link_libraries(${name} PUBLIC tiski_sanitizers)
  set_target_properties(${name} PROPERTIES UNITY_BUILD ${TISKI_UNITY} UNITY_BUILD_BATCH_SIZE 12)
  if(TISKI_UNITY)
    # GCC takes a source that is read with others for a header, where such types would be a fault.
    target_compile_options(${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  endif()
endfunction()
