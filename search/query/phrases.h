#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <xapian.h>

namespace tiski {

// Positions of any of the terms in one document, ascending and distinct. Terms that the document lacks add nothing.
std::vector<Xapian::termpos> term_positions(const Xapian::Database& db, std::uint32_t docid,
                                            const std::vector<std::string>& terms);

// Positions at which the words begin that stand in a row, one of each place's terms after another.
std::vector<Xapian::termpos> phrase_positions(const Xapian::Database& db, std::uint32_t docid,
                                              const std::vector<std::vector<std::string>>& places);

// Documents with any of the terms, ascending.
std::vector<std::uint32_t> documents_with_any(const Xapian::Database& db, const std::vector<std::string>& terms);

// Documents in which the words stand in a row, ascending.
std::vector<std::uint32_t> find_phrase(const Xapian::Database& db, const std::vector<std::vector<std::string>>& places);

// Documents that have one word of each place anywhere, ascending.
std::vector<std::uint32_t> documents_with_all(const Xapian::Database& db,
                                              const std::vector<std::vector<std::string>>& places);

// Documents in which one word of each place stands close together in any order, or inside one compound, ascending.
// Where more than some thousand have all of the words, all of them.
std::vector<std::uint32_t> find_together(const Xapian::Database& db,
                                         const std::vector<std::vector<std::string>>& places);

// As find_phrase, but the text must have exactly these surface forms (folded) there. `surface_terms` are their terms;
// `among`: null, or the only documents that are of interest, ascending.
std::vector<std::uint32_t> find_exact_phrase(const Xapian::Database& db,
                                             const std::vector<std::vector<std::string>>& places,
                                             const std::vector<std::string>& surfaces,
                                             const std::vector<std::string>& surface_terms,
                                             const std::vector<std::uint32_t>* among = nullptr);

}  // namespace tiski
