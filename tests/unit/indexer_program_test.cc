// The program as people run it: what each kind of bad input gets for an answer, with file, line, advice and exit code.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include <xapian.h>
#include <nlohmann/json.hpp>

#include "search/index/index_writer.h"
#include "search/index/snapshot.h"
#include "tests/support/run_program.h"
#include "tests/support/sample_content.h"
#include "tests/support/temp_folder.h"

namespace fs = std::filesystem;

namespace tiski {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Program : public testing::Test {
 protected:
  Program() : content_(folder_ / "content"), index_(folder_ / "tiski.index") {
    fs::permissions(folder_.path(), fs::perms(0755));
  }

  void write(const std::string& path, const std::string& text) const {
    fs::create_directories((content_ / path).parent_path());
    write_file(content_ / path, text);
  }
  void write_good_content() const {
    write("kb.yaml", sample_kb());
    write("fi/a.md", sample_article("Oma virhe", "Pyydä anteeksi. [Palaute](b.md)",
                                    "search_tests: [virheen pahoittelu anteeksi]\n"));
    write("fi/b.md", sample_article("Palaute", "Kiitä palautteesta. [Virhe](a.md)"));
  }
  ProgramRun run(std::vector<std::string> arguments, RunAs who = RunAs::kUs) const {
    arguments.insert(arguments.begin(), TISKI_INDEXER);
    return run_program(arguments, who);
  }
  ProgramRun build(const std::vector<std::string>& more = {}) const { return on_content("build", more); }
  ProgramRun check(const std::vector<std::string>& more = {}) const { return on_content("check", more); }

  TempFolder folder_;
  fs::path content_;
  fs::path index_;

