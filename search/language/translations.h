#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "search/language/freedict.h"

namespace tiski {

// Lemmas that an index knows, per language, ascending.
using Vocabularies = std::map<std::string, std::vector<std::string>>;

// "fi>en" → word → words in the other language, the likeliest first, at most kMaxTranslations. All are lemmas; those of
// the other language stand in its vocabulary, the word itself need not: it may be asked all the same.
using WordTable = std::map<std::string, std::map<std::string, std::vector<std::string>>>;

struct DictionaryWords {
  WordTable table;    // word for word
  WordTable phrases;  // where either side has several words, their lemmas joined by spaces: "opaskoira" → "guid dog"
  // The dictionaries read and their editions: "FreeDict eng-fin 2022.11.18, …". Empty: none is installed.
  std::string dictionaries;
};

inline constexpr std::size_t kMaxTranslations = 4;

// What stands for the words of the vocabularies in Debian's FreeDict dictionaries: fi–en, fi–sv, and en–sv by way of
// Finnish. Stop words are left out. A vocabulary may be empty: its language can be asked in. Takes about .6 s.
// An empty `folder` has none. Throws Error when an installed dictionary is damaged.
DictionaryWords translate_vocabularies(const Vocabularies& vocabularies,
                                       const std::filesystem::path& folder = FreeDict::kFolder);

}  // namespace tiski
