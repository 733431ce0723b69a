// Any folder of Markdown, however odd, is indexed by a lenient build, and every text in it is found.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "indexer/build.h"
#include "search/query/searcher.h"
#include "tests/support/temp_folder.h"

namespace tiski {
namespace {

struct OddFile {
  std::string path;
  std::string text;
  std::string word;   // that stands in it alone
  std::string title;  // what the result is called
};

const std::vector<OddFile>& odd_files() {
  static const std::vector<OddFile> kFiles = {
      {"0.md", "kuparinappi", "kuparinapit", "0"},
      {"doc with spaces.md", "Tässä puhutaan pyörätuolista.\n", "pyörätuoli", "doc with spaces"},
      {"Äkkilähtö & co (1).md", "# Otsikko\n\nTeksti reklamaatiosta.\n", "reklamaatio", "Otsikko"},
      {"a?b#c%20d.md", "välilehti\n", "välilehdet", "a?b#c%20d"},
      {"empty-title.md", "---\ntitle: \"\"\nsummary: ' '\n---\nKuulovammaisesta.\n", "kuulovammainen", ""},
      {"sub/empty-title.md", "induktiosilmukasta\n", "induktiosilmukka", "empty-title"},
      {"id.md", "---\nid: Doc_12.3\nunknown: [a, b]\n---\nhymynaama\n", "hymynaama", "id"},
      {"broken.md", "---\ntitle: [auki\n---\nopaskoirasta\n", "opaskoira", "[auki"},
      {"unclosed.md", "---\ntitle: kukkakaalia\n", "kukkakaali", "unclosed"},
      {"rules.md", "---\nlippalakista\n---\nmore\n", "lippalakki", "lippalakista"},
      {"README.MD", "# *Farkut* [tänään](http://example.org)\n", "farkkuja", "Farkut tänään"},
      {"bytes.md", "\xFF\xFE hautajaisiin\n", "hautajaiset", "bytes"},
      {"table.markdown", "| a | b |\n|--|--|\n| 1 | taulukkosana |\n", "taulukkosana", "table"},
      {"html.md", "<div>ylihuominen</div>\n", "ylihuominen", "html"},
      {"crlf.md", "---\r\ntitle: Rivit\r\n---\r\nsadevettä\r\n", "sadevesi", "Rivit"},
      {"long.md", std::string(300000, 'x') + "\n", "long", "long"},
  };
  return kFiles;
}

TEST(LenientBuild, FindsEveryTextOfAnOddFolder) {
  const TempFolder folder(folder_in_memory());
  const auto content = folder / "content";
  std::filesystem::create_directories(content / "sub");
  for (const auto& file : odd_files()) write_file(content / file.path, file.text);
  write_file(content / "empty.md", "");
  write_file(content / "data.json", "{}");
  BuildOptions options;
  options.content = content;
  options.index = folder / "tiski.index";
  options.lenient = true;
  const auto report = build_index(options);
  ASSERT_TRUE(report.published);
  EXPECT_EQ(report.analysed, odd_files().size() + 1);

  const Searcher searcher(Snapshot::open(options.index), std::make_shared<AnalyzerPool>());
  for (const auto& file : odd_files()) {
    SearchRequest request;
    request.q = file.word;
    request.lang = "fi";
    request.today = today();
    const auto hits = searcher.search(request).hits;
    ASSERT_EQ(hits.size(), 1U) << file.path;
    EXPECT_EQ(hits.front().record.title, file.title) << file.path;
    EXPECT_FALSE(hits.front().record.id.empty()) << file.path;
  }
}

}  // namespace
}  // namespace tiski
