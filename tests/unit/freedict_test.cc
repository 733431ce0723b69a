#include "search/language/freedict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "search/error.h"
#include "search/language/translations.h"

namespace tiski {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

// The entries below are of the form that the packages of 2022.11.18 have.
TEST(FreeDictEntry, HasItsTranslationsOnTheFirstLine) {
  const auto entry = parse_freedict_entry(
      "wheelchair //ˈ(h)wilt͡ʃɛɹ// //ˈwiːlt͡ʃɛə(ɹ)// <n>\n"
      "pyörätuoli, rullatuoli\n"
      "chair\n");
  EXPECT_EQ(entry.headword, "wheelchair");
  EXPECT_EQ(entry.part_of_speech, "n");
  ASSERT_EQ(entry.senses.size(), 1U);
  EXPECT_THAT(entry.senses[0].translations, ElementsAre("pyörätuoli", "rullatuoli"));
}

TEST(FreeDictEntry, HasNumberedSensesAndNumberedExplanations) {
  const auto entry = parse_freedict_entry(
      "queue //kju// <n>\n"
      "1. häntä\n"
      "(heraldry) animal's tail\n"
      "2. jono 2.\n"
      "waiting list\n"
      " 3.\n"
      "line of people\n");
  ASSERT_EQ(entry.senses.size(), 2U);
  EXPECT_THAT(entry.senses[0].translations, ElementsAre("häntä"));
  EXPECT_THAT(entry.senses[1].translations, ElementsAre("jono"));
}

TEST(FreeDictEntry, LeavesRemarksInBracketsOut) {
  const auto entry =
      parse_freedict_entry("rather <adv>\nmieluummin (kuin), melko, [[etu-]] tai jälkiliite, (peli)nappula\n");
  ASSERT_EQ(entry.senses.size(), 1U);
  EXPECT_THAT(entry.senses[0].translations, ElementsAre("mieluummin", "melko", "nappula"));
}

TEST(FreeDictEntry, MayBeOfAnyForm) {
  for (const char* text :
       {"", "\n", "\n\n\n", "x", "x <", "x <n>\n\n1. ", " 3.\n 4.\n", "1. 2. 3.\n1.\n2. \n", "x\n, , (\n)("}) {
    parse_freedict_entry(text);
  }
  EXPECT_THAT(parse_freedict_entry("x <n>").senses, IsEmpty());
}

std::string base64(std::size_t number) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string digits;
  do {
    digits.insert(digits.begin(), kDigits[number % 64]);
    number /= 64;
  } while (number > 0);
  return digits;
}

// Small dictionaries in a folder of their own, removed at the end.
class FreeDictFolder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("tiski-freedict-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // Entries by ascending key.
  void write(const std::string& pair, const std::vector<std::pair<std::string, std::string>>& entries) {
    std::string text = "\n00-database\nEdition: 2020.01.02\n\n";
    std::string index = "00databaseinfo\tA\t" + base64(text.size()) + "\n";
    for (const auto& [key, entry] : entries) {
      index += key + '\t' + base64(text.size()) + '\t' + base64(entry.size()) + '\n';
      text += entry;
    }
    std::ofstream(folder_ / ("freedict-" + pair + ".index")) << index;
    gzFile out = gzopen((folder_ / ("freedict-" + pair + ".dict.dz")).c_str(), "wb");
    gzwrite(out, text.data(), static_cast<unsigned>(text.size()));
    gzclose(out);
  }

  std::filesystem::path folder_;
};

TEST_F(FreeDictFolder, FindsAllEntriesOfAWordWhateverItsCaseAndHyphens) {
  write("eng-fin", {{"email", "e-mail <n>\nsähköposti\n"},
                    {"queue", "queue <n>\njono\n"},
                    {"queue", "queue <v>\njonottaa\n"},
                    {"wheelchair", "wheelchair <n>\npyörätuoli\n"}});
  const auto dictionary = FreeDict::open("eng-fin", folder_);
  ASSERT_TRUE(dictionary);
  EXPECT_EQ(dictionary->size(), 4U);
  EXPECT_EQ(dictionary->key(0), "email");
  EXPECT_EQ(dictionary->edition(), "eng-fin 2020.01.02");
  EXPECT_EQ(dictionary->find("Queue").size(), 2U);
  ASSERT_EQ(dictionary->find("E-Mail").size(), 1U);
  EXPECT_EQ(dictionary->find("e-mail")[0].headword, "e-mail");
  for (const char* word : {"", "a", "quite", "zebra", "queu", "queues"})
    EXPECT_THAT(dictionary->find(word), IsEmpty()) << word;
}

TEST_F(FreeDictFolder, HasNothingWhereThePackageIsNotInstalled) {
  EXPECT_FALSE(FreeDict::open("eng-fin", folder_));
  const auto words = translate_vocabularies({{"fi", {"jono"}}, {"en", {"queue"}}}, folder_);
  EXPECT_THAT(words.table, IsEmpty());
  EXPECT_EQ(words.dictionaries, "");
}

