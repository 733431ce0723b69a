#include "indexer/content_path.h"

#include <gtest/gtest.h>

#include <vector>

namespace tiski {
namespace {

struct Address {
  std::string_view folder;
  std::string_view written;
  std::optional<std::string> path;
};

TEST(ContentPath, LeadsToAFileBelowTheContentRootOrNowhere) {
  const std::vector<Address> cases = {
      {"fi/hissit", "luiska.png", "fi/hissit/luiska.png"},
      {"fi/hissit", "../kuvat/luiska.png", "fi/kuvat/luiska.png"},
      {"fi/hissit", "./kuvat//luiska.png", "fi/hissit/kuvat/luiska.png"},
      {"fi/hissit", "../../kuvat/luiska.png", "kuvat/luiska.png"},
      {"", "luiska.png", "luiska.png"},
      // Above the root, whatever follows.
      {"fi/hissit", "../../../etc/passwd", std::nullopt},
      {"fi/hissit", "../../../fi/hissit/luiska.png", std::nullopt},
      {"", "..", std::nullopt},
      // Absolute, with a host or a scheme, or not a plain name.
      {"fi", "", std::nullopt},
      {"fi", "/etc/passwd", std::nullopt},
      {"fi", "//esimerkki.fi/kuva.png", std::nullopt},
      {"fi", "https://esimerkki.fi/kuva.png", std::nullopt},
      {"fi", "javascript:alert(1)", std::nullopt},
      {"fi", "..\\..\\kuva.png", std::nullopt},
      {"fi", "%2e%2e/kuva.png", std::nullopt},
      {"fi", "kuva.png?suuri", std::nullopt},
      {"fi", "kuva.png#osa", std::nullopt},
      {"fi", "kuva .png", std::nullopt},
      {"fi", std::string_view("kuva\0.png", 9), std::nullopt},
      {"fi", "\"onload=\"x.png", std::nullopt},
  };
  for (const auto& each : cases) {
    EXPECT_EQ(content_path_of(each.folder, each.written), each.path) << each.folder << " + " << each.written;
  }
}

TEST(ContentPath, TakesAPathApart) {
  EXPECT_EQ(folder_of("fi/a/b.md"), "fi/a");
  EXPECT_EQ(folder_of("b.md"), "");
  EXPECT_EQ(stem_of("fi/a/b.md"), "b");
  EXPECT_EQ(extension_of("fi/a/b.md"), "md");
  EXPECT_EQ(stem_of("fi/a.b/c"), "c");
  EXPECT_EQ(extension_of("fi/a.b/c"), "");
  EXPECT_EQ(stem_of("fi/.piilossa"), ".piilossa");
}

}  // namespace
}  // namespace tiski
