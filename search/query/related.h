#pragma once

#include <cstdint>
#include <vector>

#include <xapian.h>

#include "search/index/bitmap.h"
#include "search/query/ranking.h"

namespace tiski {

// Articles of `candidates` that share the words which tell most of article `docid`, best first, at most `count`: an
// ordinary search for its own most telling words, as Xapian's expand set finds them.
std::vector<std::uint32_t> find_similar(const Xapian::Database& db, std::uint32_t docid, const std::string& lang,
                                        const Bitmap& candidates, const Ranking& ranking, std::size_t count);

}  // namespace tiski
