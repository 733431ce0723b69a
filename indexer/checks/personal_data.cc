#include "indexer/checks/personal_data.h"

#include <algorithm>
#include <array>

#include "indexer/checks/checks.h"
#include "search/language/text.h"

namespace tiski {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_word(char c) { return is_digit(c) || is_letter(c); }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

class LineScanner {
 public:
  explicit LineScanner(std::string_view line) : line_(line) {}

  std::vector<PersonalDataHit> scan() {
    for (std::size_t i = 0; i < line_.size();) {
      const bool word_begins = i == 0 || !is_word(line_[i - 1]);
      std::size_t end = 0;
      if (word_begins && (end = identity_code(i)) > 0) {
        hits_.push_back({PersonalData::kIdentityCode, i, end});
      } else if (word_begins && (end = account_number(i)) > 0) {
        hits_.push_back({PersonalData::kAccountNumber, i, end});
      } else if (word_begins && (end = phone_number(i)) > 0) {
        hits_.push_back({PersonalData::kPhoneNumber, i, end});
      } else if (line_[i] == '@' && (end = email_address(i)) > 0) {
        hits_.push_back({PersonalData::kEmailAddress, email_begin(i), end});
      }
      i = end > 0 ? end : i + 1;
    }
    return std::move(hits_);
  }

 private:
  char at(std::size_t i) const { return i < line_.size() ? line_[i] : '\0'; }
  int number(std::size_t i) const { return (at(i) - '0') * 10 + (at(i + 1) - '0'); }

  // 131052-308T
  std::size_t identity_code(std::size_t i) const {
    constexpr std::string_view kSigns = "-+ABCDEFUVWXY";
    constexpr std::string_view kCheck = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    if (i + 11 > line_.size() || is_word(at(i + 11))) return 0;
    for (const std::size_t digit : {0U, 1U, 2U, 3U, 4U, 5U, 7U, 8U, 9U}) {
      if (!is_digit(at(i + digit))) return 0;
    }
    const bool day = number(i) >= 1 && number(i) <= 31 && number(i + 2) >= 1 && number(i + 2) <= 12;
    const bool signs = kSigns.find(upper(at(i + 6))) != std::string_view::npos &&
                       kCheck.find(upper(at(i + 10))) != std::string_view::npos;
    return day && signs ? i + 11 : 0;
  }

  std::size_t account_number(std::size_t i) const {
    if (!is_letter(at(i)) || !is_letter(at(i + 1)) || !is_digit(at(i + 2)) || !is_digit(at(i + 3))) return 0;
    constexpr std::size_t kShortest = 15;
    constexpr std::size_t kLongest = 34;
    constexpr std::size_t kFinnish = 18;
    std::string iban;
    std::size_t end = i;
    for (std::size_t j = i; j < line_.size() && iban.size() < kLongest; ++j) {
      const bool gap = at(j) == ' ' && is_word(at(j + 1));
      if (gap) continue;
      if (static_cast<unsigned char>(at(j)) >= 0x80 || !is_word(at(j))) break;
      iban += upper(at(j));
      end = j + 1;
      if (iban.size() >= kShortest && !is_word(at(j + 1)) && is_iban(iban)) return end;
      if (iban.size() == kFinnish && iban.starts_with("FI") && !is_word(at(j + 1)) &&
          std::all_of(iban.begin() + 2, iban.end(), is_digit)) {
        return end;
      }
    }
    return 0;
  }

