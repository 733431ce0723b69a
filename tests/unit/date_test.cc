#include "search/article/date.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tiski {
namespace {

using std::chrono::sys_days;

Date date(std::string_view text) { return parse_date(text).value(); }

TEST(Date, IsReadFromAnIsoDay) {
  const Date day = date("2026-11-22");
  EXPECT_EQ(static_cast<int>(day.year()), 2026);
  EXPECT_EQ(static_cast<unsigned>(day.month()), 11U);
  EXPECT_EQ(static_cast<unsigned>(day.day()), 22U);
}

TEST(Date, OfAnyOtherFormIsNothing) {
  for (const char* text : {"", "2026", "2026-1-2", "22.11.2026", "2026/11/22", "2026-11-22T00:00", " 2026-11-22",
                           "2026-11-22 ", "+026-11-22", "-026-11-22", "2026-11-2x", "20261122", "２０２６-11-22"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Date, ThatDoesNotExistIsNothing) {
  for (const char* text : {"2026-02-30", "2026-13-01", "2026-00-10", "2026-01-00", "2025-02-29", "1900-02-29"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
  EXPECT_TRUE(parse_date("2024-02-29"));
  EXPECT_TRUE(parse_date("2000-02-29"));
}

TEST(Date, ComesBackAsItWasWritten) {
  for (const char* text : {"2026-11-22", "0001-01-01", "9999-12-31", "2024-02-29"}) {
    EXPECT_EQ(format_date(date(text)), text);
  }
}

TEST(Date, OfTodayIsARealDayOfOurTime) {
  const Date now = today();
  EXPECT_TRUE(now.ok());
  EXPECT_GT(now, date("2024-01-01"));
}

struct PeriodCase {
  const char* text;
  Period period;
  const char* written;
};

TEST(Period, IsReadFromWholeYearsMonthsWeeksAndDays) {
  const std::vector<PeriodCase> cases = {
      {"P6M", {0, 6, 0}, "P6M"},    {"P1Y", {1, 0, 0}, "P1Y"},
      {"P2W", {0, 0, 14}, "P14D"},  {"P1Y6M10D", {1, 6, 10}, "P1Y6M10D"},
      {"P18M", {0, 18, 0}, "P18M"}, {"P1W3D", {0, 0, 10}, "P10D"},
      {"P0Y1D", {0, 0, 1}, "P1D"},
  };
  for (const auto& [text, period, written] : cases) {
    ASSERT_TRUE(parse_period(text)) << text;
    EXPECT_EQ(*parse_period(text), period) << text;
    EXPECT_EQ(format_period(period), written);
  }
}

TEST(Period, OfAnyOtherFormIsNothing) {
  for (const char* text : {"", "P", "6M", "P6", "PM", "P-1M", "P1.5Y", "P1,5Y", "PT1H", "P1DT1H", "P1M1Y", "P1M1M",
                           "p6m", "P6M ", "P0D", "P0Y0M", "P10000D", "P99999999999999999999D", "P1S"}) {
    EXPECT_FALSE(parse_period(text)) << text;
  }
}

struct SumCase {
  const char* from;
  const char* period;
  const char* to;
};

TEST(Period, AddedToADateGivesTheSameDayOfALaterMonth) {
  const std::vector<SumCase> cases = {
      {"2026-11-22", "P6M", "2027-05-22"},      {"2026-11-22", "P1Y", "2027-11-22"},
      {"2026-12-31", "P1D", "2027-01-01"},      {"2026-02-28", "P2W", "2026-03-14"},
      {"2026-11-22", "P1Y6M10D", "2028-06-01"},
  };
  for (const auto& [from, period, to] : cases) {
    EXPECT_EQ(format_date(date(from) + *parse_period(period)), to) << from << " + " << period;
  }
}

TEST(Period, EndsOnTheLastDayOfAMonthThatIsTooShort) {
  const std::vector<SumCase> cases = {
      {"2026-01-31", "P1M", "2026-02-28"}, {"2028-01-31", "P1M", "2028-02-29"},   {"2028-02-29", "P1Y", "2029-02-28"},
      {"2026-08-31", "P1M", "2026-09-30"}, {"2026-01-31", "P1M1D", "2026-03-01"},
  };
  for (const auto& [from, period, to] : cases) {
    EXPECT_EQ(format_date(date(from) + *parse_period(period)), to) << from << " + " << period;
  }
}

}  // namespace
}  // namespace tiski
