#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/yaml_reader.h"
#include "search/article/article.h"

namespace tiski {

// {fi: …, en: …}; a plain text stands for the first language. Languages that the knowledge base lacks are findings.
LocalizedText read_localized(const YamlNode& node, std::string_view key, const std::vector<std::string>& languages,
                             Findings& findings);

// Reports that `value` of `key` is none of `known`, with the nearest.
void report_unknown_value(std::string_view key, std::string_view value, Position at, std::span<const std::string> known,
                          Findings& findings);

}  // namespace tiski
