#include "search/query/term_lookup.h"

#include <algorithm>
#include <utility>

namespace tiski {
namespace {

// So many terms of a prefix are looked at: three letters of a large vocabulary begin tens of thousands.
constexpr std::size_t kMaxPrefixTerms = 20000;

}  // namespace

std::vector<std::string> TermLookup::present(Field field, const std::vector<std::string>& texts) const {
  std::vector<std::string> terms;
  for (const auto& text : texts) {
    auto term = make_term(field, lang_, text);
    if (reader_->frequency(term) > 0) terms.push_back(std::move(term));
  }
  return terms;
}

std::vector<std::vector<std::string>> TermLookup::places(const std::vector<std::vector<std::string>>& words) const {
  std::vector<std::vector<std::string>> places;
  for (const auto& lemmas : words) {
    places.push_back(present(Field::kWord, lemmas));
    if (places.back().empty()) return {};
  }
  return places;
}

std::vector<std::string> TermLookup::with_prefix(std::initializer_list<Field> fields, std::string_view prefix,
                                                 std::size_t limit) const {
  std::vector<std::pair<Xapian::doccount, std::string>> found;
  const auto& db = reader_->db();
  for (const auto field : fields) {
    const auto start = make_term(field, lang_, prefix);
    std::size_t seen = 0;
    for (auto it = db.allterms_begin(start); it != db.allterms_end(start) && seen < kMaxPrefixTerms; ++it, ++seen) {
      found.emplace_back(it.get_termfreq(), *it);
    }
  }
  const auto kept = std::min(limit, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(), std::greater<>());
  std::vector<std::string> terms;
  for (std::size_t i = 0; i < kept; ++i) terms.push_back(std::move(found[i].second));
  return terms;
}

}  // namespace tiski
