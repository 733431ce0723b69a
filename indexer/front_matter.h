#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/checks/rules.h"
#include "search/article/article.h"
#include "search/article/knowledge_base.h"

namespace tiski {

inline constexpr std::size_t kMaxFrontMatterBytes = 8 * 1024;
inline constexpr std::size_t kMaxTitle = 70;     // code points
inline constexpr std::size_t kMaxSummary = 200;  // code points

// Strict: what the knowledge base promises its readers. Lenient: any folder of Markdown, missing things are derived.
enum class Strictness { kStrict, kLenient };

// A file cut in two. The body begins after the line that closes the front matter.
struct FileParts {
  bool has_front_matter = false;
  bool closed = true;  // false: opened with --- and never closed; everything is then body
  std::string_view yaml;
  int yaml_line = 2;
  std::string_view body;
  int body_line = 1;
};
FileParts split_file(std::string_view text);

// Has it a line that begins with "key:"? Else what stands between two rules at the top of a file is its text.
bool holds_keys(std::string_view yaml);

// Where each key stands, and the items of its list.
struct FieldPlace {
  Position key;
  std::vector<Position> items;
};
using FieldPlaces = std::map<std::string, FieldPlace>;

// The names of all fixed fields, in the order of product documents; facets come from the knowledge base.
std::vector<std::string> front_matter_fields();

// Reads the front matter into the article: lang and path are set already, the rest keeps its value where a field is
// absent or wrong. Facet defaults and review_by are filled in. Lenient: no field is required, broken YAML is read line
// by line for what can be understood.
FieldPlaces read_front_matter(const FileParts& parts, const KnowledgeBase& kb, Strictness strictness, Article& article,
                              Findings& findings);

bool is_slug(std::string_view text);  // [a-z0-9][a-z0-9-]{0,79}

}  // namespace tiski
