#include "search/language/forms.h"

#include <algorithm>

#include "search/language/text.h"

namespace tiski {
namespace {

constexpr std::size_t kMaxLettersBytes = 4 * kMaxLetters;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool is_too_long(std::string_view word) {
  return word.size() > kMaxLetters && (word.size() > kMaxLettersBytes || code_point_count(word) > kMaxLetters);
}

WordForms forms_of_long_word(std::string_view word) {
  WordForms forms;
  forms.surface = kept_form(fold(first_code_points(word.substr(0, kMaxLettersBytes), kMaxLetters)));
  forms.lemmas.push_back(forms.surface);
  return forms;
}

std::string kept_form(std::string_view folded) {
  std::size_t size = std::min(folded.size(), kMaxFormBytes);
  while (size > 0 && size < folded.size() && (static_cast<unsigned char>(folded[size]) & 0xC0U) == 0x80U) --size;
  return std::string(folded.substr(0, size));
}

bool contains(const std::vector<std::string>& forms, std::string_view form) {
  return std::find(forms.begin(), forms.end(), form) != forms.end();
}

void add_form(std::vector<std::string>& forms, std::string_view word) {
  std::string form = kept_form(fold(word));
  if (!form.empty() && !contains(forms, form)) forms.push_back(std::move(form));
}

std::vector<std::string> four_grams(std::string_view word) {
  constexpr std::size_t kLength = 4;
  const std::string framed = '^' + std::string(word) + '$';
  std::vector<std::string> grams;
  for (std::string_view rest = framed; !rest.empty(); rest.remove_prefix(first_code_points(rest, 1).size())) {
    const std::string_view gram = first_code_points(rest, kLength);
    if (code_point_count(gram) < kLength) break;
    if (!contains(grams, gram)) grams.emplace_back(gram);
  }
  return grams;
}

std::vector<std::string_view> pieces_of(std::string_view word) {
  std::vector<std::string_view> pieces;
  const auto take = [&pieces](std::string_view piece) {
    if (code_point_count(piece) > 1) pieces.push_back(piece);
  };
  std::size_t begin = 0;
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    const bool joiner = word[i] == '-' || word[i] == '.' || word[i] == ':';
    if (!joiner || (word[i] != '-' && is_digit(word[i - 1]) && is_digit(word[i + 1]))) continue;
    take(word.substr(begin, i - begin));
    begin = i + 1;
  }
  if (begin == 0) return {word};
  take(word.substr(begin));
  return pieces;
}

}  // namespace tiski
