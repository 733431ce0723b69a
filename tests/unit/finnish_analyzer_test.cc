#include "search/language/analyzer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace tiski {
namespace {

using testing::ElementsAre;
using testing::IsSupersetOf;

TEST(FinnishAnalyzer, FindsTheBaseFormOfAnInflectedWord) {
  const auto analyzer = Analyzer::open("fi");
  EXPECT_THAT(analyzer->analyze("asiakkaille").lemmas, ElementsAre("asiakas"));
}

TEST(FinnishAnalyzer, FindsTheHeadOfACompound) {
  const auto analyzer = Analyzer::open("fi");
  EXPECT_THAT(analyzer->analyze("asiakaspalvelijoille").parts, IsSupersetOf({"asiakas", "palvelija"}));
}

}  // namespace
}  // namespace tiski
