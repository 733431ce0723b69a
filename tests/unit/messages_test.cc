#include "server/messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "search/error.h"
#include "server/html/templates.h"

namespace tiski {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

const fs::path kRoot = TISKI_SOURCE_DIR;

class MessagesTest : public ::testing::Test {
 protected:
  MessagesTest() : folder_(fs::temp_directory_path() / ("tiski-messages-test-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~MessagesTest() override { fs::remove_all(folder_); }

  fs::path write(const std::string& lang, const std::string& text) {
    std::ofstream(folder_ / lang) << text;
    return folder_ / lang;
  }

  fs::path folder_;
};

TEST_F(MessagesTest, FillsPlaceholdersAndChoosesThePlural) {
  const auto catalog =
      Catalog::load(write("fi", "# comment\n\nn_one = {count} ohje: {what}\nn_other = {count} ohjetta"), "fi");
  EXPECT_EQ(catalog.count("n", 1, {{"what", "{count}"}}), "1 ohje: {count}");
  EXPECT_EQ(catalog.count("n", 0), "0 ohjetta");
  EXPECT_EQ(catalog.count("n", 12), "12 ohjetta");
}

TEST_F(MessagesTest, GivesAnUnknownKeyItself) {
  EXPECT_EQ(Catalog::load(write("fi", "a = b"), "fi").text("no_such"), "no_such");
}

TEST_F(MessagesTest, NamesTheLineOfAMistake) {
  for (const auto* text : {"a = 1\na = 2", "a = 1\nno equals sign", "a = 1\nBad Key = x"}) {
    try {
      Catalog::load(write("fi", text), "fi");
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_THAT(error.what(), HasSubstr("fi:2:")) << text;
    }
  }
}

TEST_F(MessagesTest, NamesWhatIsNoFileAndWaitsForNoPipe) {
  write("en", "a = 1");
  const auto expect_refused = [this] {
    try {
      Messages::load(folder_);
      ADD_FAILURE();
    } catch (const Error& error) {
      EXPECT_THAT(error.what(), HasSubstr((folder_ / "fi").string()));
    }
    fs::remove_all(folder_ / "fi");
  };
  ASSERT_EQ(::mkfifo((folder_ / "fi").c_str(), 0644), 0);
  expect_refused();
  fs::create_directory(folder_ / "fi");
  expect_refused();
  fs::create_symlink("fi", folder_ / "fi");
  expect_refused();
  fs::create_symlink("/dev/zero", folder_ / "fi");
  expect_refused();
}

TEST_F(MessagesTest, RefusesAKeyThatALanguageLacks) {
  write("fi", "a = 1\nb = 2");
  write("en", "a = 1");
  EXPECT_THROW(Messages::load(folder_), Error);
}

TEST_F(MessagesTest, FallsBackToEnglishForALanguageWithoutWords) {
  write("fi", "a = suomi");
  write("en", "a = English");
  EXPECT_EQ(Messages::load(folder_).in("et").text("a"), "English");
}

std::string read(const fs::path& path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// Everything that can name a message.
std::string all_sources() {
  std::string all;
  for (const auto& [name, source] : read_template_sources(kRoot / "templates")) all += source;
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / "server")) {
    if (entry.path().extension() == ".cc" || entry.path().extension() == ".h") all += read(entry.path());
  }
  return all;
}

TEST(ProductMessages, AreAllUsed) {
  const auto sources = all_sources();
  const auto messages = Messages::load(kRoot / "templates/messages");
  for (const auto& key : messages.in("fi").keys()) {
    auto base = key;
    for (const std::string ending : {"_one", "_other"}) {
      if (base.ends_with(ending) && messages.in("fi").has(base.substr(0, base.size() - ending.size()) + "_other")) {
        base.resize(base.size() - ending.size());
      }
    }
    const bool in_template = sources.find("{{t." + key + "}}") != std::string::npos;
    bool in_code = sources.find('"' + base + '"') != std::string::npos;
    // Made of two parts: "month_" + "3", "error_form" + "_heading".
    for (auto place = key.find('_'); place != std::string::npos; place = key.find('_', place + 1)) {
      in_code = in_code || sources.find('"' + key.substr(0, place + 1) + '"') != std::string::npos;
      in_code = in_code || (sources.find('"' + key.substr(0, place) + '"') != std::string::npos &&
                            sources.find('"' + key.substr(place) + '"') != std::string::npos);
    }
    EXPECT_TRUE(in_template || in_code) << "nobody uses the message " << key;
  }
}

TEST(ProductMessages, HaveTheSamePlaceholdersInEveryLanguage) {
  const auto messages = Messages::load(kRoot / "templates/messages");
  const auto placeholders = [](const std::string& text) {
    std::vector<std::string> names;
    for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
      names.push_back(text.substr(open, text.find('}', open) - open + 1));
    }
    std::sort(names.begin(), names.end());
    return names;
  };
  for (const auto& [lang, catalog] : messages.catalogs()) {
    for (const auto& key : catalog.keys()) {
      if (key == "date") continue;  // with or without the month's name
      EXPECT_EQ(placeholders(catalog.text(key)), placeholders(messages.in("fi").text(key))) << lang << ' ' << key;
    }
  }
}

TEST(ProductMessages, NeverGlueAnEndingOntoAVariable) {
  const auto messages = Messages::load(kRoot / "templates/messages");
  for (const auto& [lang, catalog] : messages.catalogs()) {
    for (const auto& key : catalog.keys()) {
      const auto& text = catalog.text(key);
      for (auto close = text.find('}'); close != std::string::npos; close = text.find('}', close + 1)) {
        if (close + 1 >= text.size()) continue;
        EXPECT_FALSE(std::isalpha(static_cast<unsigned char>(text[close + 1]))) << lang << ' ' << key;
        EXPECT_FALSE(text[close + 1] == ':' && close + 2 < text.size() && text[close + 2] != ' ') << lang << ' ' << key;
      }
    }
  }
}

}  // namespace
}  // namespace tiski
