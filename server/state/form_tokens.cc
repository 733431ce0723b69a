#include "server/state/form_tokens.h"

#include <chrono>

#include "search/index/digest.h"
#include "server/digest.h"

namespace tiski {
namespace {

constexpr std::size_t kSaltSize = 8;
constexpr std::size_t kMacDigits = 32;

}  // namespace

std::string FormTokens::make(Date day) const {
  const auto signed_part = to_hex(random_bytes(kSaltSize)) + '.' + format_date(day);
  return signed_part + '.' + keyed_digest(secret_, signed_part).substr(0, kMacDigits);
}

bool FormTokens::accepts(std::string_view token, Date day) const {
  const auto last_dot = token.rfind('.');
  const auto first_dot = token.find('.');
  if (last_dot == std::string_view::npos || first_dot == last_dot) return false;
  const auto expected = keyed_digest(secret_, token.substr(0, last_dot)).substr(0, kMacDigits);
  if (!equal_in_constant_time(token.substr(last_dot + 1), expected)) return false;
  const auto made = parse_date(token.substr(first_dot + 1, last_dot - first_dot - 1));
  if (!made) return false;
  const auto age = std::chrono::sys_days(day) - std::chrono::sys_days(*made);
  return age.count() >= 0 && age.count() <= kDays;
}

}  // namespace tiski
