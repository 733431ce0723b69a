#include "indexer/report.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "indexer/checks/rules.h"

namespace tiski {
namespace {

using nlohmann::ordered_json;

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

// Odd bytes of file names must not stop a report.
std::string dump(const ordered_json& json) {
  return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string_view sarif_level(Severity severity) { return severity == Severity::kInfo ? "note" : to_string(severity); }

// RFC 3986: all but unreserved characters and "/".
std::string percent_encoded(std::string_view path) {
  std::string uri;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

ordered_json sarif_rules() {
  ordered_json all = ordered_json::array();
  for (const Rule& rule : rules()) {
    all.push_back({{"id", rule.id},
                   {"shortDescription", {{"text", rule.id}}},
                   {"fullDescription", {{"text", rule.why}}},
                   {"defaultConfiguration", {{"level", sarif_level(rule.severity)}}}});
  }
  return all;
}

ordered_json sarif_result(const Diagnostic& finding) {
  const auto all = rules();
  const auto rule = std::find_if(all.begin(), all.end(), [&](const Rule& r) { return r.id == finding.rule; });
  ordered_json place = {{"artifactLocation", {{"uri", percent_encoded(finding.file)}, {"uriBaseId", "CONTENT"}}}};
  if (finding.line > 0) place["region"] = {{"startLine", finding.line}};
  if (finding.line > 0 && finding.column > 0) place["region"]["startColumn"] = finding.column;
  const std::string text = finding.hint.empty() ? finding.message : finding.message + ": " + finding.hint;
  return {{"ruleId", finding.rule},
          {"ruleIndex", rule - all.begin()},
          {"level", sarif_level(finding.severity)},
          {"message", {{"text", text}}},
          {"locations", ordered_json::array({{{"physicalLocation", place}}})}};
}

}  // namespace

FindingCounts count_findings(const std::vector<Diagnostic>& findings) {
  FindingCounts counts;
  for (const Diagnostic& finding : findings) {
    if (finding.severity == Severity::kError) ++counts.errors;
    if (finding.severity == Severity::kWarning) ++counts.warnings;
    if (finding.severity == Severity::kInfo) ++counts.notes;
  }
  return counts;
}

std::string to_text(const FindingCounts& counts) {
  return fmt::format("{}, {}, {}", counted(counts.errors, "error"), counted(counts.warnings, "warning"),
                     counted(counts.notes, "note"));
}

std::string report_as_text(const std::vector<Diagnostic>& findings) {
  std::string text;
  for (const Diagnostic& finding : findings) text += to_text(finding) + "\n";
  return text + to_text(count_findings(findings)) + "\n";
}

std::string report_as_json(const std::vector<Diagnostic>& findings) {
  ordered_json all = ordered_json::array();
  for (const Diagnostic& finding : findings) {
    const Rule* rule = find_rule(finding.rule);
    all.push_back({{"file", finding.file},
                   {"line", finding.line},
                   {"column", finding.column},
                   {"severity", to_string(finding.severity)},
                   {"rule", finding.rule},
                   {"message", finding.message},
                   {"hint", finding.hint},
                   {"why", rule != nullptr ? rule->why : ""}});
  }
  const FindingCounts counts = count_findings(findings);
  return dump({{"errors", counts.errors}, {"warnings", counts.warnings}, {"notes", counts.notes}, {"findings", all}});
}

std::string report_as_sarif(const std::vector<Diagnostic>& findings, std::string_view content,
                            std::string_view version) {
  ordered_json results = ordered_json::array();
  for (const Diagnostic& finding : findings) results.push_back(sarif_result(finding));
  const ordered_json driver = {{"name", "tiski-indexer"}, {"version", version}, {"rules", sarif_rules()}};
  std::string base = percent_encoded(content);
  if (!base.ends_with('/')) base += '/';
  const ordered_json run = {{"tool", {{"driver", driver}}},
                            {"columnKind", "unicodeCodePoints"},
                            {"originalUriBaseIds", {{"CONTENT", {{"uri", base}}}}},
                            {"results", results}};
  return dump({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
               {"version", "2.1.0"},
               {"runs", ordered_json::array({run})}});
}

}  // namespace tiski
