#include "indexer/path_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tiski {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<std::string> kLanguages = {"fi", "en", "sv"};

struct Reading {
  std::optional<PathFile> file;
  std::vector<std::string> findings;  // as printed, without the hint
};

Reading read(std::string_view text) {
  std::vector<Diagnostic> all;
  Findings findings("paths/viikko.yaml", all);
  Reading reading;
  reading.file = read_path_file("viikko", text, kLanguages, findings);
  for (const Diagnostic& each : all) {
    const std::string printed = to_text(each);
    reading.findings.push_back(printed.substr(0, printed.find('\n')));
  }
  return reading;
}

// A path whose only question has the options given, each a line of its own from line 9 on.
std::string with_options(const std::string& options) {
  return "title: Viikko\ndescription: Lue.\nsteps:\n  - title: Eka\n    articles: [a, b]\n"
         "    questions:\n      - question: Mitä?\n        options:\n" +
         options;
}

const std::string kRight = "          - {text: Oikea, why: Siksi, correct: true}\n";
const std::string kWrong = "          - {text: Väärä, why: Muuten vain}\n";

TEST(PathFile, IsReadWhole) {
  const Reading reading = read(
      "title: {fi: Viikko, en: Week}\n"
      "description: {fi: Lue., en: Read.}\n"
      "steps:\n"
      "  - title: {fi: Eka, en: First}\n"
      "    articles: [oma-virhe, vihainen-asiakas]\n"
      "    questions:\n"
      "      - question: {fi: \"Mitä?\", en: \"What?\"}\n"
      "        options:\n"
      "          - {text: {fi: Tämä, en: This}, why: {fi: Siksi, en: Because}, correct: true}\n"
      "          - {text: {fi: Tuo, en: That}, why: {fi: Ei, en: No}, correct: false}\n"
      "  - {title: {fi: Toka, en: Second}, articles: oma-virhe}\n");
  EXPECT_THAT(reading.findings, IsEmpty());
  const PathQuestion question = {{{"fi", "Mitä?"}, {"en", "What?"}},
                                 {{{{"fi", "Tämä"}, {"en", "This"}}, {{"fi", "Siksi"}, {"en", "Because"}}, true},
                                  {{{"fi", "Tuo"}, {"en", "That"}}, {{"fi", "Ei"}, {"en", "No"}}, false}}};
  const TrainingPath expected = {"viikko",
                                 {{"fi", "Viikko"}, {"en", "Week"}},
                                 {{"fi", "Lue."}, {"en", "Read."}},
                                 {{{{"fi", "Eka"}, {"en", "First"}}, {"oma-virhe", "vihainen-asiakas"}, {question}},
                                  {{{"fi", "Toka"}, {"en", "Second"}}, {"oma-virhe"}, {}}}};
  EXPECT_EQ(reading.file->path, expected);
  EXPECT_EQ(reading.file->articles.at(1).article, "vihainen-asiakas");
  EXPECT_EQ(reading.file->articles.at(1).at.line, 5);
}

TEST(PathFile, TakesAPlainTextForTheFirstLanguage) {
  const Reading reading = read(with_options(kWrong + kRight));
  EXPECT_THAT(reading.findings, IsEmpty());
  EXPECT_EQ(reading.file->path.title, (LocalizedText{{"fi", "Viikko"}}));
}

TEST(PathFile, SaysWhereItIsWrong) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"description: Lue.\nsteps: [{title: Eka, articles: [a]}]\n",
       "paths/viikko.yaml:1:1: error: 'title' is missing [missing-field]"},
      {"title: V\ndescription: Lue.\n", "paths/viikko.yaml:1:1: error: 'steps' is missing [missing-field]"},
      {"title: V\ndescription: Lue.\nsteps: []\n", "paths/viikko.yaml:3:8: error: 'steps' is missing [missing-field]"},
      {"title: V\ndescription: Lue.\nsteps:\n  - {title: Eka, articles: []}\n",
       "paths/viikko.yaml:4:28: error: 'articles' is missing [missing-field]"},
      {"title: V\nid: v\ndescription: Lue.\nsteps: [{title: Eka, articles: [a]}]\n",
       "paths/viikko.yaml:2:1: error: unknown key 'id' [unknown-key]"},
      {"title: V\ndescription: Lue.\nsteps: [{titel: Eka, title: Eka, articles: [a]}]\n",
       "paths/viikko.yaml:3:10: error: unknown key 'titel' [unknown-key]"},
      {"title: V\ntitle: W\ndescription: Lue.\nsteps: [{title: Eka, articles: [a]}]\n",
       "paths/viikko.yaml:2:1: error: key 'title' stands here again, first on line 1 [duplicate-key]"},
      {"title: {fi: V, en: W}\ndescription: Lue.\nsteps: [{title: {fi: Eka, en: First}, articles: [a]}]\n",
       "paths/viikko.yaml:2:14: error: 'description' lacks the words of 'en' [path-language]"},
      {"title: V\ndescription: Lue.\nsteps: Eka\n", "paths/viikko.yaml:3:8: error: 'steps' is not a list [wrong-kind]"},
      {with_options(kRight), "paths/viikko.yaml:7:9: error: the question has 1 options [path-question]"},
      {with_options(kWrong + kWrong),
       "paths/viikko.yaml:7:9: error: 0 options of the question are correct [path-question]"},
      {with_options(kRight + kRight),
       "paths/viikko.yaml:7:9: error: 2 options of the question are correct [path-question]"},
      {with_options(kRight + "          - {text: Väärä}\n"),
       "paths/viikko.yaml:10:13: error: 'why' is missing [missing-field]"},
      {with_options(kRight + "          - {text: Väärä, why: Ei, correct: ehkä}\n"),
       "paths/viikko.yaml:10:45: error: unknown value 'ehkä' of 'correct' [unknown-value]"},
  };
  for (const auto& [text, finding] : table) EXPECT_THAT(read(text).findings, ElementsAre(finding)) << text;
}

TEST(PathFile, ThatIsNoYamlIsNoPath) {
  EXPECT_FALSE(read("title: [").file);
  EXPECT_FALSE(read("- a\n").file);
}

}  // namespace
}  // namespace tiski
