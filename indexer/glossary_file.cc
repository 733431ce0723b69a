#include "indexer/glossary_file.h"

#include <algorithm>
#include <optional>

#include "indexer/front_matter.h"
#include "indexer/localized.h"
#include "indexer/yaml_reader.h"

namespace tiski {
namespace {

std::optional<GlossaryTerm> read_term(const YamlNode& node, const std::vector<std::string>& languages,
                                      Findings& findings) {
  MapReader map(node, findings);
  GlossaryTerm term;
  if (const YamlNode* id = map.require("id")) {
    term.id = yaml_text(*id, "id", findings).value_or("");
    if (!is_slug(term.id)) findings.add("bad-slug", id->at, {{"key", "id"}, {"value", term.id}});
  }
  for (const std::string& lang : languages) {
    const YamlNode* words = map.take(lang);
    if (words == nullptr) continue;
    for (auto& [word, at] : yaml_texts(*words, lang, findings)) term.words[lang].push_back(std::move(word));
  }
  if (term.words.empty()) findings.add("missing-text", node.at, {{"key", term.id}});
  if (const YamlNode* text = map.require("definition")) {
    term.definition = read_localized(*text, "definition", languages, findings);
  }
  if (const YamlNode* text = map.take("say")) term.say = read_localized(*text, "say", languages, findings);
  map.finish();
  const bool usable = is_slug(term.id) && !term.words.empty();
  return usable ? std::optional(std::move(term)) : std::nullopt;
}

}  // namespace

std::vector<GlossaryTerm> read_glossary_file(std::string_view text, const std::vector<std::string>& languages,
                                             Findings& findings) {
  std::vector<GlossaryTerm> terms;
  const auto root = read_yaml(text, 1, findings);
  if (!root || (root->kind == YamlNode::Kind::kMap && root->entries.empty())) return terms;
  if (!yaml_is_list(*root, "glossary.yaml", findings)) return terms;
  for (const YamlNode& item : root->items) {
    if (!yaml_is_map(item, "glossary.yaml", findings)) continue;
    auto term = read_term(item, languages, findings);
    if (!term) continue;
    const auto same = [&](const GlossaryTerm& other) { return other.id == term->id; };
    if (std::any_of(terms.begin(), terms.end(), same)) {
      findings.add("repeated-value", item.at, {{"key", "id"}, {"value", term->id}});
    } else {
      terms.push_back(std::move(*term));
    }
  }
  return terms;
}

}  // namespace tiski
