#include "search/query/phrases.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "search/index/snapshot.h"
#include "search/index/text_map.h"
#include "search/language/text.h"

namespace tiski {
namespace {

using Documents = std::vector<std::uint32_t>;

// Reading positions costs a microsecond a document.
constexpr std::size_t kMaxPositionsRead = 5000;

Documents intersect(const Documents& a, const Documents& b) {
  Documents common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
  return common;
}

template <typename T>
void sort_distinct(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// Is there a stretch of positions no longer than the places, and one word between, that has one of each?
bool stand_together(const Xapian::Database& db, std::uint32_t docid,
                    const std::vector<std::vector<std::string>>& places) {
  std::vector<std::vector<Xapian::termpos>> all;
  for (const auto& place : places) all.push_back(term_positions(db, docid, place));
  const auto reach = static_cast<Xapian::termpos>(places.size());
  return std::any_of(all.front().begin(), all.front().end(), [&](Xapian::termpos first) {
    return std::all_of(all.begin() + 1, all.end(), [&](const std::vector<Xapian::termpos>& positions) {
      const auto near = std::lower_bound(positions.begin(), positions.end(), first > reach ? first - reach : 0);
      return near != positions.end() && *near <= first + reach;
    });
  });
}

// Does the text stand at these positions with exactly these forms?
bool stands_at(const TextMap& map, Xapian::termpos position, const std::vector<std::string>& surfaces) {
  for (std::size_t i = 0; i < surfaces.size(); ++i) {
    const auto place = map.find(position + static_cast<Xapian::termpos>(i));
    if (!place) return false;
    const auto form =
        std::string_view(place->part->text).substr(place->span.begin, place->span.end - place->span.begin);
    if (fold(form) != surfaces[i]) return false;
  }
  return true;
}

}  // namespace

std::vector<Xapian::termpos> term_positions(const Xapian::Database& db, std::uint32_t docid,
                                            const std::vector<std::string>& terms) {
  std::vector<Xapian::termpos> positions;
  for (const auto& term : terms) {
    std::copy(db.positionlist_begin(docid, term), db.positionlist_end(docid, term), std::back_inserter(positions));
  }
  if (terms.size() > 1) sort_distinct(positions);
  return positions;
}

std::vector<Xapian::termpos> phrase_positions(const Xapian::Database& db, std::uint32_t docid,
                                              const std::vector<std::vector<std::string>>& places) {
  std::vector<Xapian::termpos> starts;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto positions = term_positions(db, docid, places[i]);
    if (i == 0) {
      starts = positions;
      continue;
    }
    const auto offset = static_cast<Xapian::termpos>(i);
    std::erase_if(starts, [&](Xapian::termpos start) {
      return !std::binary_search(positions.begin(), positions.end(), start + offset);
    });
    if (starts.empty()) break;
  }
  return starts;
}

std::vector<std::uint32_t> documents_with_any(const Xapian::Database& db, const std::vector<std::string>& terms) {
  Documents documents;
  for (const auto& term : terms) {
    std::copy(db.postlist_begin(term), db.postlist_end(term), std::back_inserter(documents));
  }
  if (terms.size() > 1) sort_distinct(documents);
  return documents;
}

std::vector<std::uint32_t> documents_with_all(const Xapian::Database& db,
                                              const std::vector<std::vector<std::string>>& places) {
  Documents common;
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto documents = documents_with_any(db, places[i]);
    common = i == 0 ? std::move(documents) : intersect(common, documents);
    if (common.empty()) break;
  }
  return common;
}

std::vector<std::uint32_t> find_phrase(const Xapian::Database& db,
                                       const std::vector<std::vector<std::string>>& places) {
  auto documents = documents_with_all(db, places);
  std::erase_if(documents, [&](std::uint32_t docid) { return phrase_positions(db, docid, places).empty(); });
  return documents;
}

std::vector<std::uint32_t> find_together(const Xapian::Database& db,
                                         const std::vector<std::vector<std::string>>& places) {
  auto documents = documents_with_all(db, places);
  if (documents.size() > kMaxPositionsRead) return documents;
  std::erase_if(documents, [&](std::uint32_t docid) { return !stand_together(db, docid, places); });
  return documents;
}

std::vector<std::uint32_t> find_exact_phrase(const Xapian::Database& db,
                                             const std::vector<std::vector<std::string>>& places,
                                             const std::vector<std::string>& surfaces,
                                             const std::vector<std::string>& surface_terms,
                                             const std::vector<std::uint32_t>* among) {
  std::vector<std::vector<std::string>> required;
  for (const auto& term : surface_terms) required.push_back({term});
  auto documents = documents_with_all(db, required);
  if (among != nullptr) documents = intersect(documents, *among);
  if (places.size() == 1) return documents;  // the term says it all
  std::erase_if(documents, [&](std::uint32_t docid) {
    const auto starts = phrase_positions(db, docid, places);
    if (starts.empty()) return true;
    const auto map = Snapshot::text_map(db, docid);
    return std::none_of(starts.begin(), starts.end(),
                        [&](Xapian::termpos start) { return stands_at(map, start, surfaces); });
  });
  return documents;
}

}  // namespace tiski