TEST_F(FreeDictFolder, ReportsDamage) {
  write("eng-fin", {{"queue", "queue <n>\njono\n"}});
  const auto index = folder_ / "freedict-eng-fin.index";
  for (const char* damage : {"queue\tA\t////\n", "queue\t\t\n", "queue\n", "\xFF\n", "queue\tA\t!\n"}) {
    std::ofstream(index) << damage;
    EXPECT_THROW(FreeDict::open("eng-fin", folder_), Error) << damage;
  }
  write("eng-fin", {{"queue", "queue <n>\njono\n"}});
  std::filesystem::resize_file(folder_ / "freedict-eng-fin.dict.dz", 20);
  EXPECT_THROW(FreeDict::open("eng-fin", folder_), Error);
}

class Translations : public FreeDictFolder {
 protected:
  void SetUp() override {
    FreeDictFolder::SetUp();
    write("eng-fin", {{"complaint", "complaint <n>\n1. vaiva\nillness\n2. valitus, moite\ngrievance\n"},
                      {"guide dog", "guide dog <n>\nopaskoira\n"},
                      {"queues", "queues <v>\njonottaa\n"},
                      {"un", "un <prefix>\nepä\n"},
                      {"what", "what <pronoun>\nmikä\n"}});
    write("fin-eng", {{"reklamaatio", "reklamaatio <n>\ncomplaint, claim\n"}, {"valitus", "valitus <n>\ncomplaint\n"}});
    write("fin-swe", {{"reklamaatio", "reklamaatio <n>\nreklamation\n"}});
  }
  const Vocabularies vocabularies_ = {
      {"fi", {"epä", "jonottaa", "mikä", "opaskoira", "reklamaatio", "vaiva", "valitus"}},
      {"en", {"complaint", "dog", "guid", "queue", "un", "what"}},
      {"sv", {"reklamation"}},
  };
};

TEST_F(Translations, LeadOnlyToWordsThatTheOtherLanguageKnows) {
  const auto words = translate_vocabularies(vocabularies_, folder_);
  EXPECT_THAT(words.table.at("fi>en").at("reklamaatio"), ElementsAre("complaint"));
  EXPECT_THAT(words.table.at("en>fi").at("complaint"), Not(Contains("moite")));
}

TEST_F(Translations, AreHeldForWordsThatAreOnlyAsked) {
  const auto words = translate_vocabularies(vocabularies_, folder_);
  EXPECT_THAT(words.table.at("en>fi").at("claim"), ElementsAre("reklamaatio"));
  EXPECT_THAT(words.table.at("fi>en").at("moite"), ElementsAre("complaint"));
}

TEST_F(Translations, AreHeldFromALanguageWithoutArticles) {
  const auto words = translate_vocabularies({{"fi", {"valitus"}}, {"en", {}}}, folder_);
  EXPECT_THAT(words.table.at("en>fi").at("complaint"), ElementsAre("valitus"));
}

TEST_F(Translations, PutWhatTheDictionariesAgreeOnFirst) {
  const auto words = translate_vocabularies(vocabularies_, folder_);
  EXPECT_THAT(words.table.at("en>fi").at("complaint"), ElementsAre("valitus", "reklamaatio", "vaiva"));
}

TEST_F(Translations, AreOfStems) {
  const auto words = translate_vocabularies(vocabularies_, folder_);
  EXPECT_THAT(words.table.at("fi>en").at("jonottaa"), ElementsAre("queue"));
}

TEST_F(Translations, KeepPhrasesApart) {
  const auto words = translate_vocabularies(vocabularies_, folder_);
  EXPECT_THAT(words.phrases.at("fi>en").at("opaskoira"), ElementsAre("guid dog"));
  EXPECT_THAT(words.phrases.at("en>fi").at("guid dog"), ElementsAre("opaskoira"));
  EXPECT_EQ(words.table.at("fi>en").count("opaskoira"), 0U);
}

TEST_F(Translations, LeaveAffixesAndStopWordsOut) {
  const auto words = translate_vocabularies(vocabularies_, folder_);
  for (const char* word : {"un", "what"}) EXPECT_EQ(words.table.at("en>fi").count(word), 0U) << word;
}

TEST_F(Translations, GoByWayOfFinnishBetweenTheOtherLanguages) {
  const auto words = translate_vocabularies(vocabularies_, folder_);
  EXPECT_THAT(words.table.at("sv>en").at("reklamation"), ElementsAre("complaint"));
  EXPECT_THAT(words.table.at("en>sv").at("complaint"), ElementsAre("reklamation"));
  EXPECT_EQ(words.dictionaries, "FreeDict fin-eng 2020.01.02, eng-fin 2020.01.02, fin-swe 2020.01.02");
}

TEST(FreeDict, AsDebianInstallsItIsRead) {
  const auto dictionary = FreeDict::open("eng-fin");
  if (!dictionary) GTEST_SKIP() << "the package dict-freedict-eng-fin is not installed";
  EXPECT_GT(dictionary->size(), 50'000U);
  ASSERT_FALSE(dictionary->find("wheelchair").empty());
  EXPECT_THAT(dictionary->find("wheelchair")[0].senses[0].translations, Contains("pyörätuoli"));
  for (std::size_t i = 1; i < dictionary->size(); ++i) ASSERT_LE(dictionary->key(i - 1), dictionary->key(i));
}

}  // namespace
}  // namespace tiski
