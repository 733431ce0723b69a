#include "search/language/text.h"

#include <array>
#include <cstdint>

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "search/error.h"

namespace tiski {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

void require(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) {
    throw Error(std::string("ICU: ") + what + ": " + u_errorName(status), "Is Debian's libicu72 installed whole?");
  }
}

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*get)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = get(status);
  require(status, "no normalisation data");
  return *found;
}

std::string normalize(const icu::Normalizer2& normalizer, std::string_view text) {
  std::string result;
  result.reserve(text.size() + 8);
  icu::StringByteSink<std::string> sink(&result);
  UErrorCode status = U_ZERO_ERROR;
  normalizer.normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr, status);
  require(status, "normalisation failed");
  return result;
}

std::string nfc(std::string_view text) {
  static const icu::Normalizer2& normal = normalizer(icu::Normalizer2::getNFCInstance);
  return normalize(normal, text);
}

// The code point at `offset`, which moves past it; negative for invalid bytes.
UChar32 next_code_point(std::string_view text, std::size_t& offset) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 code = 0;
  U8_NEXT(bytes, offset, text.size(), code);
  return code;
}

void append(std::string& text, UChar32 code) {
  std::array<char, 4> bytes{};
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, code);
  text.append(bytes.data(), length);
}

bool is_dropped_control(UChar32 code) {
  return (code >= 0 && code < 0x20 && code != '\t' && code != '\n') || code == 0x7F;
}

constexpr char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// å ä ö Å Ä Ö are C3 and one of these bytes: with ASCII nearly all that Finnish and Swedish texts are made of.
constexpr char kLatin1Lead = '\xC3';
constexpr bool is_nordic_tail(char c) {
  return c == '\xA5' || c == '\xA4' || c == '\xB6' || c == '\x85' || c == '\x84' || c == '\x96';
}
constexpr char nordic_lower(char tail) { return static_cast<char>(static_cast<unsigned char>(tail) | 0x20U); }

// Lower-cases a word of printable ASCII and å ä ö alone; false for any other, `lower` is then unfinished.
bool lower_nordic(std::string_view word, std::string& lower) {
  lower.reserve(word.size());
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] >= ' ' && word[i] < '\x7F') {
      lower.push_back(ascii_lower(word[i]));
    } else if (word[i] == kLatin1Lead && i + 1 < word.size() && is_nordic_tail(word[i + 1])) {
      lower.push_back(kLatin1Lead);
      lower.push_back(nordic_lower(word[++i]));
    } else {
      return false;
    }
  }
  return true;
}

bool has_folded_accents(UChar32 base) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(base, &status);
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK;
}

// Letters that no decomposition takes apart, and the punctuation inside words, as they are typed.
void append_folded(std::string& text, UChar32 code) {
  switch (code) {
    case 0x00F8:  // ø
      text += "ö";
      break;
    case 0x00E6:  // æ
      text += "ä";
      break;
    case 0x0153:  // œ
      text += "oe";
      break;
    case 0x0142:  // ł
      text += 'l';
      break;
    case 0x0111:  // đ
    case 0x00F0:  // ð
      text += 'd';
      break;
    case 0x0131:  // ı
      text += 'i';
      break;
    case 0x00FE:  // þ
      text += "th";
      break;
    case 0x2010:
    case 0x2011:
      text += '-';
      break;
    case 0x2018:
    case 0x2019:
    case 0x02BC:
      text += '\'';
      break;
    default:
      append(text, code);
  }
}

// One pass of fold() over text in NFD: accents of Latin and Greek letters fall, but for those that make å ä ö.
std::string without_accents(std::string_view decomposed) {
  constexpr UChar32 kDiaeresis = 0x0308;
  constexpr UChar32 kRing = 0x030A;
  std::string result;
  result.reserve(decomposed.size());
  UChar32 base = 0;
  bool first_mark = true;
  for (std::size_t i = 0; i < decomposed.size();) {
    const UChar32 code = next_code_point(decomposed, i);
    const bool accent = code >= 0x0300 && code <= 0x036F;
    if (!accent || !has_folded_accents(base)) {
      if (!accent) {
        base = code;
        first_mark = true;
      }
      append_folded(result, code);
      continue;
    }
    const bool letter_of_its_own =
        (code == kDiaeresis && (base == 'a' || base == 'o')) || (code == kRing && base == 'a');
    if (letter_of_its_own && first_mark) {
      append(result, code);
      first_mark = false;
    }
  }
  return result;
}

std::string fold_any(std::string_view word) {
  static const icu::Normalizer2& casefold = normalizer(icu::Normalizer2::getNFKCCasefoldInstance);
  static const icu::Normalizer2& canonical = normalizer(icu::Normalizer2::getNFCInstance);
  const std::string folded = normalize(casefold, sanitize(word));
  icu::UnicodeString decomposed;
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2& decompose = normalizer(icu::Normalizer2::getNFDInstance);
  decompose.normalize(icu::UnicodeString::fromUTF8(folded), decomposed, status);
  require(status, "decomposition failed");
  std::string utf8;
  decomposed.toUTF8String(utf8);
  return normalize(canonical, without_accents(utf8));
}

enum class CharClass : std::uint8_t {
  kSeparator,
  kLower,  // letters without case and digits too
  kUpper,
  kMark,         // belongs to the letter before it
  kJoiner,       // - and '
  kStopJoiner,   // . and : which a careless text also puts between two sentences ("näin.Sitten")
  kTransparent,  // invisible: soft hyphen, joiners of zero width
};