  // ISO 7064, MOD 97-10: the first four moved to the end, letters as numbers, the remainder is 1.
  static bool is_iban(const std::string& iban) {
    unsigned remainder = 0;
    for (const char c : iban.substr(4) + iban.substr(0, 4)) {
      const auto value = static_cast<unsigned>(is_digit(c) ? c - '0' : c - 'A' + 10);
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder == 1;
  }

  std::size_t phone_number(std::size_t i) const {
    // The end of a longer number: "1.040", "8:00".
    if (i >= 2 && is_digit(at(i - 2)) && std::string_view("+.,:-").find(at(i - 1)) != std::string_view::npos) return 0;
    const bool international = at(i) == '+';
    if (!international && at(i) != '0' && !(at(i) == '(' && at(i + 1) == '0')) return 0;
    std::size_t digits = 0;
    std::size_t group = 0;
    std::vector<std::size_t> groups;
    std::size_t end = i;
    for (std::size_t j = international ? i + 1 : i; j < line_.size(); ++j) {
      if (is_digit(at(j))) {
        ++digits;
        ++group;
        end = j + 1;
        continue;
      }
      const bool gap = (at(j) == ' ' || at(j) == '-' || at(j) == '(' || at(j) == ')') &&
                       (is_digit(at(j + 1)) || at(j + 1) == '(' || at(j + 1) == ')' || at(j + 1) == ' ');
      if (!gap) break;
      if (group > 0) groups.push_back(group);
      group = 0;
    }
    if (group > 0) groups.push_back(group);
    // "1.1.2026", "3,5" and "12345a" are something else.
    const bool cut_off =
        is_letter(at(end)) || ((at(end) == '.' || at(end) == ',' || at(end) == ':') && is_digit(at(end + 1)));
    if (groups.empty() || cut_off) return 0;
    if (international) return digits >= 8 && digits <= 15 ? end : 0;
    // Opening hours ("08-16 09-15") have groups of two only.
    const bool shaped = groups.front() >= 3 || *std::max_element(groups.begin(), groups.end()) >= 3;
    return shaped && digits >= 7 && digits <= 12 ? end : 0;
  }

  static bool is_local(char c) { return is_word(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-'; }

  std::size_t email_begin(std::size_t at_sign) const {
    std::size_t begin = at_sign;
    while (begin > 0 && is_local(line_[begin - 1])) --begin;
    return begin;
  }

  std::size_t email_address(std::size_t at_sign) const {
    std::size_t end = at_sign + 1;
    while (end < line_.size() && (is_word(line_[end]) || line_[end] == '.' || line_[end] == '-')) ++end;
    while (end > at_sign && !is_word(line_[end - 1])) --end;
    const std::string local = to_lower(line_.substr(email_begin(at_sign), at_sign - email_begin(at_sign)));
    const std::string domain = to_lower(line_.substr(at_sign + 1, end > at_sign + 1 ? end - at_sign - 1 : 0));
    const std::size_t dot = domain.rfind('.');
    const bool shaped = !local.empty() && dot != std::string::npos && dot > 0 && domain.size() - dot > 2;
    return shaped && !is_role(local) && !is_reserved(domain) ? end : 0;
  }

  static bool is_role(std::string_view local) {
    constexpr std::array<std::string_view, 18> kRoles = {
        "asiakaspalvelu", "palaute",     "info",   "tuki",        "toimisto",   "kirjaamo",
        "reklamaatiot",   "reklamaatio", "myynti", "support",     "help",       "service",
        "contact",        "feedback",    "office", "kundservice", "kundtjanst", "respons"};
    return std::find(kRoles.begin(), kRoles.end(), local) != kRoles.end();
  }

  // RFC 2606, and the Finnish word for it.
  static bool is_reserved(std::string_view domain) {
    constexpr std::array<std::string_view, 6> kReserved = {"example.com", "example.org",  "example.net",
                                                           "example.fi",  "esimerkki.fi", "exempel.fi"};
    return domain.ends_with(".example") || domain.ends_with(".invalid") || domain.ends_with(".test") ||
           std::find(kReserved.begin(), kReserved.end(), domain) != kReserved.end();
  }

  std::string_view line_;
  std::vector<PersonalDataHit> hits_;
};

std::string_view rule_of(PersonalData kind) {
  switch (kind) {
    case PersonalData::kIdentityCode:
      return "identity-code";
    case PersonalData::kPhoneNumber:
      return "phone-number";
    case PersonalData::kEmailAddress:
      return "email-address";
    case PersonalData::kAccountNumber:
      break;
  }
  return "account-number";
}

// Findings go to logs and screens: show enough to find the place, not the whole.
std::string masked(std::string_view text) {
  const std::string_view beginning = first_code_points(text, 4);
  return std::string(beginning) + "…";
}

}  // namespace

std::vector<PersonalDataHit> find_personal_data(std::string_view line) { return LineScanner(line).scan(); }

void check_personal_data(const Content& content, std::vector<Diagnostic>& all) {
  for (const SourceArticle& source : content.articles) {
    Findings findings(source.article.path, all);
    const std::string_view text = source.text;
    int number = 1;
    for (std::size_t begin = 0; begin < text.size(); ++number) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = text.substr(begin, end - begin);
      begin = end + 1;
      if (line.starts_with("source_rev:")) continue;  // a digest may look like anything
      for (const PersonalDataHit& hit : find_personal_data(line)) {
        const auto column = static_cast<int>(code_point_count(line.substr(0, hit.begin))) + 1;
        findings.add(rule_of(hit.kind), {number, column},
                     {{"shown", masked(line.substr(hit.begin, hit.end - hit.begin))}});
      }
    }
  }
}

}  // namespace tiski
