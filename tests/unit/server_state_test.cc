#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "server/state/form_tokens.h"
#include "server/state/masking.h"
#include "server/state/reports.h"
#include "tests/support/captured_log.h"
#include "tests/support/figures.h"
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
      {"０４０１２３４５６７", "…"},
      {"٠٤٠١٢٣٤٥٦٧", "…"},
      {"040−123−4567", "…"},
      {"（０９）４７１１", "（…"},
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

// A text with somebody in it, and what of it must nowhere be found again.
struct Personal {
  std::string text;
  std::string digits;              // in their order, whatever stands between them
  std::vector<std::string> words;  // of an address
};

class PersonalTexts {
 public:
  Personal make() {
    Personal made;
    switch (below(3)) {
      case 0: {
        made.digits = digits(6) + digits(3);
        const auto parted = made.digits.substr(0, 6) +
                            any({"-", "+", "A", "B", "Y", "–", " - ", "\u2212", "\u00A0", ""}) + made.digits.substr(6);
        made.text = parted + any({"T", "1", "x"});
        if (made.text.back() == '1') made.digits += '1';
        break;
      }
      case 1: {
        made.digits = any({"040", "050", "09", "35840", "0800"}) + digits(6);
        const auto joiner = any({"", " ", "-", ".", "/", "\u00A0", "–", "\u202F", "\u2011", " - ", ") "});
        for (std::size_t i = 0; i < made.digits.size(); ++i)
          made.text += (i > 0 && i % 3 == 0 ? joiner : "") + made.digits[i];
        break;
      }
      default: {
        made.words = {"nimi" + letters(), "sukunimi" + letters(), "firma" + letters()};
        made.text = made.words[0] + any({".", "_", "-", ""}) + made.words[1] +
                    any({"@", "(at)", " (at) ", "[at]", " [AT] ", " at ", " ät ", "＠", " @ ", "@ "}) + made.words[2] +
                    any({".fi", ".example.com"});
      }
    }
    made.text = any({"", "asiakas ", "soita ", "kenelle kuuluu ", "ÄÖ: ("}) + made.text +
                any({"", " ei vastaa", ", kiitos", ")", "!"});
    return made;
  }

 private:
  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }
  std::string any(const std::vector<std::string>& choices) { return choices[below(choices.size())]; }
  std::string digits(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += static_cast<char>('0' + below(10));
    return text;
  }
  std::string letters() {
    std::string text;
    for (int i = 0; i < 5; ++i) text += static_cast<char>('a' + below(26));
    return text;
  }

  std::mt19937 random_{20261122};
};

// Do four digits in a row, or a word of the address, still stand in it?
bool still_holds(const std::string& masked, const Personal& personal) {
  std::string digits;
  for (const char c : masked) {
    if (c >= '0' && c <= '9') digits += c;
  }
  for (std::size_t i = 0; i + 4 <= personal.digits.size(); ++i) {
    if (digits.find(personal.digits.substr(i, 4)) != std::string::npos) return true;
  }
  return std::any_of(personal.words.begin(), personal.words.end(),
                     [&](const std::string& word) { return masked.find(word) != std::string::npos; });
}

TEST(Masking, LeavesNothingOfAThousandPeople) {
  PersonalTexts texts;
  std::size_t found = 0;
  std::size_t left = 0;
  for (int i = 0; i < 1'000; ++i) {
    const auto personal = texts.make();
    const auto masked = mask_personal_data(personal.text);
    found += still_holds(personal.text, personal) ? 1 : 0;
    left += still_holds(masked, personal) ? 1 : 0;
    EXPECT_FALSE(still_holds(masked, personal)) << personal.text << " → " << masked;
  }
  EXPECT_EQ(found, 1'000U) << "each text holds somebody before it is masked";
  test::record_figure("privacy: identity codes, phones, e-mails in 1,000 texts", "0 left once masked",
                      std::to_string(left) + " of " + std::to_string(found) + " left",
                      found == 1'000 && left == 0 ? test::Met::kYes : test::Met::kNo);
}

TEST(Masking, LeavesOrdinaryWordsAlone) {
  for (const auto* text :
       {"24 h ja 3 pv", "kohdat 1, 2, 3, 4 ja 5", "look at the customer", "112", "at", "A4 ja B5", "50 % alennus"}) {
    EXPECT_EQ(mask_personal_data(text), text);
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

TEST(Reports, SayOnceThatTheyCannotBeKeptAndGoOnWhenTheyCan) {
  const CapturedLog log;
  TempFolder folder;
  const auto file = folder.path() / "tiski.db";
  std::ofstream(file) << std::string(4096, 'x');
  Reports reports(file);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(reports.keep(MissingReport{"x", "fi"}, kDay), Kept::kFailed);
  std::filesystem::remove(file);
  EXPECT_EQ(reports.keep(MissingReport{"x", "fi"}, kDay), Kept::kYes);
  const auto said = log.text();
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
}

TEST(Reports, TakeNoMoreThanFiftyThousandInAll) {
  TempFolder folder;
  Reports reports(folder.path() / "tiski.db");
  reports.secret();
  SQLite::Database database((folder.path() / "tiski.db").string(), SQLite::OPEN_READWRITE);
  const std::string numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 49999) ";
  database.exec(numbers + "INSERT INTO missing SELECT '2026-11-22', 'fi', 'x' FROM n");
  database.exec(numbers + "INSERT INTO feedback SELECT '2026-11-22', 'fi', 'a', 'helped', '' FROM n");
  for (const auto expected : {Kept::kYes, Kept::kTooMany}) {
    EXPECT_EQ(reports.keep(MissingReport{"x", "fi"}, kDay), expected);
    EXPECT_EQ(reports.keep({"oma-virhe", "fi", Verdict::kHelped, "x"}, kDay), expected);
  }
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
