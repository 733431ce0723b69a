// The guidance itself: what docs/writing.md promises readers of every language, and that no fact was lost.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "indexer/content.h"
#include "search/language/text.h"

namespace fs = std::filesystem;

namespace tiski {
namespace {

using testing::IsEmpty;

const Content& content() {
  static const Content kContent =
      load_content(FolderSource(fs::path(TISKI_SOURCE_DIR) / "content"), Strictness::kStrict);
  return kContent;
}

std::string type_of(const Article& article) { return article.facets.at("type").front(); }

std::size_t words_in(const Article& article) {
  std::size_t words = 0;
  for (const Section& section : article.sections) words += tokenize(section.text()).size();
  return words;
}

std::size_t items_in(const Article& article, BlockKind kind) {
  std::size_t items = 0;
  for (const Section& section : article.sections) {
    for (const Block& block : section.blocks) items += block.kind == kind ? block.items.size() : 0;
  }
  return items;
}

// Phrases in the article's own language; those in another stand beside them.
std::size_t phrases_in(const Article& article) {
  std::size_t phrases = 0;
  for (const Section& section : article.sections) {
    for (const Block& block : section.blocks) {
      if (block.kind == BlockKind::kSay && block.lang.empty()) phrases += block.items.size();
    }
  }
  return phrases;
}

struct Range {
  std::size_t least;
  std::size_t most;
};

// Names of articles whose figure is out of range, with the figure.
template <typename Figure>
std::vector<std::string> out_of(Range range, const std::set<std::string>& types, Figure figure) {
  std::vector<std::string> names;
  for (const SourceArticle& source : content().articles) {
    if (types.count(type_of(source.article)) == 0) continue;
    const std::size_t value = figure(source.article);
    if (value < range.least || value > range.most) names.push_back(fmt::format("{}: {}", source.path, value));
  }
  return names;
}

TEST(Guidance, HasNoErrors) {
  for (const Diagnostic& finding : content().findings)
    EXPECT_NE(finding.severity, Severity::kError) << to_text(finding);
}

TEST(Guidance, IsWholeInEachLanguage) {
  std::map<std::string, std::set<std::string>> ids;
  for (const SourceArticle& source : content().articles) ids[source.article.lang].insert(source.article.id);
  EXPECT_EQ(ids["fi"].size(), 61U);
  EXPECT_EQ(ids["en"], ids["fi"]);
  EXPECT_EQ(ids["sv"], ids["fi"]);
}

TEST(Guidance, GuidesHaveThreeToSevenHundredWords) {
  EXPECT_THAT(out_of({300, 700}, {"ohje", "harjoitus", "sanasto"}, words_in), IsEmpty());
}

TEST(Guidance, ChecklistsHaveEightToFifteenItems) {
  EXPECT_THAT(out_of({8, 15}, {"tarkistuslista"}, [](const Article& a) { return items_in(a, BlockKind::kChecklist); }),
              IsEmpty());
}

TEST(Guidance, PhrasePagesHaveTenToTwentyPhrases) { EXPECT_THAT(out_of({10, 20}, {"fraasit"}, phrases_in), IsEmpty()); }

TEST(Guidance, GuidesGiveWordsToSay) { EXPECT_THAT(out_of({1, 100}, {"ohje"}, phrases_in), IsEmpty()); }

TEST(Guidance, EveryArticleLeadsToItsSiblings) {
  EXPECT_THAT(out_of({2, 4}, {"ohje", "harjoitus", "sanasto", "tarkistuslista", "fraasit"},
                     [](const Article& a) { return a.related.size(); }),
              IsEmpty());
}

TEST(Guidance, EveryArticleBeginsWithTheAnswer) {
  for (const SourceArticle& source : content().articles) {
    ASSERT_FALSE(source.article.sections.empty()) << source.path;
    EXPECT_EQ(source.article.sections.front().anchor, "") << source.path;
    EXPECT_FALSE(source.article.summary.empty()) << source.path;
  }
}

TEST(Guidance, TranslationsShareTheirFacets) {
  const ArticleLookup lookup(content().articles);
  for (const SourceArticle& source : content().articles) {
    const SourceArticle* original = lookup.by_id("fi", source.article.id);
    ASSERT_NE(original, nullptr) << source.path;
    EXPECT_EQ(source.article.facets, original->article.facets) << source.path;
  }
}

TEST(Guidance, TellsWhereToGetHelpInDanger) {
  const ArticleLookup lookup(content().articles);
  for (const EmergencyLink& link : content().kb.emergency) {
    for (const std::string& lang : content().kb.languages) {
      const SourceArticle* article = lookup.by_id(lang, link.article);
      ASSERT_NE(article, nullptr) << lang << " " << link.article;
      if (link.anchor.empty()) continue;
      const auto& sections = article->article.sections;
      EXPECT_TRUE(std::any_of(sections.begin(), sections.end(),
                              [&](const Section& s) { return s.anchor == link.anchor.at(lang); }))
          << article->path << " " << link.anchor.at(lang);
    }
  }
}

// Editors complete by the schema: it knows every field and every facet that this knowledge base has, and no other.
TEST(ArticleSchema, NamesTheFieldsOfTheFrontMatter) {
  std::vector<std::string> fields = front_matter_fields();
  for (const Facet& facet : content().kb.facets) fields.push_back(facet.name);
  std::ifstream file(fs::path(TISKI_SOURCE_DIR) / "content/schemas/article.schema.json");
  std::vector<std::string> named;
  const auto schema = nlohmann::json::parse(file);
  for (const auto& [name, rule] : schema["properties"].items()) named.push_back(name);
  EXPECT_THAT(named, testing::UnorderedElementsAreArray(fields));
}

struct MappedFact {
  std::string fact;
  std::string slug;
  std::string anchor;
};

std::vector<MappedFact> mapped_facts() {
  std::vector<MappedFact> facts;
  std::ifstream file(fs::path(TISKI_SOURCE_DIR) / "tests/content/facts.tsv");
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    const std::size_t hash = line.find('#');
    MappedFact fact{line.substr(0, tab), "", ""};
    if (tab != std::string::npos) fact.slug = line.substr(tab + 1, hash - tab - 1);
    if (hash != std::string::npos) fact.anchor = line.substr(hash + 1);
    facts.push_back(std::move(fact));
  }
  return facts;
}

TEST(Facts, EachStandsInASectionThatExists) {
  const ArticleLookup lookup(content().articles);
  ASSERT_THAT(mapped_facts(), testing::Not(IsEmpty()));
  for (const MappedFact& fact : mapped_facts()) {
    const SourceArticle* article = lookup.by_id("fi", fact.slug);
    ASSERT_NE(article, nullptr) << fact.fact << " " << fact.slug;
    // The text before the first heading has no anchor: the article alone is named then.
    const auto& sections = article->article.sections;
    const bool there =
        std::any_of(sections.begin(), sections.end(), [&](const Section& s) { return s.anchor == fact.anchor; });
    EXPECT_TRUE(there) << fact.fact << " " << fact.slug << "#" << fact.anchor;
  }
}

// "- DF-01 Service …": the ids of the fact sheet, where it is at hand.
std::set<std::string> fact_ids() {
  std::set<std::string> ids;
  const char* shared = std::getenv("TISKI_SHARED");
  for (const fs::path& folder : {fs::path(shared != nullptr ? shared : ""), fs::path(TISKI_SOURCE_DIR) / "../shared",
                                 fs::path(TISKI_SOURCE_DIR) / "../../shared"}) {
    std::ifstream file(folder / "guidance/facts.md");
    for (std::string line; std::getline(file, line);) {
      if (!line.starts_with("- ") || line.size() < 7 || line[4] != '-') continue;
      const std::string id = line.substr(2, line.find(' ', 2) - 2);
      if (std::isdigit(static_cast<unsigned char>(id[id.size() - 1])) != 0) ids.insert(id);
    }
    if (!ids.empty()) break;
  }
  return ids;
}

TEST(Facts, AreAllInTheGuidance) {
  const std::set<std::string> wanted = fact_ids();
  if (wanted.empty()) GTEST_SKIP() << "../shared/guidance/facts.md is not here";
  std::set<std::string> mapped = {"SD-14", "SD-19"};  // they say only that material is missing
  for (const MappedFact& fact : mapped_facts()) mapped.insert(fact.fact);
  std::vector<std::string> lost;
  for (const std::string& id : wanted) {
    const bool doubtful = id.starts_with("DB-");  // notes on other facts
    if (!doubtful && mapped.count(id) == 0) lost.push_back(id);
  }
  EXPECT_THAT(lost, IsEmpty());
  EXPECT_GT(wanted.size(), 400U);
}

}  // namespace
}  // namespace tiski
