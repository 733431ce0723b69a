#include "indexer/front_matter.h"

#include <algorithm>
#include <array>

#include "indexer/localized.h"
#include "indexer/yaml_reader.h"
#include "search/language/text.h"

namespace tiski {
namespace {

enum class FieldKind { kTitle, kSummary, kText, kSlug, kSlugs, kTexts, kDate, kPeriod, kStatus, kRole, kDigest };

struct FrontMatterField {
  std::string_view name;
  FieldKind kind;
  bool required;
};

constexpr std::array kFrontMatterFields = {
    FrontMatterField{"id", FieldKind::kSlug, false},
    FrontMatterField{"title", FieldKind::kTitle, true},
    FrontMatterField{"summary", FieldKind::kSummary, true},
    FrontMatterField{"owner", FieldKind::kRole, true},
    FrontMatterField{"reviewed", FieldKind::kDate, true},
    FrontMatterField{"review_by", FieldKind::kDate, false},
    FrontMatterField{"review_every", FieldKind::kPeriod, false},
    FrontMatterField{"status", FieldKind::kStatus, true},
    FrontMatterField{"slug", FieldKind::kSlug, false},
    FrontMatterField{"aliases", FieldKind::kSlugs, false},
    FrontMatterField{"tags", FieldKind::kTexts, false},
    FrontMatterField{"best_for", FieldKind::kTexts, false},
    FrontMatterField{"search_tests", FieldKind::kTexts, false},
    FrontMatterField{"related", FieldKind::kSlugs, false},
    FrontMatterField{"valid_from", FieldKind::kDate, false},
    FrontMatterField{"valid_to", FieldKind::kDate, false},
    FrontMatterField{"source_rev", FieldKind::kDigest, false},
};

// What is read before it finds its place in the article.
struct Fields {
  std::map<std::string, std::string> texts;
  std::map<std::string, std::vector<std::string>> lists;
  std::map<std::string, Date> dates;
  std::optional<Period> review_every;
};

class Reader {
 public:
  Reader(const KnowledgeBase& kb, Strictness strictness, Article& article, Findings& findings)
      : kb_(kb), strictness_(strictness), article_(article), findings_(findings) {}

  void read(const YamlNode& root, FieldPlaces& places) {
    MapReader map(root, findings_);
    for (const FrontMatterField& field : kFrontMatterFields) {
      const bool required = field.required && strictness_ == Strictness::kStrict;
      const YamlNode* node = required ? map.require(field.name) : map.take(field.name);
      if (node != nullptr) {
        read_field(field, *node, remember(places, root, field.name));
      } else if (!required && root.find(field.name) != nullptr) {
        remember(places, root, field.name);  // empty on purpose: nothing is derived for it
      }
    }
    for (const Facet& facet : kb_.facets) {
      const bool required = strictness_ == Strictness::kStrict && (facet.name == "topic" || facet.name == "type");
      const YamlNode* node = required ? map.require(facet.name) : map.take(facet.name);
      if (node != nullptr) read_facet(facet, *node, remember(places, root, facet.name));
    }
    map.finish();
    fill_article(places);
  }

 private:
  static FieldPlace& remember(FieldPlaces& places, const YamlNode& root, std::string_view name) {
    FieldPlace& place = places[std::string(name)];
    place.key = root.find(name)->key_at;
    return place;
  }

  void read_field(const FrontMatterField& field, const YamlNode& node, FieldPlace& place) {
    const std::string name(field.name);
    if (field.kind == FieldKind::kTexts || field.kind == FieldKind::kSlugs) {
      for (auto& [text, at] : yaml_texts(node, field.name, findings_)) {
        std::optional<std::string> value = std::move(text);
        if (field.kind == FieldKind::kSlugs) value = read_slug(field.name, *value, at);
        if (!value) continue;
        fields_.lists[name].push_back(std::move(*value));
        place.items.push_back(at);
      }
      return;
    }
    if (const auto text = yaml_text(node, field.name, findings_)) read_text(field, *text, node.at);
  }

  void read_text(const FrontMatterField& field, const std::string& text, Position at) {
    const std::string name(field.name);
    std::optional<std::string> good = text;
    switch (field.kind) {
      case FieldKind::kTitle:
      case FieldKind::kSummary:
        check_length(field, text, at);
        break;
      case FieldKind::kSlug:
        good = read_slug(field.name, text, at);
        break;
      case FieldKind::kDate:
        read_date(name, text, at);
        break;
      case FieldKind::kPeriod:
        fields_.review_every = parse_period(text);
        if (!fields_.review_every) findings_.add("bad-period", at, {{"key", name}, {"value", text}});
        break;
      case FieldKind::kStatus:
        read_status(text, at);
        break;
      case FieldKind::kRole:
        if (!role_is_known(text, at)) good.reset();
        break;
      case FieldKind::kDigest:
        if (!digest_is_good(text, at)) good.reset();
        break;
      default:
        break;
    }
    if (good) fields_.texts[name] = *good;
  }

