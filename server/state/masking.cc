#include "server/state/masking.h"

#include <cctype>
#include <vector>

namespace tiski {
namespace {

constexpr std::string_view kMask = "…";
constexpr std::size_t kDigitsThatPoint = 4;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }
bool joins_digits(char c) { return std::string_view(" -+./()").find(c) != std::string_view::npos; }

constexpr std::size_t kJoiners = 2;  // at most, between two digits: "(09) 4711"

// From `begin` on, the end of a run of digits with joiners between them; counts the digits.
std::size_t digit_run_end(std::string_view text, std::size_t begin, std::size_t& digits) {
  std::size_t end = begin;
  digits = 0;
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      ++digits;
      end = i + 1;
    } else if (!joins_digits(text[i]) || i >= end + kJoiners) {
      break;
    }
  }
  return end;
}

// The letters and digits around a run belong to it: "131052-308T", "FI21 1234".
std::size_t word_end(std::string_view text, std::size_t from) {
  while (from < text.size() && std::isalnum(static_cast<unsigned char>(text[from])) != 0) ++from;
  return from;
}

std::string mask_numbers(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      out += text[i++];
      continue;
    }
    std::size_t digits = 0;
    const auto end = digit_run_end(text, i, digits);
    if (digits < kDigitsThatPoint) {
      out += text.substr(i, end - i);
      i = end;
      continue;
    }
    while (!out.empty() && std::isalnum(static_cast<unsigned char>(out.back())) != 0) out.pop_back();
    out += kMask;
    i = word_end(text, end);
  }
  return out;
}

std::string mask_addresses(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t size = 0;
    while (size < text.size() && !is_blank(text[size])) ++size;
    const auto word = text.substr(0, size);
    out += word.find('@') == std::string_view::npos ? word : kMask;
    text.remove_prefix(size);
    while (!text.empty() && is_blank(text.front())) {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace

std::string mask_personal_data(std::string_view text) { return mask_numbers(mask_addresses(text)); }

}  // namespace tiski
