#include "indexer/path_file.h"

#include <algorithm>

#include "indexer/localized.h"
#include "indexer/yaml_reader.h"

namespace tiski {
namespace {

constexpr std::size_t kFewestOptions = 2;

class PathReader {
 public:
  PathReader(const std::vector<std::string>& languages, Findings& findings)
      : languages_(languages), findings_(findings) {}

  PathFile read(std::string id, const YamlNode& root) {
    PathFile file;
    TrainingPath& path = file.path;
    path.id = std::move(id);
    MapReader map(root, findings_);
    if (const YamlNode* node = map.require("title")) {
      path.title = read_localized(*node, "title", languages_, findings_);
      if (path.title.empty()) findings_.add("missing-text", node->at, {{"key", "title"}});
    }
    title_ = &path.title;
    path.description = text(map, "description");
    for (const YamlNode* step : items(map, "steps", Need::kOne)) path.steps.push_back(read_step(*step, file.articles));
    map.finish();
    return file;
  }

 private:
  enum class Need { kNone, kOne };

  // A text in all languages of the path's title.
  LocalizedText text(MapReader& map, std::string_view key) {
    const YamlNode* node = map.require(key);
    if (node == nullptr) return {};
    LocalizedText found = read_localized(*node, key, languages_, findings_);
    for (const auto& [lang, words] : *title_) {
      if (found.count(lang) == 0) findings_.add("path-language", node->at, {{"key", key}, {"lang", lang}});
    }
    return found;
  }

  // The maps of a list.
  std::vector<const YamlNode*> items(MapReader& map, std::string_view key, Need need) {
    std::vector<const YamlNode*> maps;
    const YamlNode* list = need == Need::kOne ? map.require(key) : map.take(key);
    if (list == nullptr || !yaml_is_list(*list, key, findings_)) return maps;
    for (const YamlNode& item : list->items) {
      if (yaml_is_map(item, key, findings_)) maps.push_back(&item);
    }
    if (list->items.empty() && need == Need::kOne) findings_.add("missing-field", list->at, {{"key", key}});
    return maps;
  }

  PathStep read_step(const YamlNode& node, std::vector<PathArticlePlace>& places) {
    MapReader map(node, findings_);
    PathStep step;
    step.title = text(map, "title");
    if (const YamlNode* articles = map.require("articles")) {
      for (auto& [id, at] : yaml_texts(*articles, "articles", findings_)) {
        step.articles.push_back(id);
        places.push_back({std::move(id), at});
      }
      if (step.articles.empty()) findings_.add("missing-field", articles->at, {{"key", "articles"}});
    }
    for (const YamlNode* question : items(map, "questions", Need::kNone)) {
      step.questions.push_back(read_question(*question));
    }
    map.finish();
    return step;
  }

  PathQuestion read_question(const YamlNode& node) {
    MapReader map(node, findings_);
    PathQuestion question;
    question.text = text(map, "question");
    for (const YamlNode* option : items(map, "options", Need::kOne)) question.options.push_back(read_option(*option));
    map.finish();
    const auto correct = std::count_if(question.options.begin(), question.options.end(),
                                       [](const PathOption& option) { return option.correct; });
    if (question.options.size() < kFewestOptions) {
      findings_.add("path-question.options", node.at, {{"count", std::to_string(question.options.size())}});
    } else if (correct != 1) {
      findings_.add("path-question.correct", node.at, {{"count", std::to_string(correct)}});
    }
    return question;
  }

  PathOption read_option(const YamlNode& node) {
    MapReader map(node, findings_);
    PathOption option;
    option.text = text(map, "text");
    option.why = text(map, "why");
    if (const YamlNode* correct = map.take("correct")) option.correct = yaml_yes(*correct, "correct", findings_);
    map.finish();
    return option;
  }

  const std::vector<std::string>& languages_;
  Findings& findings_;
  const LocalizedText* title_ = nullptr;
};

}  // namespace

std::optional<PathFile> read_path_file(std::string id, std::string_view text, const std::vector<std::string>& languages,
                                       Findings& findings) {
  const auto root = read_yaml(text, 1, findings);
  if (!root || !yaml_is_map(*root, findings.file(), findings)) return std::nullopt;
  PathFile file = PathReader(languages, findings).read(std::move(id), *root);
  file.file = findings.file();
  return file;
}

}  // namespace tiski