  void check_length(const FrontMatterField& field, const std::string& text, Position at) {
    const std::size_t limit = field.kind == FieldKind::kTitle ? kMaxTitle : kMaxSummary;
    const std::size_t length = code_point_count(text);
    if (length <= limit) return;
    findings_.add("too-long", at,
                  {{"key", field.name}, {"length", std::to_string(length)}, {"limit", std::to_string(limit)}});
  }

  // Lenient builds take any id and make a slug of it.
  std::optional<std::string> read_slug(std::string_view key, const std::string& text, Position at) {
    if (is_slug(text)) return text;
    const std::string slug = slugify(text);
    findings_.add(slug.empty() ? "bad-slug" : "bad-slug.near", at, {{"key", key}, {"value", text}, {"near", slug}});
    if (strictness_ == Strictness::kStrict || slug.empty()) return std::nullopt;
    return slug;
  }

  void read_date(const std::string& key, const std::string& text, Position at) {
    if (const auto date = parse_date(text)) {
      fields_.dates[key] = *date;
    } else {
      findings_.add("bad-date", at, {{"key", key}, {"value", text}});
    }
  }

  void read_status(const std::string& text, Position at) {
    static const std::array<std::string, 3> kNames = {"draft", "published", "archived"};
    const auto found = std::find(kNames.begin(), kNames.end(), text);
    if (found == kNames.end()) {
      report_unknown_value("status", text, at, kNames, findings_);
    } else {
      article_.status = static_cast<Status>(found - kNames.begin());
    }
  }

  bool role_is_known(const std::string& text, Position at) {
    if (kb_.find_role(text) != nullptr) return true;
    std::vector<std::string> names;
    for (const Role& role : kb_.roles) names.push_back(role.id);
    report_unknown_value("owner", text, at, names, findings_);
    return strictness_ == Strictness::kLenient;
  }

  bool digest_is_good(const std::string& text, Position at) {
    const bool hex = text.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (hex && text.size() == 12) return true;
    findings_.add("bad-source-rev", at, {{"value", text}});
    return false;
  }

  void read_facet(const Facet& facet, const YamlNode& node, FieldPlace& place) {
    if (!facet.multiple && node.kind == YamlNode::Kind::kList) {
      findings_.add("wrong-kind.one", node.at, {{"key", facet.name}});
      return;
    }
    std::vector<std::string> known;
    for (const FacetValue& value : facet.values) known.push_back(value.id);
    std::vector<std::string>& values = article_.facets[facet.name];
    for (auto& [text, at] : yaml_texts(node, facet.name, findings_)) {
      if (facet.find(text) == nullptr) {
        report_unknown_value(facet.name, text, at, known, findings_);
      } else if (std::find(values.begin(), values.end(), text) != values.end()) {
        findings_.add("repeated-value", at, {{"key", facet.name}, {"value", text}});
      } else {
        values.push_back(text);
        place.items.push_back(at);
      }
    }
    if (values.empty()) article_.facets.erase(facet.name);
  }

  std::optional<Date> date(const std::string& key) const {
    const auto found = fields_.dates.find(key);
    return found == fields_.dates.end() ? std::nullopt : std::optional<Date>(found->second);
  }

  void fill_article(const FieldPlaces& places) {
    for (const auto& [name, to] :
         {std::pair{"id", &article_.id}, std::pair{"title", &article_.title}, std::pair{"summary", &article_.summary},
          std::pair{"slug", &article_.slug}, std::pair{"owner", &article_.owner},
          std::pair{"source_rev", &article_.source_rev}}) {
      const auto found = fields_.texts.find(name);
      if (found != fields_.texts.end()) *to = found->second;
    }
    article_.aliases = std::move(fields_.lists["aliases"]);
    article_.tags = std::move(fields_.lists["tags"]);
    article_.best_for = std::move(fields_.lists["best_for"]);
    article_.search_tests = std::move(fields_.lists["search_tests"]);
    article_.related = std::move(fields_.lists["related"]);
    article_.reviewed = date("reviewed");
    article_.valid_from = date("valid_from");
    article_.valid_to = date("valid_to");
    fill_review_by();
    if (article_.valid_from && article_.valid_to && *article_.valid_to < *article_.valid_from) {
      findings_.add("date-order", places.at("valid_to").key, {{"first", "valid_from"}, {"second", "valid_to"}});
    }
    if (article_.reviewed && date("review_by") && *date("review_by") < *article_.reviewed) {
      findings_.add("date-order", places.at("review_by").key, {{"first", "reviewed"}, {"second", "review_by"}});
    }
    if (date("review_by") && fields_.review_every) findings_.add("two-review-fields", places.at("review_every").key);
  }

