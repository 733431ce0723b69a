#include "indexer/localized.h"

namespace tiski {

LocalizedText read_localized(const YamlNode& node, std::string_view key, const std::vector<std::string>& languages,
                             Findings& findings) {
  LocalizedText text;
  if (node.kind == YamlNode::Kind::kText) {
    if (auto value = yaml_text(node, key, findings); value && !languages.empty()) text[languages.front()] = *value;
  } else if (yaml_is_map(node, key, findings)) {
    MapReader map(node, findings);
    for (const std::string& lang : languages) {
      const YamlNode* value = map.take(lang);
      if (value == nullptr) continue;
      if (auto words = yaml_text(*value, lang, findings)) text[lang] = std::move(*words);
    }
    map.finish();
  }
  return text;
}

void report_unknown_value(std::string_view key, std::string_view value, Position at, std::span<const std::string> known,
                          Findings& findings) {
  if (const auto near = nearest(value, known)) {
    findings.add("unknown-value.near", at, {{"key", key}, {"value", value}, {"near", *near}});
  } else {
    findings.add("unknown-value", at, {{"key", key}, {"value", value}, {"known", quoted_list(known)}});
  }
}

}  // namespace tiski
