#include "indexer/yaml_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tiski {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct Read {
  std::optional<YamlNode> root;
  std::vector<Diagnostic> findings;
};

Read read(std::string_view text, int first_line = 1) {
  Read result;
  Findings findings("a.yaml", result.findings);
  result.root = read_yaml(text, first_line, findings);
  return result;
}

std::string place(const Diagnostic& finding) {
  return std::to_string(finding.line) + ":" + std::to_string(finding.column) + " " + finding.wording;
}

TEST(YamlReader, KeepsTextAsItIsWritten) {
  const Read result = read("a: 2026-11-16\nb: no\nc: 007\nd: \"x: y\"\n");
  ASSERT_TRUE(result.root);
  EXPECT_EQ(result.root->find("a")->value.text, "2026-11-16");
  EXPECT_EQ(result.root->find("b")->value.text, "no");
  EXPECT_EQ(result.root->find("c")->value.text, "007");
  EXPECT_EQ(result.root->find("d")->value.text, "x: y");
  EXPECT_THAT(result.findings, IsEmpty());
}

TEST(YamlReader, TellsNothingFromAnEmptyText) {
  const Read result = read("a:\nb: \"\"\nc: ~\n");
  EXPECT_EQ(result.root->find("a")->value.kind, YamlNode::Kind::kNothing);
  EXPECT_EQ(result.root->find("b")->value.kind, YamlNode::Kind::kText);
  EXPECT_EQ(result.root->find("c")->value.kind, YamlNode::Kind::kNothing);
}

TEST(YamlReader, NamesTheLineOfTheFileAndTheColumnInCharacters) {
  const Read result = read("ääkkönen: [ä, ö]\n", 7);
  const YamlNode& list = result.root->find("ääkkönen")->value;
  EXPECT_EQ(list.items[1].at, (Position{7, 15}));
}

TEST(YamlReader, TakesAnEmptyTextForAnEmptyMap) {
  const Read result = read("");
  ASSERT_TRUE(result.root);
  EXPECT_EQ(result.root->kind, YamlNode::Kind::kMap);
}

struct Refusal {
  const char* name;
  std::string text;
  std::string finding;
};

class YamlReaderRefuses : public testing::TestWithParam<Refusal> {};

TEST_P(YamlReaderRefuses, AndNamesThePlace) {
  const Read result = read(GetParam().text);
  ASSERT_THAT(result.findings, SizeIs(1));
  EXPECT_EQ(place(result.findings[0]), GetParam().finding);
}

std::string nested(int depth) {
  return "a: " + std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
}

INSTANTIATE_TEST_SUITE_P(
    Yaml, YamlReaderRefuses,
    testing::Values(Refusal{"a_duplicate_key", "a: 1\nb: 2\na: 3\n", "3:1 duplicate-key"},
                    Refusal{"a_second_colon", "a: b: c\n", "1:5 bad-yaml.colon"},
                    Refusal{"a_tab", "a:\n\t- b\n", "2:2 bad-yaml.tab"},
                    Refusal{"an_open_quote", "a: \"b\nc: d\n", "1:4 bad-yaml.quote"},
                    Refusal{"an_open_list", "a: [b, c\n", "1:4 bad-yaml.bracket"},
                    Refusal{"an_anchor", "a: &x b\n", "1:4 yaml-feature.anchor"},
                    Refusal{"an_anchor_with_its_alias", "a: &x b\nc: *x\n", "1:4 yaml-feature.anchor"},
                    Refusal{"an_alias", "a: b\nc: *tärkeää*\n", "2:4 yaml-feature.alias"},
                    Refusal{"a_tag", "a: !!str b\n", "1:4 yaml-feature.tag"},
                    Refusal{"a_second_document", "a: b\n---\nc: d\n", "1:1 yaml-feature.documents"},
                    Refusal{"deep_nesting", nested(40), "1:15 yaml-depth"},
                    Refusal{"nesting_without_end", nested(100000), "1:15 yaml-depth"}),
    [](const auto& each) { return each.param.name; });

TEST(YamlReader, KeepsTheFirstOfTwoKeys) {
  const Read result = read("a: 1\na: {b: 2, c: [3]}\nd: 4\n");
  EXPECT_EQ(result.root->find("a")->value.text, "1");
  EXPECT_EQ(result.root->find("d")->value.text, "4");
}

TEST(MapReader, NamesTheNearestKeyForAnUnknownOne) {
  Read result = read("titel: x\nzzz: y\n");
  Findings findings("a.yaml", result.findings);
  MapReader map(*result.root, findings);
  map.take("title");
  map.take("summary");
  map.finish();
  ASSERT_THAT(result.findings, SizeIs(2));
  EXPECT_EQ(result.findings[0].hint, "write 'title'");
  EXPECT_EQ(result.findings[1].hint, "known are 'title', 'summary'");
}

TEST(YamlTexts, TakeASingleTextForAListOfOne) {
  Read result = read("a: x\nb: [y, z]\n");
  Findings findings("a.yaml", result.findings);
  EXPECT_THAT(yaml_texts(result.root->find("a")->value, "a", findings),
              ElementsAre(testing::Pair("x", Position{1, 4})));
  EXPECT_THAT(yaml_texts(result.root->find("b")->value, "b", findings), SizeIs(2));
}

}  // namespace
}  // namespace tiski