  // The article's own date or period, else its topic's period, else the knowledge base's.
  void fill_review_by() {
    article_.review_by = date("review_by");
    if (article_.review_by || !article_.reviewed) return;
    std::optional<Period> period = fields_.review_every;
    const auto topic = article_.facets.find("topic");
    if (!period && topic != article_.facets.end()) {
      const auto of_topic = kb_.review_by_topic.find(topic->second.front());
      if (of_topic != kb_.review_by_topic.end()) period = of_topic->second;
    }
    if (!period) period = kb_.review_default;
    if (period) article_.review_by = *article_.reviewed + *period;
  }

  const KnowledgeBase& kb_;
  Strictness strictness_;
  Article& article_;
  Findings& findings_;
  Fields fields_;
};

// "key: value" lines at the left margin, quotes taken off: what people mean even where it is no YAML.
YamlNode read_lines(std::string_view yaml, int first_line) {
  YamlNode map;
  map.kind = YamlNode::Kind::kMap;
  map.at = {first_line, 1};
  int line_number = first_line;
  for (std::size_t begin = 0; begin < yaml.size(); ++line_number) {
    const std::size_t end = std::min(yaml.find('\n', begin), yaml.size());
    const std::string_view line = yaml.substr(begin, end - begin);
    begin = end + 1;
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos || line.starts_with(' ') || line.starts_with('-')) continue;
    const std::string_view key = line.substr(0, colon);
    std::string_view value = line.substr(colon + 2);
    while (!value.empty() && (value.back() == ' ' || value.back() == '\r')) value.remove_suffix(1);
    if (value.size() >= 2 && value.front() == value.back() && (value.front() == '"' || value.front() == '\'')) {
      value = value.substr(1, value.size() - 2);
    }
    if (map.find(key) != nullptr || value.empty()) continue;
    YamlNode text;
    text.kind = YamlNode::Kind::kText;
    text.at = {line_number, 1};
    text.text = value;
    map.entries.push_back({std::string(key), {line_number, 1}, std::move(text)});
  }
  return map;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

bool is_fence(std::string_view line) {
  if (!line.starts_with("---")) return false;
  return line.find_first_not_of(" \t\r", 3) == std::string_view::npos;
}

}  // namespace

bool is_slug(std::string_view text) {
  const auto good = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !text.empty() && text.size() <= 80 && good(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return good(c) || c == '-'; });
}

FileParts split_file(std::string_view text) {
  FileParts parts;
  parts.body = text;
  const std::size_t first_end = std::min(text.find('\n'), text.size());
  if (!is_fence(text.substr(0, first_end))) return parts;
  parts.has_front_matter = true;
  parts.closed = false;
  int line = 2;
  for (std::size_t begin = first_end + 1; begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (is_fence(text.substr(begin, end - begin))) {
      parts.closed = true;
      parts.yaml = text.substr(first_end + 1, begin - first_end - 1);
      parts.body = text.substr(std::min(end + 1, text.size()));
      parts.body_line = line + 1;
      return parts;
    }
    begin = end + 1;
  }
  return parts;
}

bool holds_keys(std::string_view yaml) {
  if (is_blank(yaml)) return true;
  for (std::size_t begin = 0; begin < yaml.size();) {
    const std::size_t end = std::min(yaml.find('\n', begin), yaml.size());
    const std::string_view line = yaml.substr(begin, end - begin);
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && colon > 0 && line.find(' ') > colon) return true;
    begin = end + 1;
  }
  return false;
}

std::vector<std::string> front_matter_fields() {
  std::vector<std::string> names;
  for (const FrontMatterField& field : kFrontMatterFields) names.emplace_back(field.name);
  return names;
}

FieldPlaces read_front_matter(const FileParts& parts, const KnowledgeBase& kb, Strictness strictness, Article& article,
                              Findings& findings) {
  FieldPlaces places;
  const bool strict = strictness == Strictness::kStrict;
  if (!parts.has_front_matter || !parts.closed) {
    if (parts.has_front_matter) findings.add("no-front-matter.unclosed", {1, 1});
    if (!parts.has_front_matter && strict) findings.add("no-front-matter", {1, 1});
    return places;
  }
  std::optional<YamlNode> root;
  if (parts.yaml.size() > kMaxFrontMatterBytes) {
    findings.add("front-matter-size", {1, 1},
                 {{"bytes", std::to_string(parts.yaml.size())}, {"limit", std::to_string(kMaxFrontMatterBytes)}});
  } else {
    root = read_yaml(parts.yaml, parts.yaml_line, findings);
    if (root && !yaml_is_map(*root, "front matter", findings)) root.reset();
  }
  if (!root && strict) return places;
  if (!root) root = read_lines(parts.yaml.substr(0, kMaxFrontMatterBytes), parts.yaml_line);
  Reader(kb, strictness, article, findings).read(*root, places);
  return places;
}

}  // namespace tiski
