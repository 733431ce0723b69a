#pragma once

#include <string_view>
#include <unordered_set>

namespace tiski {

// Folded words that carry next to no meaning in a query: pronouns, question words, auxiliaries in the forms in which
// questions have them, conjunctions and particles. Written by judgement for questions at a service desk, not counted
// from a corpus. Empty for languages without a list. Built once; thread safe.
const std::unordered_set<std::string_view>& stop_words(std::string_view lang);

// Is it one, whatever its case?
bool is_stop_word_of(std::string_view lang, std::string_view word);

// Is it one of those stop words that still say a little: what is wanted, allowed, denied or much? In a question they
// weigh, but no article must have them. Chosen by measuring: docs/search-quality.md.
bool is_light_word_of(std::string_view lang, std::string_view word);

}  // namespace tiski
