#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/language/analyzer.h"

namespace tiski {

// The pieces that analysers build WordForms of.

// No word of any language: only its surface is kept.
inline constexpr std::size_t kMaxLetters = 100;
bool is_too_long(std::string_view word);
WordForms forms_of_long_word(std::string_view word);

// A folded form as it is kept: cut at a code point border so that it has at most kMaxFormBytes.
std::string kept_form(std::string_view folded);

// Appends the kept form of `word`, folded, unless it is empty or there already.
void add_form(std::vector<std::string>& forms, std::string_view word);

bool contains(const std::vector<std::string>& forms, std::string_view form);

// The 4-grams of ^word$: "hsl" → {"^hsl", "hsl$"}. The word is folded.
std::vector<std::string> four_grams(std::string_view word);

// A word cut at the - . : inside it, but not between the digits of a number: "wifi-verkko" → {"wifi", "verkko"}.
// One element where there is nothing to cut. Pieces of one letter are left out.
std::vector<std::string_view> pieces_of(std::string_view word);

}  // namespace tiski
