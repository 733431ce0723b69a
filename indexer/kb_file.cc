#include "indexer/kb_file.h"

#include <algorithm>

#include "indexer/front_matter.h"
#include "indexer/localized.h"
#include "indexer/yaml_reader.h"

namespace tiski {
namespace {

class KbReader {
 public:
  explicit KbReader(Findings& findings) : findings_(findings) {}

  KbFile read(const YamlNode& root) {
    MapReader map(root, findings_);
    if (const YamlNode* node = map.require("languages")) read_languages(*node);
    if (const YamlNode* node = map.require("name")) kb_.name = localized(*node, "name");
    if (const YamlNode* node = map.take("tagline")) kb_.tagline = localized(*node, "tagline");
    if (const YamlNode* node = map.take("roles")) read_roles(*node);
    if (const YamlNode* node = map.require("facets")) read_facets(*node);
    if (const YamlNode* node = map.take("review")) read_review(*node);
    if (const YamlNode* node = map.take("emergency")) read_emergency(*node);
    if (const YamlNode* node = map.take("home")) read_home(*node);
    if (const YamlNode* node = map.take("shared_pc")) kb_.shared_pc = yaml_yes(*node, "shared_pc", findings_);
    if (const YamlNode* node = map.take("desk_mode")) kb_.desk_mode = yaml_yes(*node, "desk_mode", findings_);
    map.finish();
    return std::move(file_);
  }

 private:
  LocalizedText localized(const YamlNode& node, std::string_view key) {
    LocalizedText text = read_localized(node, key, kb_.languages, findings_);
    if (text.empty()) findings_.add("missing-text", node.at, {{"key", key}});
    return text;
  }

