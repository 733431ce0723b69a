#include "search/article/stored_form.h"

#include <gtest/gtest.h>

#include <random>

#include "search/error.h"
#include "tests/support/sample_values.h"

namespace tiski {
namespace {

TEST(StoredForm, GivesBackWhatWasStored) {
  EXPECT_EQ(article_from_stored(to_stored(samples::article())), samples::article());
  EXPECT_EQ(knowledge_base_from_stored(to_stored(samples::knowledge_base())), samples::knowledge_base());
  EXPECT_EQ(glossary_from_stored(to_stored(samples::glossary())), samples::glossary());
  EXPECT_EQ(synonyms_from_stored(to_stored(samples::synonyms())), samples::synonyms());
  EXPECT_EQ(paths_from_stored(to_stored(samples::paths())), samples::paths());
}

TEST(StoredForm, GivesBackEmptyValues) {
  EXPECT_EQ(article_from_stored(to_stored(Article{})), Article{});
  EXPECT_EQ(knowledge_base_from_stored(to_stored(KnowledgeBase{})), KnowledgeBase{});
  EXPECT_EQ(glossary_from_stored(to_stored(std::vector<GlossaryTerm>{})), std::vector<GlossaryTerm>{});
  EXPECT_EQ(synonyms_from_stored(to_stored(Synonyms{})), Synonyms{});
  EXPECT_EQ(paths_from_stored(to_stored(std::vector<TrainingPath>{})), std::vector<TrainingPath>{});
}

TEST(StoredForm, KeepsEveryStatusAndEveryKindOfBlock) {
  for (const Status status : {Status::kDraft, Status::kPublished, Status::kArchived}) {
    Article article;
    article.status = status;
    EXPECT_EQ(article_from_stored(to_stored(article)).status, status);
  }
  for (const BlockKind kind : {BlockKind::kProse, BlockKind::kChecklist, BlockKind::kSay, BlockKind::kAvoid,
                               BlockKind::kGroup, BlockKind::kEscalate, BlockKind::kNote}) {
    Article article;
    article.sections.resize(1);
    article.sections[0].blocks = {{kind, "", "", "", "", {}}};
    EXPECT_EQ(article_from_stored(to_stored(article)).sections[0].blocks[0].kind, kind);
  }
}

TEST(StoredForm, StoresInvalidUtf8AsReplacementCharacters) {
  Article article = samples::article();
  article.title = "a\xff z";
  EXPECT_EQ(article_from_stored(to_stored(article)).title, "a\xEF\xBF\xBD z");
}

TEST(StoredForm, NamesWhatIsDamaged) {
  for (const char* text :
       {"", "{", "[]", "null", "{}", R"({"id":1})", R"({"id":"a","lang":"fi","slug":"a","title":"A","status":"lost"})",
        R"({"id":"a","lang":"fi","slug":"a","title":"A","status":7})",
        R"({"id":"a","lang":"fi","slug":"a","title":"A","status":"draft","reviewed":"2026-02-30"})",
        R"({"id":"a","lang":"fi","slug":"a","title":"A","status":"draft","sections":[7]})"}) {
    try {
      article_from_stored(text);
      ADD_FAILURE() << "accepted " << text;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find("the stored article is damaged"), std::string::npos) << error.what();
      EXPECT_FALSE(error.hint().empty());
    }
  }
  EXPECT_THROW(knowledge_base_from_stored(R"({"languages":["fi"],"facets":[],"review_default":"soon"})"), Error);
  EXPECT_THROW(knowledge_base_from_stored(R"({"languages":["fi"],"facets":[],"review_by_topic":[]})"), Error);
  EXPECT_THROW(glossary_from_stored("{}"), Error);
  EXPECT_THROW(synonyms_from_stored("[]"), Error);
  EXPECT_THROW(paths_from_stored(R"([{"id":"a"}])"), Error);
}

TEST(StoredForm, OfDamagedBytesIsReadOrRefusedButNeverAnythingElse) {
  const std::string whole = to_stored(samples::article());
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    std::string text = whole;
    for (int flips = 0; flips < 3; ++flips) text[random() % text.size()] = static_cast<char>(random());
    if (round % 3 == 0) text.resize(random() % text.size());
    try {
      article_from_stored(text);
    } catch (const Error&) {
    }
  }
}

}  // namespace
}  // namespace tiski
