#pragma once

#include <string>
#include <string_view>

#include "search/article/date.h"

namespace tiski {

// Proof that a form came from a page of this server: SALT.DAY.HMAC(secret, SALT.DAY). Another site can neither make one
// nor read one off our pages. Salted anew each time, so that a compressed page never shows it piece by piece.
// Immutable; thread safe.
class FormTokens {
 public:
  explicit FormTokens(std::string secret) : secret_(std::move(secret)) {}

  std::string make(Date day) const;
  // Made with this secret, and at most kDays ago.
  bool accepts(std::string_view token, Date day) const;

  static constexpr int kDays = 30;

 private:
  std::string secret_;
};

}  // namespace tiski
