#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tiski {

// Unicode, the only door to ICU. All strings are UTF-8; invalid bytes never throw.

// Invalid UTF-8 replaced by U+FFFD, C0 controls (but tab and newline) and DEL dropped, NFC. What enters from outside
// passes here once.
std::string sanitize(std::string_view text);

// Lower case, NFC, accents folded except those that are letters of their own in Finnish and Swedish (å ä ö, also ø→ö
// æ→ä). The form in which words are compared and surface terms are kept.
std::string fold(std::string_view word);

std::string to_lower(std::string_view text);
std::string capitalize(std::string_view word);  // first letter upper case

// Without the spaces, tabs and line ends at either side.
std::string_view trimmed(std::string_view text);

std::size_t code_point_count(std::string_view text);
// At most `count` code points of the text, cut at a code point border.
std::string_view first_code_points(std::string_view text, std::size_t count);

// A token of a text: a run of letters and digits joined by - ' ’ : . (search.md's rule). Byte offsets, half open.
struct Token {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
};
std::vector<Token> tokenize(std::string_view text);

// Sort key for titles: Finnish (also used for sv) or English collation; å ä ö last in Finnish. Compare keys with <.
std::string collation_key(std::string_view text, std::string_view lang);
// The heading letter under which the title stands in an A–Ö list: "Ä", "1" → "#".
std::string index_letter(std::string_view title, std::string_view lang);

// "Tarjoa käsivarsi!" → "tarjoa-kasivarsi": a–z, 0–9 and single hyphens; å ä → a, ö → o, ß → ss; at most 80 characters.
// Empty for text without letters or digits.
std::string slugify(std::string_view text);

}  // namespace tiski
