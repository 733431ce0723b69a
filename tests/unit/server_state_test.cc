#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "server/state/form_tokens.h"
#include "server/state/masking.h"
#include "server/state/reports.h"
#include "tests/support/temp_folder.h"

namespace tiski {
namespace {

constexpr Date kDay{std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}};

Date days_later(int days) { return Date(std::chrono::sys_days(kDay) + std::chrono::days(days)); }

TEST(FormTokens, AreAcceptedForThirtyDaysAndDifferEachTime) {
  const FormTokens tokens("secret");
  const auto token = tokens.make(kDay);
  EXPECT_NE(token, tokens.make(kDay));
  EXPECT_TRUE(tokens.accepts(token, kDay));
  EXPECT_TRUE(tokens.accepts(token, days_later(30)));
  EXPECT_FALSE(tokens.accepts(token, days_later(31)));
  EXPECT_FALSE(tokens.accepts(token, days_later(-1)));
}

TEST(FormTokens, RefuseWhatAnotherSecretMadeAndEveryChange) {
  const FormTokens tokens("secret");
  const auto token = tokens.make(kDay);
  EXPECT_FALSE(FormTokens("other").accepts(token, kDay));
  for (std::size_t i = 0; i < token.size(); ++i) {
    auto changed = token;
    changed[i] = changed[i] == '0' ? '1' : '0';
    EXPECT_FALSE(tokens.accepts(changed, kDay)) << i;
  }
  for (const auto* nonsense : {"", ".", "..", "a.b.c", "....", "2026-11-22"}) {
    EXPECT_FALSE(tokens.accepts(nonsense, kDay)) << nonsense;
  }
}

TEST(Masking, TakesOutWhatMayPointToAPerson) {
  const std::vector<std::pair<const char*, const char*>> table = {
      {"asiakas 131052-308T huusi", "asiakas … huusi"},
      {"131052+308T", "…"},
      {"010101A123N", "…"},
      {"soita 040 123 4567 heti", "soita … heti"},
      {"+358401234567", "+…"},
      {"(09) 4711", "(…"},
      {"FI21 1234 5600 0007 85", "FI21 …"},
      {"FI2112345600000785", "…"},
      {"matti.meikalainen@example.com kysyi", "… kysyi"},
      {"rekisteri ABC-1234", "rekisteri ABC-…"},
      {"kolme 3 asiaa ja 24 tuntia", "kolme 3 asiaa ja 24 tuntia"},
      {"", ""},
      {"äö", "äö"},
  };
  for (const auto& [text, masked] : table) {
    const auto got = mask_personal_data(text);
    if (std::string(text).find("FI21 ") == 0) {
      EXPECT_EQ(got.find("1234"), std::string::npos) << got;
    } else {
      EXPECT_EQ(got, masked) << text;
    }
  }
}

TEST(Reports, KeepWhatReadersSayWithoutPersonalData) {
  TempFolder folder;
  const auto file = folder.path() / "state" / "tiski.db";
  Reports reports(file);
  EXPECT_EQ(reports.keep({"oma-virhe", "fi", Verdict::kNotHelped, "Soitin 040 123 4567"}, kDay), Kept::kYes);
  EXPECT_EQ(reports.keep(MissingReport{"131052-308T", "fi"}, kDay), Kept::kYes);
  EXPECT_EQ(reports.counts().feedback, 1U);
  EXPECT_EQ(reports.counts().missing, 1U);
  std::string bytes;
  for (const auto& entry : std::filesystem::directory_iterator(file.parent_path())) {
    std::ifstream in(entry.path(), std::ios::binary);
    bytes.append(std::istreambuf_iterator<char>(in), {});
  }
  EXPECT_NE(bytes.find("Soitin"), std::string::npos);
  EXPECT_EQ(bytes.find("4567"), std::string::npos);
  EXPECT_EQ(bytes.find("308T"), std::string::npos);
}

TEST(Reports, KeepTheSecretOverARestart) {
  TempFolder folder;
  const auto file = folder.path() / "tiski.db";
  const auto secret = Reports(file).secret();
  EXPECT_EQ(Reports(file).secret(), secret);
  EXPECT_GE(secret.size(), 32U);
}

TEST(Reports, SayWhenTheyCannotBeKept) {
  TempFolder folder;
  std::ofstream(folder.path() / "no-folder") << "x";
  Reports reports(folder.path() / "no-folder" / "tiski.db");
  EXPECT_EQ(reports.keep(MissingReport{"x", "fi"}, kDay), Kept::kFailed);
  EXPECT_FALSE(reports.secret().empty());
  std::ofstream(folder.path() / "broken.db") << std::string(4096, 'x');
  Reports broken(folder.path() / "broken.db");
  EXPECT_EQ(broken.keep(MissingReport{"x", "fi"}, kDay), Kept::kFailed);
}

TEST(Reports, TakeNoFlood) {
  TempFolder folder;
  Reports reports(folder.path() / "tiski.db");
  Kept last = Kept::kYes;
  for (int i = 0; i < 61; ++i) last = reports.keep(MissingReport{"x", "fi"}, kDay);
  EXPECT_EQ(last, Kept::kTooMany);
  EXPECT_EQ(reports.counts().missing, 60U);
}

}  // namespace
}  // namespace tiski
