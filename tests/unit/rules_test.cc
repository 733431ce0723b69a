#include "indexer/checks/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <set>

#include "tests/support/temp_folder.h"

namespace tiski {
namespace {

using testing::HasSubstr;

TEST(Rules, EachHasAWordingAndEachWordingARule) {
  std::set<std::string_view> worded;
  for (const Wording& wording : wordings()) {
    const std::string_view id = wording.key.substr(0, wording.key.find('.'));
    EXPECT_NE(find_rule(id), nullptr) << wording.key;
    EXPECT_FALSE(wording.message.empty()) << wording.key;
    EXPECT_FALSE(wording.hint.empty()) << wording.key;
    worded.insert(id);
  }
  for (const Rule& rule : rules()) EXPECT_EQ(worded.count(rule.id), 1U) << rule.id;
}

TEST(Rules, NamesAreDistinct) {
  std::set<std::string_view> ids;
  for (const Rule& rule : rules()) EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
  std::set<std::string_view> keys;
  for (const Wording& wording : wordings()) EXPECT_TRUE(keys.insert(wording.key).second) << wording.key;
}

TEST(Rules, AreAllDescribedForTrainers) {
  const std::string page = read_file(std::string(TISKI_SOURCE_DIR) + "/docs/checks.md");
  for (const Rule& rule : rules()) {
    EXPECT_THAT(page, HasSubstr(fmt::format("| `{}` | {} | {} |", rule.id, to_string(rule.severity), rule.why)));
  }
}

TEST(MakeFinding, FillsInTheNames) {
  const Diagnostic finding = make_finding("unknown-key.near", "fi/a.md", {3, 1}, {{"key", "titel"}, {"near", "title"}});
  EXPECT_EQ(to_text(finding), "fi/a.md:3:1: error: unknown key 'titel' [unknown-key]\n    write 'title'");
  EXPECT_EQ(finding.wording, "unknown-key.near");
}

TEST(MakeFinding, LeavesBracesInValuesAlone) {
  EXPECT_EQ(make_finding("unknown-key", "a", {}, {{"key", "{known}"}, {"known", "x"}}).message,
            "unknown key '{known}'");
}

TEST(Nearest, ForgivesSlipsOfTheHand) {
  const std::vector<std::string> known = {"title", "summary", "topic", "type"};
  EXPECT_EQ(nearest("titel", known), "title");
  EXPECT_EQ(nearest("Title", known), "title");
  EXPECT_EQ(nearest("sumary", known), "summary");
  EXPECT_EQ(nearest("abcdef", known), std::nullopt);
  EXPECT_EQ(nearest("x", known), std::nullopt);
}

TEST(SortDiagnostics, GoesByFileAndPlace) {
  std::vector<Diagnostic> all = {make_finding("orphan", "b.md", {}, {}), make_finding("orphan", "a.md", {9, 1}, {}),
                                 make_finding("orphan", "a.md", {2, 5}, {})};
  sort_diagnostics(all);
  EXPECT_EQ(all[0].line, 2);
  EXPECT_EQ(all[2].file, "b.md");
}

}  // namespace
}  // namespace tiski
