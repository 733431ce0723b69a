#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/language/voikko.h"

namespace tiski {

// What Voikko's strings say of a reading. Pure functions: no dictionary is asked.

// A piece of WORDBASES: "palveli(palvella)", "ja(+ja)", "epä".
struct Morpheme {
  std::string surface;
  std::string base;     // without '='; empty where Voikko gives none
  bool suffix = false;  // the base is a derivational suffix
  bool operator==(const Morpheme&) const = default;
};
std::vector<Morpheme> morphemes(std::string_view word_bases);

// How many parts the reading takes the word apart into; 1 for a word that is no compound.
std::size_t part_count(const Reading& reading);

// The word cut at the inner '=' of STRUCTURE, hyphens at the cuts left out: {"asiakas", "palvelijan"}. One element for
// a word that is no compound, and where structure and word do not fit together.
std::vector<std::string> surface_parts(const Reading& reading, std::string_view word);

// FSTOUTPUT of each part of a compound, as the part would have it alone; as many as surface_parts() or none.
std::vector<std::string> part_paths(const Reading& reading, std::size_t parts);

// BASEFORM from the last '=': "palvelija". Empty where the modifiers are inflected too ("kahdellekymmenelle").
std::string head_base(const Reading& reading, std::string_view word);

// Words that the reading's word is derived from, the root first: "esteettömyys" → {"este", "esteetön"}; those of the
// last part of a compound alone ("palvella") and with the parts before it ("kuulovamma"). They are put together from
// WORDBASES, so some are no words at all: ask the dictionary.
std::vector<std::string> derivational_bases(const Reading& reading);

// The verb of a participle ("lukea" of "lukenut"), of the last part in a compound; empty for others.
std::string participle_verb(const Reading& reading);

}  // namespace tiski
