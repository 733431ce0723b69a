#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/language/voikko.h"

namespace tiski {

// What Voikko's strings say of a reading. Pure functions: no dictionary is asked.

// A word on the way from its root to the form that was read: "este" → "esteetön" → "esteettömyys".
struct Stage {
  std::string base;
  bool verb = false;
  bool participle = false;  // of the verb before it
  bool operator==(const Stage&) const = default;
};

// The stages of a word by its path through the lexicon (FSTOUTPUT), the root first. WORDBASES tells less: it has no
// base forms of the stages between. Empty for words without a base form (numbers, prefixes such as "epä").
//   "[Lt][Xp]palvella[X]palvel[Ln][Xj]u[X]u[Sn][Ny]" → {palvella, palvelu}
std::vector<Stage> stages(std::string_view path);

// The verb of a participle ("lukea" of "lukenut"); empty for all else.
std::string participle_verb(const std::vector<Stage>& word);

// How many parts the reading takes the word apart into; 1 for a word that is no compound.
std::size_t part_count(const Reading& reading);

// A word taken apart.
struct Anatomy {
  // The word cut at the inner '=' of STRUCTURE, hyphens at the cuts left out: {"asiakas", "palvelijan"}. One element
  // for a word that is no compound, and where structure and word do not fit together.
  std::vector<std::string> surfaces;
  // The stages of each part. Empty when the lexicon has the compound as one word, so that nothing is known of them.
  std::vector<std::vector<Stage>> parts;
  // The stages of the last part, or of the whole word where `parts` is empty.
  std::vector<Stage> last;
  // BASEFORM from the last '=': "palvelija". Empty where the modifiers are inflected too ("kahdellekymmenelle").
  std::string head;
  // What stands before the last part, in lower case: "asiakas".
  std::string before;
};
Anatomy take_apart(const Reading& reading, std::string_view word);

// The readings worth keeping, the likeliest first: those with the fewest parts ("asiakas|ta", not "asia|kasta"), and no
// potential mood and, in lower case, no name where there is another. Without frequencies, by marks that make a reading
// unlikely. Always in the same order.
std::vector<Reading> likeliest_first(std::vector<Reading> readings, std::string_view word);

}  // namespace tiski
