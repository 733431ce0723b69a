#include "search/index/document_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/index/index_writer.h"
#include "search/index/snapshot.h"
#include "tests/support/fake_analyzer.h"
#include "tests/support/sample_values.h"
#include "tests/support/temp_folder.h"

namespace tiski {
namespace {

TEST(Smoke, BuildsAndOpens) {
  TempFolder folder;
  FakeAnalyzer analyzer;
  const auto index = folder / "var/tiski.index";
  IndexInfo published;
  {
    IndexWriter writer(index);
    writer.set_knowledge_base(samples::knowledge_base());
    writer.add(prepare_document(samples::article(), analyzer, "digest"));
    published = writer.publish({{"fi", analyzer.version()}});
  }
  const auto snapshot = Snapshot::open(index);
  EXPECT_EQ(snapshot->info(), published);
  EXPECT_EQ(snapshot->knowledge_base(), samples::knowledge_base());
  auto db = snapshot->database();
  EXPECT_EQ(Snapshot::article(db, 1), samples::article());
  EXPECT_EQ(Snapshot::record(db, 1), make_record(samples::article()));
  EXPECT_EQ(Snapshot::text_map(db, 1).parts.size(), 5u);
  EXPECT_EQ(snapshot->with_facet_value("group", "kuulo").count(), 1u);
  for (auto t = db.termlist_begin(1); t != db.termlist_end(1); ++t) std::cout << *t << ' ' << t.get_wdf() << '\n';
  for (auto& e : std::filesystem::directory_iterator(folder / "var")) std::cout << e << "\n";
  {
    IndexWriter writer(index);
    EXPECT_TRUE(writer.copy_unchanged("fi:oma-virhe", "digest"));
    writer.publish({});
  }
  EXPECT_NE(Snapshot::open(index)->info().generation, published.generation);
  EXPECT_EQ(rollback_index(index).generation, published.generation);
  EXPECT_EQ(Snapshot::open(index)->info().generation, published.generation);
  for (auto& e : std::filesystem::directory_iterator(folder / "var")) std::cout << e << "\n";
}

}  // namespace
}  // namespace tiski