 private:
  ProgramRun on_content(const std::string& command, const std::vector<std::string>& more) const {
    std::vector<std::string> arguments = {command, "--content", content_};
    arguments.insert(arguments.end(), {"--dictionaries", ""});
    if (command == "build") arguments.insert(arguments.end(), {"--index", index_});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
};

struct BadContent {
  const char* name;
  Files files;          // beside a good knowledge base and a good article fi/a.md
  const char* finding;  // place, words and rule
  const char* hint;
};

class ProgramTold : public Program, public testing::WithParamInterface<BadContent> {};

TEST_P(ProgramTold, OfBadContentPublishesNothingAndSaysWhatToMend) {
  write_good_content();
  for (const auto& [path, text] : GetParam().files) write(path, text);
  for (const ProgramRun& run : {build(), check()}) {
    EXPECT_EQ(run.exit_code, 1);
    EXPECT_THAT(run.out + run.err, AllOf(HasSubstr(GetParam().finding), HasSubstr(GetParam().hint)));
  }
  EXPECT_FALSE(fs::exists(index_));
}

INSTANTIATE_TEST_SUITE_P(
    Slips, ProgramTold,
    testing::Values(BadContent{"broken_yaml",
                               {{"fi/x.md", "---\ntitle: Kysy: miten\n---\nx\n"}},
                               "fi/x.md:2:12: error: this can't be understood: illegal map value [bad-yaml]",
                               "put a value that holds ': ' into quotes"},
                    BadContent{"an_unknown_key",
                               {{"fi/x.md", sample_article("X", "x", "titel: y\n")}},
                               "fi/x.md:9:1: error: unknown key 'titel' [unknown-key]\n",
                               "    write 'title'\n"},
                    BadContent{"a_duplicate_key",
                               {{"fi/x.md", sample_article("X", "x", "title: y\n")}},
                               "fi/x.md:9:1: error: key 'title' stands here again, first on line 2 [duplicate-key]",
                               "keep one of the two"},
                    BadContent{"a_missing_field",
                               {{"fi/x.md", "---\ntitle: X\n---\nx\n"}},
                               "fi/x.md:2:1: error: 'summary' is missing [missing-field]",
                               "add the line 'summary: …'"},
                    BadContent{"an_unknown_facet_value",
                               {{"fi/x.md", sample_article("X", "x", "level: uusii\n")}},
                               "fi/x.md:9:8: error: unknown value 'uusii' of 'level' [unknown-value]",
                               "write 'uusi', or add 'uusii' to content/kb.yaml"},
                    BadContent{"a_dead_link",
                               {{"fi/x.md", sample_article("X", "[y](palvelu.md)")}},
                               "fi/x.md:11:1: error: there is no article 'palvelu.md' in 'fi' [dead-link]",
                               "write the file name of an article"},
                    BadContent{"a_dead_anchor",
                               {{"fi/x.md", sample_article("X", "[y](a.md#s-y)")}},
                               "fi/x.md:11:1: error: fi/a.md has no section '#s-y' [dead-anchor]",
                               "its sections are"},
                    BadContent{"a_duplicate_id",
                               {{"fi/muu/a.md", sample_article("X", "x")}},
                               "fi/muu/a.md: error: the id 'a' is that of fi/a.md too [duplicate-id]",
                               "rename one of the files"},
                    BadContent{"a_duplicate_id_in_the_front_matter",
                               {{"fi/x.md", sample_article("X", "x", "id: a\n")}},
                               "fi/x.md:9:1: error: the id 'a' is that of fi/a.md too [duplicate-id]",
                               "rename one of the files"},
                    BadContent{"a_bad_date",
                               {{"fi/x.md", sample_article("X", "x", "valid_to: 31.11.2026\n")}},
                               "fi/x.md:9:11: error: '31.11.2026' is no date [bad-date]",
                               "write the day as 2026-11-16"},
                    BadContent{"a_missing_picture",
                               {{"fi/x.md", sample_article("X", "![y](y.png)")}},
                               "fi/x.md:11:1: error: there is no picture 'y.png' [missing-image]",
                               "put the file beside the article"},
                    BadContent{"a_table",
                               {{"fi/x.md", sample_article("X", "| a | b |\n|---|---|\n| c | d |")}},
                               "fi/x.md:11:1: error: a table drawn with bars is not shown as one [pipe-table]",
                               "write a list: '- **first cell**: second cell'"},
                    BadContent{"personal_data",
                               {{"fi/x.md", sample_article("X", "Soita 040 123 4567.")}},
                               "fi/x.md:11:7: error: this looks like a phone number: 040 … [phone-number]",
                               "112 and other short numbers are fine"},
                    BadContent{"an_alias_loop",
                               {{"fi/x.md", sample_article("X", "x", "aliases: [x]\n")}},
                               "fi/x.md:9:11: error: the alias 'x' is the article's own address [alias-taken]",
                               "take the alias out"},
                    BadContent{"a_broken_knowledge_base",
                               {{"kb.yaml", sample_kb() + "faces: []\n"}},
                               "kb.yaml:31:1: error: unknown key 'faces' [unknown-key]",
                               "write 'facets'"},
                    BadContent{"broken_synonyms",
                               {{"synonyms.yaml", "fi:\n  equal: [[a]]\n"}},
                               "synonyms.yaml:2:11: error: a group needs two words or more [lonely-synonym]",
                               "add the other words"},
                    BadContent{"a_broken_glossary",
                               {{"glossary.yaml", "- {fi: sana}\n"}},
                               "glossary.yaml:1:3: error: 'id' is missing [missing-field]",
                               "add the line 'id: …'"},
                    BadContent{"a_path_that_leads_nowhere",
                               {{"paths/viikko.yaml",
                                 "title: V\ndescription: L\nsteps:\n  - {title: E, articles: [palvelu, olematon]}\n"}},
                               "paths/viikko.yaml:4:36: error: there is no published article 'olematon' in 'fi' "
                               "[dead-path-link]",
                               "write the id of an article in that language"},
                    BadContent{"no_text_but_bytes",
                               {{"fi/x.md", sample_article("X", "\xFF\xFE")}},
                               "fi/x.md:11: error: holds bytes that are no UTF-8 text [not-utf8]",
                               "save the file as UTF-8"}),
    [](const auto& each) { return each.param.name; });

TEST_F(Program, ReportsAllProblemsOfAllFilesAtOnceInTheirOrder) {
  write_good_content();
  write("fi/x.md", sample_article("X", "[y](palvelu.md)\n\n# Z", "titel: y\n"));
  write("en/y.md", "x");
  const std::string text = check().out;
  std::vector<std::size_t> places;
  for (const char* finding :
       {"en/y.md:1:1: error", "fi/x.md:9:1: error", "fi/x.md:12:1: error", "fi/x.md:14:1: error", "4 errors"}) {
    places.push_back(text.find(finding));
    EXPECT_NE(places.back(), std::string::npos) << finding << "\n" << text;
  }
  EXPECT_TRUE(std::is_sorted(places.begin(), places.end()));
}

TEST_F(Program, BuildsAndDescribesAnIndex) {
  write_good_content();
  const ProgramRun built = build();
  EXPECT_EQ(built.exit_code, 0) << built.err;
  EXPECT_THAT(built.err, HasSubstr("published"));
  const ProgramRun info = run({"info", "--index", index_, "--format", "json"});
  EXPECT_EQ(info.exit_code, 0);
  EXPECT_EQ(nlohmann::json::parse(info.out)["articles"]["fi"], 2);
  EXPECT_THAT(run({"info", "--index", index_}).out,
              AllOf(HasSubstr("articles      0 en, 2 fi\n"), HasSubstr("dictionaries  none\n")));
}

TEST_F(Program, AsksTheSearchTests) {
  write_good_content();
  const ProgramRun good = check();
  EXPECT_EQ(good.exit_code, 0);
  EXPECT_THAT(good.out, Not(HasSubstr("search-test-failed")));
  write("fi/b.md", sample_article("Palaute", "Kiitä. [Virhe](a.md)", "search_tests: [rullaluistimet]\n"));
  EXPECT_THAT(check().out,
              HasSubstr("fi/b.md:9:16: warning: 'rullaluistimet' does not find this article [search-test-failed]"));
}

TEST_F(Program, ReportsInJsonAndSarif) {
  write_good_content();
  write("en/x.md", "x");
  const auto rules_in = [](const nlohmann::json& findings, const char* key) {
    std::vector<std::string> rules;
    for (const auto& finding : findings) rules.push_back(finding[key]);
    return rules;
  };
  const auto json = nlohmann::json::parse(check({"--format", "json"}).out);
  EXPECT_THAT(rules_in(json["findings"], "rule"), testing::Contains("no-front-matter"));
  const auto sarif = nlohmann::json::parse(check({"--format", "sarif"}).out);
  EXPECT_EQ(rules_in(sarif["runs"][0]["results"], "ruleId"), rules_in(json["findings"], "rule"));
}

TEST_F(Program, StampsTranslations) {
  write_good_content();
  write("en/a.md", sample_article("Own mistake", "Say sorry."));
  const ProgramRun run = check({"--stamp"});
  EXPECT_THAT(run.err, HasSubstr("stamped en/a.md"));
  EXPECT_THAT(read_file(content_ / "en/a.md"), HasSubstr("source_rev: "));
  EXPECT_THAT(run.out, Not(HasSubstr("translation-behind")));
}

TEST_F(Program, BringsBackTheIndexBefore) {
  write_good_content();
  build();
  const std::string first = Snapshot::open(index_)->info().generation;
  build();
  EXPECT_EQ(run({"rollback", "--index", index_}).exit_code, 0);
  EXPECT_EQ(Snapshot::open(index_)->info().generation, first);
}

TEST_F(Program, ExplainsWords) {
  const ProgramRun explained = run({"explain", "--lang", "fi", "kuulovammaiselle"});
  EXPECT_EQ(explained.exit_code, 0);
  EXPECT_THAT(explained.out, HasSubstr("kuulovammainen"));
  write_good_content();
  build();
  EXPECT_THAT(run({"explain", "--index", index_, "virheitä"}).out, HasSubstr("virhe in 2 articles"));
}

TEST_F(Program, BuildsAnyFolderLeniently) {
  write("Doc 1.md", "<b>Teksti</b>\n\n| a | b |\n|---|---|\n");
  EXPECT_EQ(build().exit_code, 1);
  const ProgramRun run = build({"--lenient"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_THAT(run.err, AllOf(HasSubstr("Doc 1.md:1:1: warning: HTML is not shown"), HasSubstr("warning: a table")));
}

TEST_F(Program, SaysWhatIsWrongWithItsSurroundings) {
  const ProgramRun no_content = build();
  EXPECT_EQ(no_content.exit_code, 1);
  EXPECT_THAT(no_content.err, AllOf(StartsWith("tiski-indexer: opening the content folder"), HasSubstr("--content")));
}

struct BadIndex {
  const char* name;
  void (*spoil)(const fs::path& index);  // a good one
  const char* says;
  const char* hint;
};

class ProgramGiven : public Program, public testing::WithParamInterface<BadIndex> {};

TEST_P(ProgramGiven, ABadIndexNamesItSaysWhatToDoAndBuildsAGoodOne) {
  write_good_content();
  build();
  GetParam().spoil(index_);
  const ProgramRun info = run({"info", "--index", index_});
  EXPECT_EQ(info.exit_code, 1);
  EXPECT_EQ(info.out, "");
  EXPECT_THAT(info.err, AllOf(StartsWith("tiski-indexer: "), HasSubstr(index_.string()), HasSubstr(GetParam().says),
                              HasSubstr(std::string("\n    ") + GetParam().hint)));
  EXPECT_EQ(run({"explain", "--index", index_, "virhe"}).exit_code, 1);
  EXPECT_EQ(build().exit_code, 0) << "a bad index is no reason not to build a good one";
}

void change_a_bit(const fs::path& index) {
  std::string bytes = read_file(index);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  write_file(index, bytes);
}

void put_another_programs_index(const fs::path& index) {
  const fs::path folder = index.parent_path() / "other";
  Xapian::WritableDatabase other(folder.string(), Xapian::DB_CREATE);
  other.add_document(Xapian::Document());
  other.commit();
  fs::remove(index);
  other.compact(index.string(), Xapian::DBCOMPACT_SINGLE_FILE);
}

INSTANTIATE_TEST_SUITE_P(
    Indexes, ProgramGiven,
    testing::Values(
        BadIndex{"none", [](const fs::path& index) { fs::remove(index); }, "there is no index",
                 "Build one: tiski-indexer build"},
        BadIndex{"an_empty_file", [](const fs::path& index) { write_file(index, ""); }, "is empty", "Build it again"},
        BadIndex{"a_text", [](const fs::path& index) { write_file(index, "this is no index"); }, "is not a Tiski index",
                 "Check the path"},
        BadIndex{"another_programs_index", put_another_programs_index, "another program's index", "Build it again"},
        BadIndex{"half_an_index", [](const fs::path& index) { fs::resize_file(index, fs::file_size(index) / 2); },
                 "its end is missing", "Build it again"},
        BadIndex{"a_changed_bit", change_a_bit, "its content is not what was written",
                 "Build it again: tiski-indexer build, or bring the one before it back"}),
    [](const auto& instance) { return instance.param.name; });

TEST_F(Program, SaysWhoElseIsBuilding) {
  write_good_content();
  const IndexWriter other(index_);
  const ProgramRun run = build();
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, AllOf(HasSubstr(std::to_string(::getpid())), HasSubstr("\n    ")));
}

TEST_F(Program, NamesWhatItMayNotRead) {
  write_good_content();
  write("fi/closed/x.md", sample_article("X", "x"));
  fs::permissions(content_ / "fi/b.md", fs::perms::none);
  fs::permissions(content_ / "fi/closed", fs::perms::none);
  const ProgramRun run = this->run({"check", "--content", content_}, RunAs::kNobody);
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.out,
              AllOf(HasSubstr("fi/b.md: error: can't be read: Permission denied [unreadable-file]"),
                    HasSubstr("fi/closed: error: the folder can't be read: Permission denied [unreadable-folder]"),
                    HasSubstr("chmod o+r")));
}

class WrongUsage : public Program, public testing::WithParamInterface<std::vector<std::string>> {};

TEST_P(WrongUsage, EndsWithTwo) {
  const ProgramRun run = this->run(GetParam());
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_FALSE(run.err.empty());
}

INSTANTIATE_TEST_SUITE_P(Lines, WrongUsage,
                         testing::Values(std::vector<std::string>{}, std::vector<std::string>{"bild"},
                                         std::vector<std::string>{"build", "--contents", "x"},
                                         std::vector<std::string>{"build", "--content"},
                                         std::vector<std::string>{"check", "--format", "xml"},
                                         std::vector<std::string>{"check", "en/a.md"},
                                         std::vector<std::string>{"explain"},
                                         std::vector<std::string>{"info", "--log-level", "loud"}));

TEST_F(Program, HelpsAndNamesItsVersion) {
  EXPECT_EQ(run({"--help"}).exit_code, 0);
  EXPECT_EQ(run({"--version"}).exit_code, 0);
  EXPECT_THAT(run({"--version"}).out, StartsWith("tiski-indexer "));
  const ProgramRun help = run({"build", "--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_THAT(help.out,
              AllOf(HasSubstr("--lenient"), HasSubstr("--content DIR=content"),
                    HasSubstr("--index FILE=var/tiski.index"), HasSubstr("--dictionaries DIR=/usr/share/dictd")));
}

TEST_F(Program, LogsAsMuchAsItIsAsked) {
  write_good_content();
  EXPECT_EQ(build({"--log-level", "error"}).err, "");
}

}  // namespace
}  // namespace tiski
