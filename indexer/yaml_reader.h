#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/checks/rules.h"
#include "indexer/diagnostic.h"

namespace tiski {

struct YamlEntry;

// A YAML value as it stands in the file: everything is text, a list or a map, each with its place.
struct YamlNode {
  enum class Kind { kNothing, kText, kList, kMap };
  Kind kind = Kind::kNothing;
  Position at;  // in the file
  std::string text;
  std::vector<YamlNode> items;     // kList
  std::vector<YamlEntry> entries;  // kMap, in the file's order, keys distinct

  const YamlEntry* find(std::string_view key) const;
};

struct YamlEntry {
  std::string key;
  Position key_at;
  YamlNode value;
};

inline constexpr int kMaxYamlDepth = 12;

// Reads one YAML document into a plain tree. Our files need no more than maps, lists and text, so anchors, aliases,
// tags and several documents are refused; keys must be text and distinct (yaml-cpp takes duplicates silently).
// `first_line` is the line of the file at which the text begins, so that findings name the file's own lines.
// Nothing: the text is no YAML at all, and a finding says where.  An empty text is an empty map.
// This file's implementation is the only place that includes yaml-cpp.
std::optional<YamlNode> read_yaml(std::string_view text, int first_line, Findings& findings);

// Reads a map key by key and reports the keys that nobody asked for, with the nearest known one.
//
//   MapReader map(node, findings);
//   auto* name = map.take("name");
//   map.finish();
class MapReader {
 public:
  MapReader(const YamlNode& map, Findings& findings) : map_(&map), findings_(&findings) {}

  // The value of the key, or null. A key without a value counts as absent.
  const YamlNode* take(std::string_view key);
  // The same, with a finding when it is absent.
  const YamlNode* require(std::string_view key);
  void finish();

 private:
  const YamlNode* map_;
  Findings* findings_;
  std::vector<std::string> known_;
};

// Each reports a value of another kind and then returns nothing.
std::optional<std::string> yaml_text(const YamlNode& node, std::string_view key, Findings& findings);
// A list of texts; a single text counts as a list of one.
std::vector<std::pair<std::string, Position>> yaml_texts(const YamlNode& node, std::string_view key,
                                                         Findings& findings);
// "true" or "false"; false with a finding for anything else.
bool yaml_yes(const YamlNode& node, std::string_view key, Findings& findings);
bool yaml_is_map(const YamlNode& node, std::string_view key, Findings& findings);
bool yaml_is_list(const YamlNode& node, std::string_view key, Findings& findings);

}  // namespace tiski
