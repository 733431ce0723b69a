#include "indexer/synonyms_file.h"

#include <algorithm>
#include <map>

#include "indexer/yaml_reader.h"

namespace tiski {
namespace {

class SynonymsReader {
 public:
  SynonymsReader(const std::vector<std::string>& languages, Findings& findings)
      : languages_(languages), findings_(findings) {}

  SynonymsFile read(const YamlNode& root) {
    MapReader map(root, findings_);
    for (const std::string& lang : languages_) {
      const YamlNode* node = map.take(lang);
      if (node != nullptr && yaml_is_map(*node, lang, findings_)) read_language(lang, *node);
    }
    if (const YamlNode* across = map.take("across")) read_across(*across);
    map.finish();
    return std::move(file_);
  }

 private:
  void read_language(const std::string& lang, const YamlNode& node) {
    MapReader map(node, findings_);
    Synonyms::Language& language = file_.synonyms.languages[lang];
    if (const YamlNode* equal = map.take("equal")) read_equal(lang, *equal, language);
    if (const YamlNode* related = map.take("related")) read_related(lang, *related, language);
    if (const YamlNode* spoken = map.take("spoken")) read_spoken(*spoken, language);
    if (const YamlNode* ambiguous = map.take("ambiguous")) {
      for (auto& [word, at] : yaml_texts(*ambiguous, "ambiguous", findings_)) {
        file_.ambiguous.push_back({lang, std::move(word), at, std::nullopt});
      }
    }
    map.finish();
  }

  std::vector<std::string> words(const YamlNode& node, std::string_view key, const std::string& lang,
                                 std::optional<std::size_t> group = std::nullopt) {
    std::vector<std::string> words;
    for (auto& [word, at] : yaml_texts(node, key, findings_)) {
      if (std::find(words.begin(), words.end(), word) != words.end()) {
        findings_.add("repeated-value", at, {{"key", key}, {"value", word}});
        continue;
      }
      file_.places.push_back({lang, word, at, group});
      words.push_back(std::move(word));
    }
    return words;
  }

  void read_equal(const std::string& lang, const YamlNode& node, Synonyms::Language& language) {
    if (!yaml_is_list(node, "equal", findings_)) return;
    for (const YamlNode& item : node.items) {
      std::vector<std::string> group = words(item, "equal", lang, language.equal.size());
      if (group.size() < 2) {
        findings_.add("lonely-synonym", item.at);
      } else {
        language.equal.push_back(std::move(group));
      }
    }
  }

  void read_related(const std::string& lang, const YamlNode& node, Synonyms::Language& language) {
    if (!yaml_is_list(node, "related", findings_)) return;
    for (const YamlNode& item : node.items) {
      if (!yaml_is_map(item, "related", findings_)) continue;
      MapReader map(item, findings_);
      Synonyms::Related related;
      if (const YamlNode* asked = map.require("words")) related.words = words(*asked, "words", lang);
      if (const YamlNode* found = map.require("related")) related.related = words(*found, "related", lang);
      map.finish();
      if (!related.words.empty() && !related.related.empty()) language.related.push_back(std::move(related));
    }
  }

  void read_spoken(const YamlNode& node, Synonyms::Language& language) {
    if (!yaml_is_map(node, "spoken", findings_)) return;
    for (const YamlEntry& entry : node.entries) {
      if (auto written = yaml_text(entry.value, entry.key, findings_))
        language.spoken.emplace_back(entry.key, *written);
    }
  }

  void read_across(const YamlNode& node) {
    if (!yaml_is_list(node, "across", findings_)) return;
    for (const YamlNode& item : node.items) {
      if (!yaml_is_map(item, "across", findings_)) continue;
      MapReader map(item, findings_);
      std::map<std::string, std::vector<std::string>> entry;
      for (const std::string& lang : languages_) {
        const YamlNode* value = map.take(lang);
        if (value == nullptr) continue;
        for (auto& [word, at] : yaml_texts(*value, lang, findings_)) entry[lang].push_back(std::move(word));
      }
      map.finish();
      if (entry.size() < 2) {
        findings_.add("lonely-synonym.across", item.at);
      } else {
        file_.synonyms.across.push_back(std::move(entry));
      }
    }
  }

  const std::vector<std::string>& languages_;
  Findings& findings_;
  SynonymsFile file_;
};

}  // namespace

SynonymsFile read_synonyms_file(std::string_view text, const std::vector<std::string>& languages, Findings& findings) {
  const auto root = read_yaml(text, 1, findings);
  if (!root || !yaml_is_map(*root, "synonyms.yaml", findings)) return {};
  return SynonymsReader(languages, findings).read(*root);
}

}  // namespace tiski
