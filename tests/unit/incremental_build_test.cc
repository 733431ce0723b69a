// However a build came about, by copies, replacements and additions in any order, the index equals one built from
// nothing.

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <sstream>

#include "search/index/index_writer.h"
#include "search/index/schema.h"
#include "search/index/snapshot.h"
#include "tests/support/fake_analyzer.h"
#include "tests/support/temp_folder.h"

namespace fs = std::filesystem;

namespace tiski {
namespace {

// id → version of its text: what a content folder is to a build.
using Content = std::map<std::string, int>;

Article article_of(const std::string& id, int version) {
  std::mt19937 random(static_cast<unsigned>(std::hash<std::string>{}(id)) + static_cast<unsigned>(version));
  Article article;
  article.id = id;
  article.lang = "fi";
  article.slug = id;
  article.title = "Ohje " + id;
  article.facets = {{"topic", {random() % 2 == 0 ? "asenne" : "palaute"}}};
  article.sections.resize(1);
  std::string text;
  for (auto words = random() % 60; words > 0; --words) text += "sana" + std::to_string(random() % 50) + ' ';
  article.sections[0].blocks.push_back({BlockKind::kProse, "", text, "", "", {}});
  return article;
}

std::string digest_of(int version) { return "version " + std::to_string(version); }

// All that the index holds, documents in the order of their ids in the content.
std::string dump(const fs::path& index) {
  const Xapian::Database db = Snapshot::open(index)->database();
  std::map<std::string, std::string> documents;
  for (Xapian::docid docid = 1; docid <= db.get_lastdocid(); ++docid) {
    const Xapian::Document document = db.get_document(docid);
    std::ostringstream out;
    out << document.get_data() << '\n' << db.get_doclength(docid) << '\n';
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      out << *term << ' ' << term.get_wdf();
      for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at) out << ' ' << *at;
      out << '\n';
    }
    for (auto value = document.values_begin(); value != document.values_end(); ++value) {
      out << value.get_valueno() << '=' << *value << '\n';
    }
    out << db.get_metadata(article_key(docid)) << db.get_metadata(text_map_key(docid));
    documents[Snapshot::record(db, docid).id] = out.str();
  }
  std::ostringstream all;
  for (const auto& [id, document] : documents) all << id << '\n' << document << '\n';
  for (auto term = db.allterms_begin(); term != db.allterms_end(); ++term) {
    all << *term << ' ' << term.get_termfreq() << ' ' << db.get_collection_freq(*term) << '\n';
  }
  std::size_t keys = 0;
  for (auto key = db.metadata_keys_begin(); key != db.metadata_keys_end(); ++key) ++keys;
  all << db.get_doccount() << ' ' << db.get_lastdocid() << ' ' << db.get_avlength() << ' ' << keys;
  return all.str();
}

class IncrementalBuildTest : public testing::Test {
 protected:
  enum class Order { kCopiesFirst, kMixed };

  void build(const fs::path& index, const Content& content, Order order) {
    IndexWriter writer(index);
    std::vector<std::pair<std::string, int>> changed;
    for (const auto& [id, version] : content) {
      if (order == Order::kMixed && random_() % 10 == 0) writer.lemmas("fi");
      if (writer.copy_unchanged("fi:" + id, digest_of(version))) continue;
      if (order == Order::kMixed) {
        add(writer, id, version);
      } else {
        changed.emplace_back(id, version);
      }
    }
    for (const auto& [id, version] : changed) add(writer, id, version);
    EXPECT_EQ(writer.publish({}).articles.count("fi"), content.empty() ? 0u : 1u);
  }

  void add(IndexWriter& writer, const std::string& id, int version) {
    writer.add(prepare_document(article_of(id, version), analyzer_, digest_of(version)));
  }

  // Some articles change, some go, some come.
  Content changed(Content content) {
    const auto in_a_hundred = random_() % 4 == 0 ? 80u : 10u;
    for (int number = 0; number < 20; ++number) {
      const std::string id = "a" + std::to_string(number);
      if (random_() % 100 >= in_a_hundred) continue;
      if (random_() % 2 == 0) {
        content.erase(id);
      } else {
        content[id] = static_cast<int>(random_() % 1000);
      }
    }
    return content;
  }

  TempFolder folder_{folder_in_memory()};
  FakeAnalyzer analyzer_;
  std::mt19937 random_{5};
};

TEST_F(IncrementalBuildTest, EqualsABuildFromNothing) {
  Content content;
  for (int number = 0; number < 20; ++number) content["a" + std::to_string(number)] = 0;
  for (int round = 0; round < 40; ++round) {
    const fs::path fresh = folder_ / ("fresh" + std::to_string(round));
    build(folder_ / "index", content, round % 2 == 0 ? Order::kCopiesFirst : Order::kMixed);
    build(fresh, content, Order::kCopiesFirst);
    ASSERT_EQ(dump(folder_ / "index"), dump(fresh)) << "round " << round << ", " << content.size() << " articles";
    content = changed(content);
  }
}

TEST_F(IncrementalBuildTest, EmptiesAndFillsAnIndex) {
  const fs::path index = folder_ / "index";
  for (const Content& content : {Content{{"a", 1}, {"b", 1}, {"c", 1}}, Content{}, Content{{"b", 2}},
                                 Content{{"a", 1}, {"b", 2}, {"c", 1}}, Content{{"c", 1}}, Content{{"c", 2}}}) {
    build(index, content, Order::kCopiesFirst);
    EXPECT_EQ(Snapshot::open(index)->max_docid(), content.size());
    for (const auto& [id, version] : content) {
      const auto db = Snapshot::open(index)->database();
      const auto docid = Snapshot::find_id(db, "fi", id);
      ASSERT_TRUE(docid.has_value()) << id;
      EXPECT_EQ(Snapshot::article(db, *docid), article_of(id, version));
    }
  }
}

TEST_F(IncrementalBuildTest, TakesNothingOverThatIsNotOfADocument) {
  const fs::path index = folder_ / "index";
  {
    IndexWriter writer(index);
    add(writer, "a", 1);
    writer.set_synonyms({{{"fi", {{{"x", "y"}}, {}, {}}}}, {}});
    writer.set_translations({{"fi>en", {{"x", {"y"}}}}}, "freedict");
    writer.publish({});
  }
  {
    IndexWriter writer(index);
    EXPECT_TRUE(writer.carry_over("fi:a"));
    writer.publish({});
  }
  const auto snapshot = Snapshot::open(index);
  EXPECT_EQ(snapshot->synonyms(), Synonyms{});
  EXPECT_TRUE(snapshot->translations().empty());
  EXPECT_EQ(snapshot->info().dictionaries, "");
}

}  // namespace
}  // namespace tiski
