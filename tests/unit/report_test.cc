#include "indexer/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "indexer/checks/rules.h"

namespace tiski {
namespace {

using nlohmann::json;

std::vector<Diagnostic> sample() {
  return {make_finding("unknown-key.near", "fi/ä b.md", {3, 1}, {{"key", "titel"}, {"near", "title"}}),
          make_finding("orphan", "fi/c.md", {}, {{"id", "c"}})};
}

TEST(TextReport, EndsWithTheCounts) {
  EXPECT_EQ(report_as_text(sample()),
            "fi/ä b.md:3:1: error: unknown key 'titel' [unknown-key]\n    write 'title'\n"
            "fi/c.md: info: no other article leads here [orphan]\n"
            "    link to it from an article on a near subject, or name it in 'related' there\n"
            "1 error, 0 warnings, 1 note\n");
}

TEST(JsonReport, HoldsEveryFinding) {
  const json report = json::parse(report_as_json(sample()));
  EXPECT_EQ(report["errors"], 1);
  EXPECT_EQ(report["notes"], 1);
  EXPECT_EQ(report["findings"][0]["file"], "fi/ä b.md");
  EXPECT_EQ(report["findings"][0]["line"], 3);
  EXPECT_EQ(report["findings"][0]["rule"], "unknown-key");
  EXPECT_EQ(report["findings"][0]["hint"], "write 'title'");
  EXPECT_EQ(report["findings"][1]["severity"], "info");
}

TEST(JsonReport, IsValidWhateverTheFileNames) {
  EXPECT_TRUE(json::accept(report_as_json({make_finding("orphan", "fi/\xFF\x01\"\n.md", {})})));
}

TEST(SarifReport, HasTheFormThatEditorsRead) {
  const json report = json::parse(report_as_sarif(sample(), "content", "1.2.3"));
  EXPECT_EQ(report["version"], "2.1.0");
  const json& run = report["runs"][0];
  EXPECT_EQ(run["tool"]["driver"]["name"], "tiski-indexer");
  EXPECT_EQ(run["tool"]["driver"]["rules"].size(), rules().size());
  const json& result = run["results"][0];
  EXPECT_EQ(result["ruleId"], "unknown-key");
  EXPECT_EQ(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"], "unknown-key");
  EXPECT_EQ(result["level"], "error");
  const json& place = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "fi/%C3%A4%20b.md");
  EXPECT_EQ(place["region"]["startLine"], 3);
  EXPECT_EQ(run["originalUriBaseIds"]["CONTENT"]["uri"], "content/");
  EXPECT_EQ(run["results"][1]["level"], "note");
  EXPECT_FALSE(run["results"][1]["locations"][0]["physicalLocation"].contains("region"));
}

}  // namespace
}  // namespace tiski
