#include "indexer/build.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "indexer/checks/rules.h"
#include "indexer/content_source.h"
#include "indexer/watcher.h"
#include "search/error.h"
#include "search/index/index_writer.h"
#include "search/index/snapshot.h"
#include "tests/support/sample_content.h"
#include "tests/support/temp_folder.h"

namespace fs = std::filesystem;

namespace tiski {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Building : public testing::Test {
 protected:
  Building() {
    write("kb.yaml", sample_kb());
    write("fi/a.md", sample_article("Virhe", "[Palaute](b.md)"));
    write("fi/b.md", sample_article("Palaute", "Kiitos palautteesta."));
    write("en/a.md", sample_article("Mistake", "Say sorry."));
    options_.content = folder_ / "content";
    options_.index = folder_ / "var/tiski.index";
    options_.dictionaries.clear();  // half a second a build, and nothing here depends on them
  }

  void write(const std::string& path, const std::string& text) {
    const fs::path file = folder_ / ("content/" + path);
    fs::create_directories(file.parent_path());
    write_file(file, text);
  }

  // "fi:a Virhe", in the order of the index.
  std::vector<std::string> published() const {
    std::vector<std::string> all;
    const auto snapshot = Snapshot::open(options_.index);
    const Xapian::Database db = snapshot->database();
    for (std::uint32_t docid = 1; docid <= snapshot->max_docid(); ++docid) {
      const ArticleRecord record = Snapshot::record(db, docid);
      all.push_back(record.lang + ":" + record.id + " " + record.title);
    }
    return all;
  }

