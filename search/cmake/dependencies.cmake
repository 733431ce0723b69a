# Every third-party library as one imported target. What each is for: HACKING.md.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

find_package(xapian REQUIRED)  # sets variables only
add_library(xapian INTERFACE)
target_include_directories(xapian SYSTEM INTERFACE ${XAPIAN_INCLUDE_DIR})
target_link_libraries(xapian INTERFACE ${XAPIAN_LIBRARIES})

find_package(cmark REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n data)
find_package(yaml-cpp REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)

pkg_check_modules(voikko REQUIRED IMPORTED_TARGET libvoikko)
# Debian's cpp-httplib is a compiled library whose flags change the ABI: only through pkg-config.
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib)

find_library(STEMMER_LIBRARY stemmer REQUIRED)
find_path(STEMMER_INCLUDE_DIR libstemmer.h REQUIRED)
add_library(stemmer INTERFACE)
target_include_directories(stemmer SYSTEM INTERFACE ${STEMMER_INCLUDE_DIR})
target_link_libraries(stemmer INTERFACE ${STEMMER_LIBRARY})

find_path(MUSTACHE_INCLUDE_DIR kainjow/mustache.hpp REQUIRED)
add_library(mustache INTERFACE)
target_include_directories(mustache SYSTEM INTERFACE ${MUSTACHE_INCLUDE_DIR})
