#include "search/article/date.h"

#include <array>
#include <cstddef>
#include <cstdio>

namespace tiski {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The number that `digits` alone spell; nothing when another character is among them.
std::optional<int> parse_digits(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// Takes a number of one to four digits from the front of `text`: longer ones would leave std::chrono::year's range.
std::optional<int> take_number(std::string_view& text) {
  constexpr std::size_t kMaxDigits = 4;
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) ++length;
  if (length == 0 || length > kMaxDigits) return std::nullopt;
  const auto value = parse_digits(text.substr(0, length));
  text.remove_prefix(length);
  return value;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_digits(text.substr(0, 4));
  const auto month = parse_digits(text.substr(5, 2));
  const auto day = parse_digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                  std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::string format_date(Date date) {
  std::array<char, 32> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return {buffer.data(), static_cast<std::size_t>(length)};
}

Date today() { return Date{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())}; }

std::optional<Period> parse_period(std::string_view text) {
  if (text.empty() || text.front() != 'P') return std::nullopt;
  text.remove_prefix(1);
  constexpr std::string_view kUnits = "YMWD";  // in the order that ISO 8601 asks for, each at most once
  std::size_t next_unit = 0;
  Period period;
  while (!text.empty()) {
    const auto number = take_number(text);
    if (!number || text.empty()) return std::nullopt;
    const auto unit = kUnits.find(text.front(), next_unit);
    if (unit == std::string_view::npos) return std::nullopt;
    switch (text.front()) {
      case 'Y':
        period.years = *number;
        break;
      case 'M':
        period.months = *number;
        break;
      case 'W':
        period.days += *number * 7;
        break;
      default:
        period.days += *number;
    }
    text.remove_prefix(1);
    next_unit = unit + 1;
  }
  if (period == Period{}) return std::nullopt;
  return period;
}

std::string format_period(Period period) {
  std::string text = "P";
  if (period.years != 0) text += std::to_string(period.years) + "Y";
  if (period.months != 0) text += std::to_string(period.months) + "M";
  if (period.days != 0 || text.size() == 1) text += std::to_string(period.days) + "D";
  return text;
}

Date operator+(Date date, Period period) {
  date += std::chrono::years{period.years};
  date += std::chrono::months{period.months};
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return Date{std::chrono::sys_days{date} + std::chrono::days{period.days}};
}

}  // namespace tiski
