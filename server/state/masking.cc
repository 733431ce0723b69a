#include "server/state/masking.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "search/language/text.h"

namespace tiski {
namespace {

constexpr std::string_view kMask = "…";
constexpr std::size_t kDigitsThatPoint = 4;
constexpr std::size_t kJoiners = 3;  // at most, between two digits: "(09) - 4711"

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }
bool is_word_byte(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

// One code point of a text, and its bytes.
struct Character {
  char32_t code = 0;
  std::size_t size = 1;
};

Character character_at(std::string_view text, std::size_t at) {
  const auto size = first_code_points(text.substr(at), 1).size();
  if (size <= 1) return {static_cast<unsigned char>(text[at]), 1};
  char32_t code = static_cast<unsigned char>(text[at]) & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) code = (code << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  return {code, size};
}

bool is_within(char32_t code, char32_t first, char32_t last) { return code >= first && code <= last; }

// Full-width and Arabic ones too: telephones offer them.
bool is_digit(char32_t code) {
  return is_within(code, '0', '9') || is_within(code, 0xFF10, 0xFF19) || is_within(code, 0x660, 0x669);
}

// What people, keyboards and copied tables put between the digits of one number: blanks, dashes, dots, brackets.
bool joins_digits(char32_t code) {
  if (code < 0x80) return std::string_view(" \t-+./()_:*").find(static_cast<char>(code)) != std::string_view::npos;
  return code == 0xA0 || code == 0xAD || code == 0xB7 || is_within(code, 0x2000, 0x206F) || code == 0x2212 ||
         code == 0x3000 || is_within(code, 0xFF08, 0xFF0F);
}

// From `begin` on, the end of a run of digits with joiners between them; counts the digits.
std::size_t digit_run_end(std::string_view text, std::size_t begin, std::size_t& digits) {
  std::size_t end = begin;
  std::size_t joiners = 0;
  digits = 0;
  for (std::size_t i = begin; i < text.size();) {
    const auto [code, size] = character_at(text, i);
    i += size;
    if (is_digit(code)) {
      ++digits;
      joiners = 0;
      end = i;
    } else if (!joins_digits(code) || ++joiners > kJoiners) {
      break;
    }
  }
  return end;
}

// The letters and digits around a run belong to it: "131052-308T", "FI21 1234".
std::size_t word_end(std::string_view text, std::size_t from) {
  while (from < text.size() && is_word_byte(text[from])) ++from;
  return from;
}

std::string mask_numbers(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto [code, size] = character_at(text, i);
    if (!is_digit(code)) {
      out += text.substr(i, size);
      i += size;
      continue;
    }
    std::size_t digits = 0;
    const auto end = digit_run_end(text, i, digits);
    if (digits < kDigitsThatPoint) {
      out += text.substr(i, end - i);
      i = end;
      continue;
    }
    while (!out.empty() && is_word_byte(out.back())) out.pop_back();
    out += kMask;
    i = word_end(text, end);
  }
  return out;
}

// A word, and the blanks after it.
struct Word {
  std::string_view text;
  std::string_view blanks;
  bool masked = false;
};

std::vector<Word> split_words(std::string_view text) {
  std::vector<Word> words;
  const auto take = [&text](bool blank) {
    const auto* const end = std::find_if(text.begin(), text.end(), [blank](char c) { return is_blank(c) != blank; });
    const auto taken = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(taken.size());
    return taken;
  };
  while (!text.empty()) {
    const auto word = take(false);
    words.push_back({word, take(true)});
  }
  return words;
}

constexpr std::array<std::string_view, 9> kAtSigns = {"@",    "(at)", "[at]", "{at}",      "<at>",
                                                      "(ät)", "[ät]", "＠",   "miukumauku"};

template <typename Judge>
bool any_at_sign(Judge judge) {
  return std::any_of(kAtSigns.begin(), kAtSigns.end(), judge);
}

bool names_a_domain(std::string_view word) {
  const auto dot = word.find('.', 1);
  return dot != std::string_view::npos && dot + 2 < word.size() && is_word_byte(word[dot + 1]);
}

std::string mask_addresses(std::string_view text) {
  auto words = split_words(text);
  // "matti(at)firma.fi", "matti [at] firma.fi", "matti at firma.fi", "matti miukumauku firma"
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto word = to_lower(words[i].text);
    if (!any_at_sign([&](std::string_view sign) { return word.find(sign) != std::string::npos; })) {
      const bool is_at_word =
          (word == "at" || word == "ät") && i + 1 < words.size() && names_a_domain(words[i + 1].text);
      if (!is_at_word) continue;
    }
    words[i].masked = true;
    const bool is_sign_alone = word == "at" || word == "ät";
    const bool begins = any_at_sign([&](std::string_view sign) { return word.starts_with(sign); });
    const bool ends = any_at_sign([&](std::string_view sign) { return word.ends_with(sign); });
    if ((is_sign_alone || begins) && i > 0) words[i - 1].masked = true;
    if ((is_sign_alone || ends) && i + 1 < words.size()) words[i + 1].masked = true;
  }
  std::string out;
  for (const auto& word : words) {
    out += word.masked ? kMask : word.text;
    out += word.blanks;
  }
  return out;
}

}  // namespace

std::string mask_personal_data(std::string_view text) { return mask_numbers(mask_addresses(text)); }

}  // namespace tiski