CharClass classify(UChar32 code) {
  switch (code) {
    case '-':
    case '\'':
    case 0x2019:
    case 0x2010:
    case 0x2011:
      return CharClass::kJoiner;
    case '.':
    case ':':
      return CharClass::kStopJoiner;
    case 0x00AD:
    case 0x200C:
    case 0x200D:
    case 0x2060:
    case 0xFEFF:
      return CharClass::kTransparent;
    default:
      break;
  }
  if (code < 0) return CharClass::kSeparator;
  const uint32_t mask = U_GET_GC_MASK(code);
  if ((mask & (U_GC_LU_MASK | U_GC_LT_MASK)) != 0) return CharClass::kUpper;
  if ((mask & (U_GC_L_MASK | U_GC_ND_MASK)) != 0) return CharClass::kLower;
  if ((mask & U_GC_M_MASK) != 0) return CharClass::kMark;
  return CharClass::kSeparator;
}

// Classes of U+0000–U+00FF, so that Finnish text is tokenised without asking ICU.
const std::array<CharClass, 256>& latin1_classes() {
  static const std::array<CharClass, 256> classes = [] {
    std::array<CharClass, 256> table{};
    for (std::size_t code = 0; code < table.size(); ++code) table[code] = classify(static_cast<UChar32>(code));
    return table;
  }();
  return classes;
}

// Finds the tokens of a text, fed with one character after the other.
class Tokenizer {
 public:
  explicit Tokenizer(std::vector<Token>& tokens) : tokens_(tokens) {}

  void feed(CharClass kind, std::size_t begin, std::size_t end) {
    switch (kind) {
      case CharClass::kLower:
      case CharClass::kUpper:
        feed_letter(kind, begin, end);
        break;
      case CharClass::kMark:
        if (inside_ && joiner_ == CharClass::kSeparator) token_.end = end;
        break;
      case CharClass::kJoiner:
      case CharClass::kStopJoiner:
        if (inside_ && joiner_ == CharClass::kSeparator) {
          joiner_ = kind;
        } else {
          close();
        }
        break;
      case CharClass::kTransparent:
        break;
      case CharClass::kSeparator:
        close();
    }
  }

  void close() {
    if (inside_) tokens_.push_back(token_);
    inside_ = false;
    joiner_ = CharClass::kSeparator;
  }

 private:
  void feed_letter(CharClass kind, std::size_t begin, std::size_t end) {
    const bool new_sentence =
        joiner_ == CharClass::kStopJoiner && kind == CharClass::kUpper && last_ == CharClass::kLower;
    if (new_sentence) close();
    if (!inside_) {
      token_.begin = begin;
      inside_ = true;
    }
    joiner_ = CharClass::kSeparator;
    last_ = kind;
    token_.end = end;
  }

  std::vector<Token>& tokens_;
  Token token_;
  bool inside_ = false;
  CharClass joiner_ = CharClass::kSeparator;  // the one seen since the last letter
  CharClass last_ = CharClass::kSeparator;    // of the last letter
};

}  // namespace

std::string sanitize(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  bool ascii = true;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const UChar32 code = next_code_point(text, i);
    if (code < 0) {
      clean += kReplacement;
    } else if (!is_dropped_control(code)) {
      clean.append(text, begin, i - begin);
    }
    ascii = ascii && code >= 0 && code < 0x80;
  }
  if (ascii) return clean;
  return nfc(clean);
}

std::string to_lower(std::string_view text) {
  std::string lower;
  if (lower_nordic(text, lower)) return lower;
  lower.clear();
  const std::string clean = sanitize(text);
  icu::StringByteSink<std::string> sink(&lower);
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8ToLower("", 0, icu::StringPiece(clean.data(), static_cast<int32_t>(clean.size())), sink, nullptr,
                            status);
  require(status, "lower-casing failed");
  return lower;
}

std::string fold(std::string_view word) {
  std::string folded;
  if (lower_nordic(word, folded)) return folded;
  return fold_any(word);
}

std::string capitalize(std::string_view word) {
  std::size_t rest = 0;
  if (word.empty()) return {};
  const UChar32 first = next_code_point(word, rest);
  if (first < 0) return std::string(word);
  std::string capital;
  append(capital, u_totitle(first));
  return capital.append(word.substr(rest));
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::size_t code_point_count(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += U8_IS_TRAIL(static_cast<std::uint8_t>(c)) ? 0U : 1U;
  return count;
}

std::string_view first_code_points(std::string_view text, std::size_t count) {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (U8_IS_TRAIL(static_cast<std::uint8_t>(text[i]))) continue;
    if (seen == count) return text.substr(0, i);
    ++seen;
  }
  return text;
}

std::vector<Token> tokenize(std::string_view text) {
  constexpr std::size_t kBytesPerToken = 7;  // of Finnish text, the space counted
  const std::array<CharClass, 256>& latin1 = latin1_classes();
  std::vector<Token> tokens;
  tokens.reserve(text.size() / kBytesPerToken);
  Tokenizer tokenizer(tokens);
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      ++i;
      tokenizer.feed(latin1[byte], begin, i);
      continue;
    }
    const UChar32 code = next_code_point(text, i);
    tokenizer.feed(code >= 0 && code < 0x100 ? latin1[static_cast<std::size_t>(code)] : classify(code), begin, i);
  }
  tokenizer.close();
  return tokens;
}

}  // namespace tiski
