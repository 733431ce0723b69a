#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tiski {

enum class PersonalData { kIdentityCode, kPhoneNumber, kEmailAddress, kAccountNumber };

struct PersonalDataHit {
  PersonalData kind = PersonalData::kPhoneNumber;
  std::size_t begin = 0;  // bytes of the line, half open
  std::size_t end = 0;
};

// Personal data patterns in one line of text, in its order:
//   a Finnish identity code: ddmmyy, a century sign, three digits and the check character (a day that exists)
//   a phone number: +country code and 7–13 digits more, or 0 and 7–12 digits with an area code's shape; 112 is none
//   an e-mail address, but for roles (asiakaspalvelu@…) and the domains reserved for examples
//   an IBAN with a right checksum, or anything of a Finnish IBAN's shape
std::vector<PersonalDataHit> find_personal_data(std::string_view line);

}  // namespace tiski
