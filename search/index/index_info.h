#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace tiski {

// What an index says of itself.
struct IndexInfo {
  int schema_version = 0;
  std::string program_version;
  std::string generation;                         // differs for every publish
  std::string built_at;                           // RFC 3339, UTC
  std::map<std::string, std::string> analyzers;   // language → Analyzer::version()
  std::map<std::string, std::uint32_t> articles;  // language → published articles
  std::string dictionaries;                       // translation dictionaries used, or why none

  std::string to_json() const;
  static IndexInfo from_json(std::string_view text);  // throws Error on damage

  bool operator==(const IndexInfo&) const = default;
};

}  // namespace tiski
