#include "indexer/yaml_reader.h"

#include <algorithm>
#include <sstream>

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "search/language/text.h"

namespace tiski {
namespace {

// What is refused at its first sight; ends the parse.
struct Refused {
  std::string_view wording;
  YAML::Mark mark;
};

class Places {
 public:
  Places(std::string_view text, int first_line) : first_line_(first_line) {
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      lines_.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  // yaml-cpp counts bytes from 0.
  Position at(const YAML::Mark& mark) const {
    if (mark.is_null() || mark.line < 0) return {first_line_, 0};
    const auto line = std::min(static_cast<std::size_t>(mark.line), lines_.size() - 1);
    const auto column = std::min(static_cast<std::size_t>(std::max(mark.column, 0)), lines_[line].size());
    return {first_line_ + static_cast<int>(line),
            static_cast<int>(code_point_count(lines_[line].substr(0, column))) + 1};
  }

  int last_line() const { return first_line_ + static_cast<int>(lines_.size()) - 1; }

  std::string_view line(int file_line) const {
    const auto index = static_cast<std::size_t>(std::max(file_line - first_line_, 0));
    return index < lines_.size() ? lines_[index] : std::string_view();
  }

 private:
  std::vector<std::string_view> lines_;
  int first_line_;
};

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const Places& places, Findings& findings) : places_(places), findings_(findings) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    add(node(YamlNode::Kind::kNothing, mark));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { throw Refused{"yaml-feature.alias", mark}; }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    if (tag != "?" && tag != "!" && !tag.empty()) throw Refused{"yaml-feature.tag", mark};
    YamlNode scalar = node(YamlNode::Kind::kText, mark);
    scalar.text = value;
    const bool plain_nothing = tag != "!" && (value.empty() || value == "~" || value == "null");
    if (plain_nothing) scalar.kind = YamlNode::Kind::kNothing;
    add(std::move(scalar));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::kList, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::kMap, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

  std::optional<YamlNode> take_root() { return std::move(root_); }

 private:
  struct Open {
    YamlNode node;
    std::optional<YamlEntry> entry;  // of a map: its key has been read
    bool drop_value = false;         // the value of a duplicate or impossible key
  };

  static void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) throw Refused{"yaml-feature.anchor", mark};
  }

  YamlNode node(YamlNode::Kind kind, const YAML::Mark& mark) const {
    YamlNode made;
    made.kind = kind;
    made.at = places_.at(mark);
    return made;
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    if (tag != "?" && !tag.empty()) throw Refused{"yaml-feature.tag", mark};
    if (stack_.size() >= kMaxYamlDepth) throw Refused{"yaml-depth", mark};
    stack_.push_back({node(kind, mark), std::nullopt});
  }

  void close() {
    YamlNode done = std::move(stack_.back().node);
    stack_.pop_back();
    add(std::move(done));
  }

  void add(YamlNode value) {
    if (stack_.empty()) {
      root_ = std::move(value);
      return;
    }
    Open& parent = stack_.back();
    if (parent.node.kind == YamlNode::Kind::kList) {
      parent.node.items.push_back(std::move(value));
    } else if (!parent.entry) {
      begin_entry(parent, value);
    } else {
      parent.entry->value = std::move(value);
      if (!parent.drop_value) parent.node.entries.push_back(std::move(*parent.entry));
      parent.entry.reset();
    }
  }

  void begin_entry(Open& parent, const YamlNode& key) {
    parent.entry = YamlEntry{key.text, key.at, {}};
    parent.drop_value = false;
    if (key.kind != YamlNode::Kind::kText && key.text.empty()) {
      findings_.add("bad-yaml.key", key.at);
      parent.drop_value = true;
    } else if (const YamlEntry* first = parent.node.find(key.text)) {
      findings_.add("duplicate-key", key.at, {{"key", key.text}, {"line", std::to_string(first->key_at.line)}});
      parent.drop_value = true;
    }
  }

  const Places& places_;
  Findings& findings_;
  std::vector<Open> stack_;
  std::optional<YamlNode> root_;
};

// The slips that people really make, each with its own advice.
std::string_view wording_for(std::string_view line) {
  const std::size_t colon = line.find(": ");
  const std::size_t tab = line.find('\t');
  if (tab != std::string_view::npos && line.find_first_not_of(" \t") > tab) return "bad-yaml.tab";
  if (colon != std::string_view::npos && line.find(": ", colon + 2) != std::string_view::npos) return "bad-yaml.colon";
  return "bad-yaml";
}

// Where a quote is opened in the line and not closed; npos where none is.
std::size_t open_quote(std::string_view line) {
  const std::size_t quote = std::min(line.find(": \""), line.find(": '"));
  if (quote == std::string_view::npos || line.find(line[quote + 2], quote + 3) != std::string_view::npos) {
    return std::string_view::npos;
  }
  return quote + 2;
}

std::size_t open_bracket(std::string_view line) {
  const auto count = [&](char c) { return std::count(line.begin(), line.end(), c); };
  if (count('[') > count(']')) return line.find_last_of('[');
  return count('{') > count('}') ? line.find_last_of('{') : std::string_view::npos;
}

