#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tiski {

// A calendar day. Arithmetic and weekday questions go through std::chrono::sys_days.
using Date = std::chrono::year_month_day;

// ISO 8601 "2026-11-22" → Date; nothing for any other form and for days that do not exist (2026-02-30).
std::optional<Date> parse_date(std::string_view text);
std::string format_date(Date date);

// Today in UTC.
Date today();

// An ISO 8601 period of whole years, months, weeks and days: "P6M", "P1Y", "P2W", "P1Y6M10D".
struct Period {
  int years = 0;
  int months = 0;
  int days = 0;
  bool operator==(const Period&) const = default;
};

// Nothing for an empty, negative, fractional or time-of-day period.
std::optional<Period> parse_period(std::string_view text);
std::string format_period(Period period);

// The day `period` after `date`; a day that the month does not have becomes the month's last (31 January + P1M = 28 or
// 29 February).
Date operator+(Date date, Period period);

}  // namespace tiski
