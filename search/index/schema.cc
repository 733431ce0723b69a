#include "search/index/schema.h"

#include <algorithm>

#include "search/index/digest.h"

namespace tiski {
namespace {

// Xapian refuses terms above 245 bytes, and each NUL counts double.
constexpr std::size_t kMaxTermBytes = 240;
constexpr std::size_t kDigestDigits = 32;

std::size_t counted_bytes(std::string_view text) {
  return text.size() + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\0'));
}

std::string within_limit(std::string term) {
  if (counted_bytes(term) <= kMaxTermBytes) return term;
  const std::string digest = '#' + sha256_hex(term).substr(0, kDigestDigits);
  std::size_t kept = 0;
  for (std::size_t bytes = digest.size(); kept < term.size(); ++kept) {
    bytes += term[kept] == '\0' ? 2 : 1;
    if (bytes > kMaxTermBytes) break;
  }
  while (kept > 0 && (static_cast<unsigned char>(term[kept]) & 0xC0) == 0x80) --kept;
  return term.substr(0, kept) + digest;
}

}  // namespace

std::string make_term(Field field, std::string_view lang, std::string_view text) {
  std::string term;
  term.reserve(2 + lang.size() + text.size());
  term += kFields[static_cast<std::size_t>(field)].prefix;
  term += lang;
  term += ':';
  term += text;
  return within_limit(std::move(term));
}

std::string language_term(std::string_view lang) {
  std::string term(1, kFields[static_cast<std::size_t>(Field::kLanguage)].prefix);
  term += lang;
  return within_limit(std::move(term));
}

std::string facet_term(std::string_view facet, std::string_view value) {
  std::string term(1, kFields[static_cast<std::size_t>(Field::kFacet)].prefix);
  term += facet;
  term += '=';
  term += value;
  return within_limit(std::move(term));
}

std::string article_key(std::uint32_t docid) { return 'a' + std::to_string(docid); }
std::string text_map_key(std::uint32_t docid) { return 't' + std::to_string(docid); }

}  // namespace tiski