// yaml-cpp notices only at the end of the text, or far from it, that something was never closed; people look where it
// was opened.
void report(const YAML::Exception& error, const Places& places, int first_line, Findings& findings) {
  const Position end = places.at(error.mark);
  const bool quote = error.msg == YAML::ErrorMsg::EOF_IN_SCALAR;
  const bool bracket = error.msg == YAML::ErrorMsg::END_OF_SEQ_FLOW || error.msg == YAML::ErrorMsg::END_OF_MAP_FLOW;
  for (int line = places.last_line(); line >= first_line && (quote || bracket); --line) {
    const std::size_t opened = quote ? open_quote(places.line(line)) : open_bracket(places.line(line));
    if (opened == std::string_view::npos) continue;
    const auto column = static_cast<int>(code_point_count(places.line(line).substr(0, opened))) + 1;
    findings.add(quote ? "bad-yaml.quote" : "bad-yaml.bracket", {line, column}, {{"problem", error.msg}});
    return;
  }
  findings.add(wording_for(places.line(end.line)), end, {{"problem", error.msg}});
}

}  // namespace

const YamlEntry* YamlNode::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const YamlEntry& e) { return e.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

std::optional<YamlNode> read_yaml(std::string_view text, int first_line, Findings& findings) {
  // yaml-cpp 0.7 takes the end of the text for the end of a quote, unless the text breaks off without a line end.
  text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
  const Places places(text, first_line);
  TreeBuilder builder(places, findings);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) {
      YamlNode empty;
      empty.kind = YamlNode::Kind::kMap;
      empty.at = {first_line, 1};
      return empty;
    }
    std::optional<YamlNode> root = builder.take_root();
    TreeBuilder rest(places, findings);
    if (parser.HandleNextDocument(rest)) {
      findings.add("yaml-feature.documents", {first_line, 1});
      return std::nullopt;
    }
    return root;
  } catch (const Refused& refused) {
    findings.add(refused.wording, places.at(refused.mark), {{"limit", std::to_string(kMaxYamlDepth)}});
  } catch (const YAML::DeepRecursion&) {
    findings.add("yaml-depth", {first_line, 1}, {{"limit", std::to_string(kMaxYamlDepth)}});
  } catch (const YAML::Exception& error) {
    // Anchors are refused, so no alias has one: it is text that begins with '*'.
    if (error.msg.starts_with(YAML::ErrorMsg::UNKNOWN_ANCHOR)) {
      findings.add("yaml-feature.alias", places.at(error.mark));
      return std::nullopt;
    }
    report(error, places, first_line, findings);
  }
  return std::nullopt;
}

const YamlNode* MapReader::take(std::string_view key) {
  known_.emplace_back(key);
  const YamlEntry* entry = map_->find(key);
  return entry != nullptr && entry->value.kind != YamlNode::Kind::kNothing ? &entry->value : nullptr;
}

const YamlNode* MapReader::require(std::string_view key) {
  const YamlNode* value = take(key);
  if (value == nullptr) {
    const YamlEntry* entry = map_->find(key);
    findings_->add("missing-field", entry != nullptr ? entry->key_at : map_->at, {{"key", key}});
  }
  return value;
}

void MapReader::finish() {
  for (const YamlEntry& entry : map_->entries) {
    if (std::find(known_.begin(), known_.end(), entry.key) != known_.end()) continue;
    if (const auto near = nearest(entry.key, known_)) {
      findings_->add("unknown-key.near", entry.key_at, {{"key", entry.key}, {"near", *near}});
    } else {
      findings_->add("unknown-key", entry.key_at, {{"key", entry.key}, {"known", quoted_list(known_)}});
    }
  }
}

std::optional<std::string> yaml_text(const YamlNode& node, std::string_view key, Findings& findings) {
  if (node.kind == YamlNode::Kind::kText) return sanitize(node.text);
  findings.add("wrong-kind.text", node.at, {{"key", key}});
  return std::nullopt;
}

std::vector<std::pair<std::string, Position>> yaml_texts(const YamlNode& node, std::string_view key,
                                                         Findings& findings) {
  std::vector<std::pair<std::string, Position>> texts;
  if (node.kind == YamlNode::Kind::kText) {
    texts.emplace_back(sanitize(node.text), node.at);
  } else if (yaml_is_list(node, key, findings)) {
    for (const YamlNode& item : node.items) {
      if (item.kind == YamlNode::Kind::kNothing) {
        findings.add("empty-item", item.at, {{"key", key}});
      } else if (auto text = yaml_text(item, key, findings)) {
        texts.emplace_back(std::move(*text), item.at);
      }
    }
  }
  return texts;
}

bool yaml_yes(const YamlNode& node, std::string_view key, Findings& findings) {
  const auto text = yaml_text(node, key, findings);
  if (text && *text != "true" && *text != "false") {
    findings.add("unknown-value", node.at, {{"key", key}, {"value", *text}, {"known", "'true', 'false'"}});
  }
  return text == "true";
}

bool yaml_is_map(const YamlNode& node, std::string_view key, Findings& findings) {
  if (node.kind == YamlNode::Kind::kMap) return true;
  findings.add("wrong-kind.map", node.at, {{"key", key}});
  return false;
}

bool yaml_is_list(const YamlNode& node, std::string_view key, Findings& findings) {
  if (node.kind == YamlNode::Kind::kList) return true;
  findings.add("wrong-kind.list", node.at, {{"key", key}});
  return false;
}

}  // namespace tiski
