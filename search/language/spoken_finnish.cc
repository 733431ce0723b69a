#include "search/language/spoken_finnish.h"

#include <initializer_list>

namespace tiski {
namespace {

// 'A' stands for a or ä, 'O' for o or ö, 'U' for u or y, as the word's vowels ask for.
struct Change {
  std::string_view spoken;
  std::string_view written;
};

// What is left out at the end of a word.
constexpr Change kEndings[] = {
    {"ks", "ksi"},        // paremmaks
    {"ks", "kO"},         // voinks, meniks
    {"tAis", "tAisiin"},  // voitais
    {"s", "si"},          // sanois
    {"s", "ssA"},         // kassas
    {"st", "stA"},        // kassast
    {"lt", "ltA"},        // tiskilt
    {"l", "llA"},         // tiskil
    {"nU", "nUt"},        // sanonu
    {"lU", "lUt"},        // tullu
    {"rU", "rUt"},        // purru
    {"sU", "sUt"},        // päässy
    {"AAn", "AmAAn"},     // valittaan
    {"een", "emAAn"},     // hakeen
    {"oon", "omAAn"},     // kysymään
    {"uun", "umAAn"},    {"yyn", "ymAAn"}, {"iin", "imAAn"},
};

// What is worn down inside of a word, at its last place there.
constexpr Change kInside[] = {
    {"tt", "ts"},                        // kattoo
    {"ee", "eA"},                        // oikeessa, henkee
    {"oo", "oa"},                        // eroo
    {"öö", "öä"},                        // mökööt
    {"uu", "ua"},                        // haluut
    {"yy", "yä"},                        // pyyhkyy
    {"ii", "iA"},                        // asiallisii
    {"Anen", "Ainen"},                   // punanen
    {"Onen", "Oinen"}, {"Ase", "Aise"},  // vammasesta
    {"Ast", "Aist"},                     // erilasta
    {"Asi", "Aisi"},                     // punasia
    {"ot", "oit"},                       // tarkottaa
    {"öt", "öit"},                       // jäykistöttää
    {"hA", "hdA"},                       // tehä
    {"he", "hde"},                       // lähen
};

bool has_back_vowel(std::string_view word) { return word.find_first_of("aou") != std::string_view::npos; }

std::string in_harmony(std::string_view text, bool back) {
  std::string written;
  for (const char c : text) {
    switch (c) {
      case 'A':
        written += back ? "a" : "ä";
        break;
      case 'O':
        written += back ? "o" : "ö";
        break;
      case 'U':
        written += back ? "u" : "y";
        break;
      default:
        written += c;
    }
  }
  return written;
}

std::string replaced(std::string_view word, std::size_t at, std::size_t length, std::string_view with) {
  return std::string(word.substr(0, at)) + std::string(with) + std::string(word.substr(at + length));
}

}  // namespace

std::vector<std::string> written_finnish(std::string_view spoken) {
  constexpr std::size_t kShortestBeginning = 2;  // bytes before what is changed
  constexpr std::size_t kMostGuesses = 12;
  std::vector<std::string> guesses;
  const bool back = has_back_vowel(spoken);
  const auto change = [&](const Change& one, std::size_t at, std::size_t length) {
    if (at == std::string_view::npos || at < kShortestBeginning || guesses.size() == kMostGuesses) return;
    guesses.push_back(replaced(spoken, at, length, in_harmony(one.written, back)));
  };
  for (const Change& one : kInside) {
    const auto worn = in_harmony(one.spoken, back);
    change(one, spoken.rfind(worn), worn.size());
  }
  for (const Change& one : kEndings) {
    const auto ending = in_harmony(one.spoken, back);
    if (spoken.ends_with(ending)) change(one, spoken.size() - ending.size(), ending.size());
  }
  return guesses;
}

}  // namespace tiski
