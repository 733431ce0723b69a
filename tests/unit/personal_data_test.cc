#include "indexer/checks/personal_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tiski {
namespace {

using testing::IsEmpty;

struct Example {
  PersonalData kind;
  std::string line;
  std::string found;
};

class PersonalDataIs : public testing::TestWithParam<Example> {};

TEST_P(PersonalDataIs, Found) {
  const auto hits = find_personal_data(GetParam().line);
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].kind, GetParam().kind);
  EXPECT_EQ(GetParam().line.substr(hits[0].begin, hits[0].end - hits[0].begin), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Patterns, PersonalDataIs,
    testing::Values(Example{PersonalData::kIdentityCode, "hetu 131052-308T.", "131052-308T"},
                    Example{PersonalData::kIdentityCode, "010190A123B", "010190A123B"},
                    Example{PersonalData::kIdentityCode, "(290200y123c)", "290200y123c"},
                    Example{PersonalData::kPhoneNumber, "soita 040 123 4567!", "040 123 4567"},
                    Example{PersonalData::kPhoneNumber, "040-1234567", "040-1234567"},
                    Example{PersonalData::kPhoneNumber, "(09) 123 4567", "(09) 123 4567"},
                    Example{PersonalData::kPhoneNumber, "+358 40 123 4567", "+358 40 123 4567"},
                    Example{PersonalData::kPhoneNumber, "tel:+358401234567", "+358401234567"},
                    Example{PersonalData::kPhoneNumber, "0800 98 811", "0800 98 811"},
                    Example{PersonalData::kEmailAddress, "kysy: matti.meikalainen@firma.fi.",
                            "matti.meikalainen@firma.fi"},
                    Example{PersonalData::kEmailAddress, "<a.b+c@d.co.uk>", "a.b+c@d.co.uk"},
                    Example{PersonalData::kAccountNumber, "tilille FI21 1234 5600 0007 85", "FI21 1234 5600 0007 85"},
                    Example{PersonalData::kAccountNumber, "FI2112345600000786", "FI2112345600000786"},
                    Example{PersonalData::kAccountNumber, "DE89370400440532013000.", "DE89370400440532013000"}));

class PersonalDataIsNot : public testing::TestWithParam<const char*> {};

TEST_P(PersonalDataIsNot, Seen) { EXPECT_THAT(find_personal_data(GetParam()), IsEmpty()); }

INSTANTIATE_TEST_SUITE_P(Plain, PersonalDataIsNot,
                         testing::Values("Soita 112.", "reviewed: 2026-11-16", "avoinna 08-16 ja 09-15",
                                         "klo 08.00–16.00", "hinta 0,50 €", "tuote 0123456789012345", "991399-123A",
                                         "1.1.2026 klo 8.30", "asiakaspalvelu@yritys.fi", "nimi@example.com", "a@b",
                                         "@kaikki", "versio 0.30.2", "vuosina 2006-2008 ja 2011",
                                         "source_rev: 0123456789ab", "Kirjaa 131052-308 ylös",
                                         "numerot 0, 1, 2, 3, 4, 5, 6, 7", "0–9 sekä 10–19"));

}  // namespace
}  // namespace tiski
