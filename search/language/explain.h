#pragma once

#include <string>
#include <string_view>

#include "search/language/analyzer.h"

namespace tiski {

// How a text is analysed, word by word, for a trainer who asks why an article is found or not. Plain text in English,
// the same every time, with a line break at its end:
//
//   fi, finnish 1; libvoikko 4.3.1, voikko-fi 2.5; snowball 2
//
//   1. kuulovammaiselle
//      found as      kuulovammainen
//      by its parts  kuulo, vammainen
//      derived from  vamma, kuulovamma
//
// Only the first 1,000 words are explained; a last line says so.
std::string explain(std::string_view text, Analyzer& analyzer);

}  // namespace tiski