  void read_languages(const YamlNode& node) {
    for (auto& [lang, at] : yaml_texts(node, "languages", findings_)) {
      const bool code = lang.size() >= 2 && lang.size() <= 3 &&
                        std::all_of(lang.begin(), lang.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      if (!code) {
        findings_.add("bad-language", at, {{"value", lang}});
      } else if (kb_.has_language(lang)) {
        findings_.add("repeated-value", at, {{"key", "languages"}, {"value", lang}});
      } else {
        kb_.languages.push_back(lang);
      }
    }
    if (kb_.languages.empty()) findings_.add("missing-field", node.at, {{"key", "languages"}});
  }

  void read_roles(const YamlNode& node) {
    if (!yaml_is_map(node, "roles", findings_)) return;
    for (const YamlEntry& entry : node.entries) {
      if (good_id(entry)) kb_.roles.push_back({entry.key, localized(entry.value, entry.key)});
    }
  }

  bool good_id(const YamlEntry& entry) {
    if (is_slug(entry.key)) return true;
    findings_.add("bad-slug", entry.key_at, {{"key", "id"}, {"value", entry.key}});
    return false;
  }

  void read_facets(const YamlNode& node) {
    if (!yaml_is_list(node, "facets", findings_)) return;
    for (const YamlNode& item : node.items) {
      if (yaml_is_map(item, "facets", findings_)) read_facet(item);
    }
    for (const std::string_view needed : {"topic", "type"}) {
      if (kb_.find_facet(needed) == nullptr) findings_.add("missing-facet", node.at, {{"key", needed}});
    }
  }

  void read_facet(const YamlNode& node) {
    MapReader map(node, findings_);
    Facet facet;
    if (const YamlNode* name = map.require("name")) {
      facet.name = yaml_text(*name, "name", findings_).value_or("");
      check_facet_name(facet.name, name->at);
    }
    if (const YamlNode* label = map.require("label")) facet.label = localized(*label, "label");
    if (const YamlNode* multiple = map.take("multiple")) facet.multiple = yaml_yes(*multiple, "multiple", findings_);
    if (const YamlNode* values = map.require("values")) read_values(*values, facet);
    if (const YamlNode* value = map.take("default")) read_default(*value, facet);
    map.finish();
    if (!facet.name.empty()) kb_.facets.push_back(std::move(facet));
  }

  void check_facet_name(const std::string& name, Position at) {
    const std::vector<std::string> fields = front_matter_fields();
    if (!is_slug(name)) {
      findings_.add("bad-slug", at, {{"key", "name"}, {"value", name}});
    } else if (std::find(fields.begin(), fields.end(), name) != fields.end()) {
      findings_.add("facet-name-taken", at, {{"value", name}});
    } else if (kb_.find_facet(name) != nullptr) {
      findings_.add("repeated-value", at, {{"key", "facets"}, {"value", name}});
    }
  }

  void read_values(const YamlNode& node, Facet& facet) {
    if (!yaml_is_map(node, "values", findings_)) return;
    for (const YamlEntry& entry : node.entries) {
      if (good_id(entry)) facet.values.push_back({entry.key, localized(entry.value, entry.key)});
    }
  }

  void read_default(const YamlNode& node, Facet& facet) {
    const auto value = yaml_text(node, "default", findings_);
    if (!value) return;
    if (facet.find(*value) != nullptr) {
      facet.default_value = *value;
      return;
    }
    std::vector<std::string> known;
    for (const FacetValue& each : facet.values) known.push_back(each.id);
    report_unknown_value("default", *value, node.at, known, findings_);
  }

  void read_review(const YamlNode& node) {
    if (!yaml_is_map(node, "review", findings_)) return;
    MapReader map(node, findings_);
    if (const YamlNode* value = map.take("default")) kb_.review_default = read_period(*value, "default");
    const YamlNode* topics = map.take("topics");
    map.finish();
    if (topics == nullptr || !yaml_is_map(*topics, "topics", findings_)) return;
    const Facet* topic = kb_.find_facet("topic");
    for (const YamlEntry& entry : topics->entries) {
      if (topic != nullptr && topic->find(entry.key) == nullptr) {
        std::vector<std::string> known;
        for (const FacetValue& value : topic->values) known.push_back(value.id);
        report_unknown_value("topics", entry.key, entry.key_at, known, findings_);
      }
      if (const auto period = read_period(entry.value, entry.key)) kb_.review_by_topic[entry.key] = *period;
    }
  }

  std::optional<Period> read_period(const YamlNode& node, std::string_view key) {
    const auto text = yaml_text(node, key, findings_);
    const auto period = text ? parse_period(*text) : std::nullopt;
    if (text && !period) findings_.add("bad-period", node.at, {{"key", key}, {"value", *text}});
    return period;
  }

  void read_emergency(const YamlNode& node) {
    if (!yaml_is_list(node, "emergency", findings_)) return;
    for (const YamlNode& item : node.items) {
      if (!yaml_is_map(item, "emergency", findings_)) continue;
      MapReader map(item, findings_);
      EmergencyLink link;
      if (const YamlNode* label = map.require("label")) link.label = localized(*label, "label");
      if (const YamlNode* article = map.require("article")) {
        link.article = yaml_text(*article, "article", findings_).value_or("");
      }
      if (const YamlNode* anchor = map.take("anchor")) link.anchor = localized(*anchor, "anchor");
      map.finish();
      kb_.emergency.push_back(std::move(link));
      file_.emergency_places.push_back(item.at);
    }
  }

  void read_home(const YamlNode& node) {
    if (!yaml_is_map(node, "home", findings_)) return;
    MapReader map(node, findings_);
    if (const YamlNode* cards = map.take("cards")) {
      for (auto& [id, at] : yaml_texts(*cards, "cards", findings_)) {
        kb_.home_cards.push_back(std::move(id));
        file_.card_places.push_back(at);
      }
    }
    map.finish();
  }

  Findings& findings_;
  KbFile file_;
  KnowledgeBase& kb_ = file_.kb;
};

}  // namespace

std::optional<KbFile> read_kb_file(std::string_view text, Findings& findings) {
  const auto root = read_yaml(text, 1, findings);
  if (!root || !yaml_is_map(*root, "kb.yaml", findings)) return std::nullopt;
  return KbReader(findings).read(*root);
}

KnowledgeBase default_knowledge_base() {
  KnowledgeBase kb;
  kb.name = {{"fi", "Tiski"}, {"en", "Tiski"}, {"sv", "Tiski"}};
  kb.languages = {"fi", "en", "sv"};
  Facet topic;
  topic.name = "topic";
  topic.label = {{"fi", "Aihe"}, {"en", "Topic"}, {"sv", "Ämne"}};
  topic.default_value = "muut";
  topic.values = {{"muut", {{"fi", "Muut"}, {"en", "Other"}, {"sv", "Övrigt"}}}};
  kb.facets = {std::move(topic)};
  return kb;
}

}  // namespace tiski
