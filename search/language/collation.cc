// Order and names of titles: sort keys, letters of an A–Ö list, slugs (text.h).
#include <cstdint>
#include <memory>
#include <vector>

#include <unicode/coll.h>
#include <unicode/translit.h>

#include "search/error.h"
#include "search/language/text.h"

namespace tiski {
namespace {

std::unique_ptr<const icu::Collator> make_collator(const char* locale) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(icu::Locale(locale), status));
  if (U_SUCCESS(status)) collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
  if (U_FAILURE(status)) {
    throw Error(std::string("ICU: no collation for ") + locale, "Is Debian's libicu72 installed whole?");
  }
  return collator;
}

// Const collators may be shared by threads.
const icu::Collator& collator_for(std::string_view lang) {
  if (lang == "fi" || lang == "sv") {
    static const auto finnish = make_collator("fi");
    return *finnish;
  }
  static const auto english = make_collator("en");
  return *english;
}

bool is_slug_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Other scripts as Latin letters: "Привет" → "privet". Rare, so made anew each time rather than shared by threads.
std::string romanize(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> latin(
      icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
  if (U_FAILURE(status)) throw Error("ICU: no transliteration data", "Is Debian's libicu72 installed whole?");
  icu::UnicodeString converted = icu::UnicodeString::fromUTF8(text);
  latin->transliterate(converted);
  std::string result;
  converted.toUTF8String(result);
  return result;
}

// fold()'s å ä ö as a and o.
std::string without_nordic_letters(std::string_view folded) {
  std::string plain;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const std::string_view letter = folded.substr(i, 2);
    if (letter == "å" || letter == "ä" || letter == "ö") {
      plain += letter == "ö" ? 'o' : 'a';
      ++i;
    } else {
      plain += folded[i];
    }
  }
  return plain;
}

bool has_foreign_letters(std::string_view text) {
  for (const Token& token : tokenize(text)) {
    for (const char c : token.in(text)) {
      if (static_cast<unsigned char>(c) >= 0x80) return true;
    }
  }
  return false;
}

}  // namespace

std::string collation_key(std::string_view text, std::string_view lang) {
  const auto tokens = tokenize(text);  // quotation marks before the first word do not count
  if (!tokens.empty()) text.remove_prefix(tokens.front().begin);
  const icu::UnicodeString title = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  const icu::Collator& collator = collator_for(lang);
  std::vector<std::uint8_t> key(64);
  int32_t length = collator.getSortKey(title, key.data(), static_cast<int32_t>(key.size()));
  if (length > static_cast<int32_t>(key.size())) {
    key.resize(static_cast<std::size_t>(length));
    length = collator.getSortKey(title, key.data(), length);
  }
  if (length == 0) return {};
  return {key.begin(), key.begin() + (length - 1)};  // without the NUL at its end
}

std::string index_letter(std::string_view title, std::string_view lang) {
  const auto tokens = tokenize(title);
  if (tokens.empty()) return "#";
  std::string first(first_code_points(fold(tokens.front().in(title)), 1));
  if (first.empty() || (first[0] >= '0' && first[0] <= '9')) return "#";
  if (lang == "fi" || lang == "sv") return capitalize(first);
  return capitalize(without_nordic_letters(first));
}

std::string slugify(std::string_view text) {
  constexpr std::size_t kMaxSlug = 80;
  std::string plain = without_nordic_letters(fold(text));
  if (has_foreign_letters(plain)) plain = romanize(plain);
  std::string slug;
  bool gap = false;
  for (const char c : plain) {
    if (is_slug_char(c)) {
      if (gap && !slug.empty()) slug += '-';
      slug += c;
      gap = false;
    } else if (c != '\'') {
      gap = true;
    }
  }
  if (slug.size() > kMaxSlug) {
    const std::size_t last_whole = slug.rfind('-', kMaxSlug);
    slug.resize(last_whole == std::string::npos ? kMaxSlug : last_whole);
  }
  return slug;
}

}  // namespace tiski