  TempFolder folder_;
  BuildOptions options_;
};

TEST_F(Building, PublishesEveryArticle) {
  const BuildReport report = build_index(options_);
  EXPECT_THAT(report.diagnostics, IsEmpty());
  ASSERT_TRUE(report.published);
  EXPECT_EQ(report.analysed, 3U);
  EXPECT_THAT(published(), ElementsAre("en:a Mistake", "fi:a Virhe", "fi:b Palaute"));
}

TEST_F(Building, LeavesDraftsAndTheArchiveOut) {
  std::string text = sample_article("Virhe", "x");
  write("fi/a.md", text.replace(text.find("published"), 9, "archived"));
  build_index(options_);
  EXPECT_THAT(published(), ElementsAre("en:a Mistake", "fi:b Palaute"));
}

TEST_F(Building, CopiesWhatHasNotChanged) {
  build_index(options_);
  write("fi/b.md", sample_article("Palaute", "Kiitos!"));
  const BuildReport report = build_index(options_);
  EXPECT_EQ(report.copied, 2U);
  EXPECT_EQ(report.analysed, 1U);
  EXPECT_EQ(published().size(), 3U);
}

TEST_F(Building, AnalysesAnewWhatLinksToAnAddressThatChanged) {
  build_index(options_);
  write("fi/b.md", sample_article("Palaute", "Kiitos palautteesta.", "slug: uusi\n"));
  EXPECT_EQ(build_index(options_).analysed, 2U);
}

TEST_F(Building, AnalysesAllAnewWhenTheKnowledgeBaseChanges) {
  build_index(options_);
  write("kb.yaml", sample_kb() + "tagline: {fi: Uusi}\n");
  EXPECT_EQ(build_index(options_).analysed, 3U);
}

TEST_F(Building, IsTheSameWhateverTheNumberOfThreads) {
  for (int i = 0; i < 300; ++i)
    write("fi/x" + std::to_string(i) + ".md", sample_article("Otsikko " + std::to_string(i), "x"));
  options_.threads = 1;
  build_index(options_);
  const auto one = published();
  fs::remove(options_.index);
  options_.threads = 7;
  std::vector<std::size_t> steps;
  options_.progress = [&](std::size_t done, std::size_t) { steps.push_back(done); };
  build_index(options_);
  EXPECT_EQ(published(), one);
  EXPECT_TRUE(std::is_sorted(steps.begin(), steps.end()));
  EXPECT_EQ(steps.back(), 303U);
}

TEST_F(Building, PublishesNothingWithAnError) {
  build_index(options_);
  write("fi/b.md", "---\ntitle: x\n");
  write("fi/c.md", sample_article("Uusi", "x"));
  const BuildReport report = build_index(options_);
  EXPECT_FALSE(report.published);
  EXPECT_TRUE(has_errors(report.diagnostics));
  EXPECT_EQ(published().size(), 3U);
}

TEST_F(Building, PublishesNothingWhenItIsBrokenOff) {
  std::stop_source source;
  source.request_stop();
  options_.stop = source.get_token();
  EXPECT_FALSE(build_index(options_).published);
  EXPECT_FALSE(fs::exists(options_.index));
}

TEST_F(Building, PutsSynonymsAndGlossaryBesideTheArticles) {
  write("synonyms.yaml", "fi:\n  equal:\n    - [virhe, moka]\n");
  write("glossary.yaml", "- {id: virhe, fi: virhe, definition: {fi: Jokin meni vikaan.}}\n");
  build_index(options_);
  const auto snapshot = Snapshot::open(options_.index);
  EXPECT_EQ(snapshot->synonyms().languages.at("fi").equal.size(), 1U);
  EXPECT_EQ(snapshot->glossary().at(0).id, "virhe");
  EXPECT_NE(snapshot->knowledge_base().find_facet("topic"), nullptr);
}

class CarryingOver : public Building {
 protected:
  CarryingOver() {
    build_index(options_);
    options_.carry_over_broken = true;
  }
};

TEST_F(CarryingOver, KeepsABrokenArticleAsItWas) {
  write("fi/b.md", "---\ntitle: [x\n---\n");
  write("fi/a.md", sample_article("Uusi", "[Palaute](b.md)"));
  const BuildReport report = build_index(options_);
  EXPECT_TRUE(report.published);
  EXPECT_EQ(report.carried_over, 1U);
  EXPECT_THAT(published(), ElementsAre("en:a Mistake", "fi:a Uusi", "fi:b Palaute"));
}

TEST_F(CarryingOver, LeavesANewBrokenArticleOut) {
  write("fi/c.md", "---\ntitle: x\n---\n");
  EXPECT_TRUE(build_index(options_).published);
  EXPECT_EQ(published().size(), 3U);
}

TEST_F(CarryingOver, KeepsABrokenTrainingPathAsItWas) {
  const std::string path = "title: Viikko\ndescription: Lue.\nsteps: [{title: Eka, articles: [a]}]\n";
  const auto titles = [&] {
    std::vector<std::string> found;
    const auto snapshot = Snapshot::open(options_.index);
    for (const TrainingPath& each : snapshot->paths()) found.push_back(each.title.at("fi"));
    return found;
  };
  write("paths/viikko.yaml", path);
  EXPECT_TRUE(build_index(options_).published);
  EXPECT_THAT(titles(), ElementsAre("Viikko"));
  write("paths/uusi.yaml", "title: Uusi\n");
  write("paths/viikko.yaml", "title: Toinen\ndescription: Lue.\nsteps: [{title: Eka, articles: [ei-ole]}]\n");
  const BuildReport report = build_index(options_);
  EXPECT_TRUE(report.published);
  EXPECT_TRUE(has_errors(report.diagnostics));
  EXPECT_THAT(titles(), ElementsAre("Viikko"));
}

TEST_F(CarryingOver, PublishesNothingWithABrokenKnowledgeBase) {
  write("kb.yaml", "name: x\n");
  write("fi/a.md", sample_article("Uusi", "x"));
  EXPECT_FALSE(build_index(options_).published);
  EXPECT_THAT(published(), ElementsAre("en:a Mistake", "fi:a Virhe", "fi:b Palaute"));
}

TEST_F(CarryingOver, DoesNotTakeAnEmptyFolderForAnEmptyKnowledgeBase) {
  for (const char* folder : {"fi", "en"}) fs::remove_all(folder_ / (std::string("content/") + folder));
  EXPECT_FALSE(build_index(options_).published);
  EXPECT_EQ(published().size(), 3U);
}

TEST_F(CarryingOver, PublishesNoPartOfAChangeWhereSomethingCannotBeReadJustNow) {
  Content content = load_content(FolderSource(options_.content), Strictness::kStrict);
  content.findings.push_back(make_finding("unreadable-file.just-now", "fi/b.md", {}, {{"reason", "no descriptor"}}));
  EXPECT_FALSE(build_index(content, options_).published);
  options_.carry_over_unread = true;
  EXPECT_TRUE(build_index(content, options_).published);
}

class BuildingLeniently : public Building {
 protected:
  BuildingLeniently() {
    fs::remove_all(folder_ / "content");
    options_.lenient = true;
  }
  Article article(const std::string& id, const std::string& lang = "fi") {
    const auto snapshot = Snapshot::open(options_.index);
    const Xapian::Database db = snapshot->database();
    const auto docid = Snapshot::find_id(db, lang, id);
    return docid ? Snapshot::article(db, *docid) : Article{};
  }
};

TEST_F(BuildingLeniently, TakesAnyMarkdown) {
  write("Q_12.md", "Ensimmäinen kappale.\n\nToinen.\n");
  write("ohjeet/Miten toimin.markdown", "# Toimi näin\n\nHeti.\n\n## Sitten\n\nLoput.\n");
  write("en/deep/er/note.md", "---\ntitle: A note\nsummary: Short.\nwordpress: 3\n---\n# A note\n\nText.\n");
  write("tyhjä.md", "");
  EXPECT_TRUE(build_index(options_).published);
  EXPECT_THAT(published(), testing::UnorderedElementsAre("fi:q-12 Q_12", "fi:miten-toimin Toimi näin", "en:note A note",
                                                         "fi:tyhja tyhjä"));
  EXPECT_EQ(article("q-12").summary, "Ensimmäinen kappale.");
  EXPECT_THAT(article("q-12").facets.at("topic"), ElementsAre("muut"));
  EXPECT_EQ(article("miten-toimin").sections.size(), 2U);
  EXPECT_EQ(article("note", "en").sections.size(), 1U);
  EXPECT_EQ(article("note", "en").summary, "Short.");
}

TEST_F(BuildingLeniently, GivesIdsThatDoNotDependOnOtherFiles) {
  write("a/readme.md", "x");
  write("b/readme.md", "x");
  write("a-readme.md", "x");
  write("b/Doc 1.md", "x");
  write("b/doc-1.md", "---\nid: muu\n---\nx");
  write("日本.md", "x");
  build_index(options_);
  std::vector<std::string> ids;
  for (const std::string& line : published()) ids.push_back(line.substr(0, line.find(' ')));
  EXPECT_THAT(ids, testing::UnorderedElementsAre("fi:a-readme", testing::StartsWith("fi:a-readme-"), "fi:b-readme",
                                                 "fi:doc-1", "fi:muu", "fi:ri-ben"));
}

TEST_F(BuildingLeniently, KeepsEmptyTitlesEmpty) {
  write("a.md", "---\ntitle: \"\"\nid: A1\n---\nTeksti.\n");
  write("b.md", "# \n\nTeksti.\n");
  write("c.md", "---\ntitle:\n---\n# Otsikko\n\nTeksti.\n");
  build_index(options_);
  EXPECT_EQ(article("a1").title, "");
  EXPECT_EQ(article("b").title, "");
  EXPECT_EQ(article("c").title, "");
}

TEST_F(BuildingLeniently, CutsWhatIsTooLong) {
  std::string text = "alku\n\n";
  while (text.size() < 200 * 1024) text += "sana sana sana\n\n";
  write("a.md", text + "loppu\n");
  const BuildReport report = build_index(options_);
  ASSERT_EQ(report.diagnostics.size(), 1U);
  EXPECT_EQ(report.diagnostics[0].rule, "article-size");
  EXPECT_EQ(report.diagnostics[0].severity, Severity::kWarning);
  EXPECT_THAT(article("a").sections.at(0).text(), testing::StartsWith("alku"));
}

TEST_F(BuildingLeniently, StillWantsAFileToIndex) {
  fs::create_directories(options_.content);
  EXPECT_FALSE(build_index(options_).published);
}

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

class Watching : public Building {
 protected:
  std::unique_ptr<ContentWatcher> watch(WatchOptions options = {}) {
    options.content = options_.content;
    options.index = options_.index;
    options.dictionaries.clear();
    options.interval = 20ms;
    options.quiet = 20ms;
    return std::make_unique<ContentWatcher>(options, [this](Severity severity, std::string_view message) {
      const std::lock_guard lock(mutex_);
      if (severity == Severity::kError) errors_.emplace_back(message);
    });
  }
  template <typename Done>
  bool soon(Done done) {
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (std::chrono::steady_clock::now() < end) {
      if (done()) return true;
      std::this_thread::sleep_for(10ms);
    }
    return false;
  }
  std::vector<std::string> errors() {
    const std::lock_guard lock(mutex_);
    return errors_;
  }
  std::mutex mutex_;
  std::vector<std::string> errors_;
};

TEST_F(Watching, BuildsAtOnceAndAfterEachChange) {
  const auto watcher = watch();
  ASSERT_TRUE(soon([&] { return watcher->last_report() != nullptr; }));
  EXPECT_EQ(published().size(), 3U);
  write("fi/c.md", sample_article("Kolmas", "x"));
  EXPECT_TRUE(soon([&] { return published().size() == 4; }));
  fs::remove(folder_ / "content/fi/c.md");
  EXPECT_TRUE(soon([&] { return published().size() == 3; }));
}

TEST_F(Watching, BuildsAtOnceWhenItIsAsked) {
  const auto watcher = watch();
  ASSERT_TRUE(watcher->build_now(20s));
  write("fi/c.md", sample_article("Kolmas", "x"));
  ASSERT_TRUE(watcher->build_now(20s));
  EXPECT_EQ(published().size(), 4U);
}

TEST_F(Watching, KeepsBrokenArticlesAndNamesThem) {
  const auto watcher = watch();
  ASSERT_TRUE(watcher->build_now(20s));
  write("fi/b.md", "---\ntitle: x\n");
  ASSERT_TRUE(watcher->build_now(20s));
  EXPECT_EQ(published().size(), 3U);
  EXPECT_THAT(errors(), testing::Contains(HasSubstr("fi/b.md:1:1: error")));
  EXPECT_EQ(watcher->last_report()->carried_over, 1U);
}

TEST_F(Watching, SaysOnceThatTheFolderIsGoneAndGoesOnWhenItIsBack) {
  fs::rename(folder_ / "content", folder_ / "away");
  const auto watcher = watch();
  ASSERT_TRUE(soon([&] { return !errors().empty(); }));
  std::this_thread::sleep_for(100ms);
  EXPECT_THAT(errors(), ElementsAre(HasSubstr("opening the content folder")));
  fs::rename(folder_ / "away", folder_ / "content");
  EXPECT_TRUE(soon([&] { return watcher->last_report() != nullptr; }));
}

TEST_F(Watching, TriesAgainWhatCouldNotBeReadJustNowAndNamesItOnce) {
  std::atomic<int> builds = 0;
  std::vector<bool> carries_over;
  WatchOptions options;
  options.build = [&](const BuildOptions& each) {
    BuildReport report;
    carries_over.push_back(each.carry_over_unread);
    if (++builds > 3) return build_index(each);
    report.diagnostics = {make_finding("unreadable-folder.just-now", ".", {}, {{"reason", "Too many open files"}})};
    return report;
  };
  const auto watcher = watch(options);
  ASSERT_TRUE(soon([&] { return builds > 3; }));
  ASSERT_TRUE(soon([&] { return watcher->last_report()->published.has_value(); }));
  EXPECT_THAT(errors(), ElementsAre(HasSubstr("Too many open files"), HasSubstr("nothing was published")));
  ASSERT_TRUE(watcher->build_now(20s));
  EXPECT_EQ(builds, 4);
  EXPECT_THAT(carries_over, ElementsAre(false, true, true, true));  // the first is not to publish a part of a change
}

TEST_F(Watching, KeepsTheSynonymsAndTheGlossaryWhileTheirFilesAreBroken) {
  write("synonyms.yaml", "fi:\n  equal:\n    - [moite, valitus]\n");
  write("glossary.yaml", "- id: moite\n  fi: [moite]\n  definition: {fi: \"Paha sana.\"}\n");
  const auto watcher = watch();
  ASSERT_TRUE(watcher->build_now(20s));
  const auto before = Snapshot::open(options_.index);
  ASSERT_FALSE(before->synonyms().languages.empty());
  ASSERT_FALSE(before->glossary().empty());
  write("synonyms.yaml", "fi: [\n");
  write("glossary.yaml", "- [\n");
  ASSERT_TRUE(watcher->build_now(20s));
  const auto after = Snapshot::open(options_.index);
  ASSERT_NE(after->info().generation, before->info().generation);
  EXPECT_EQ(after->synonyms().languages, before->synonyms().languages);
  EXPECT_EQ(after->glossary().size(), 1U);
}

TEST_F(Watching, WaitsForAnotherBuilderToEnd) {
  auto other = std::make_unique<IndexWriter>(options_.index);
  const auto watcher = watch();
  ASSERT_TRUE(soon([&] { return !errors().empty(); }));
  EXPECT_EQ(watcher->last_report(), nullptr);
  other.reset();
  EXPECT_TRUE(soon([&] { return watcher->last_report() != nullptr; }));
}

}  // namespace
}  // namespace tiski
