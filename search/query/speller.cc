#include "search/query/speller.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "search/index/schema.h"
#include "search/query/edit_cost.h"

namespace tiski {
namespace {

constexpr std::size_t kMaxVocabulary = 200000;
constexpr std::size_t kHashedLetters = 7;
constexpr std::size_t kMinLetters = 4;
constexpr int kMaxEdits = 2;
constexpr double kFrequencyWeight = 0.06;  // of the log of the number of articles, against the cost of edits

// The dearest slip that is believed in a word of so many letters. In shorter words two ordinary edits make another
// word: of 7,000 real misspellings hardly any, of valid words that are not in the index most.
double dearest_slip(std::size_t letters, Slips slips) {
  if (slips == Slips::kLikeliest) return letters < 5 ? 0 : letters < 8 ? 0.6 : 0.75;
  return letters < 5 ? 1.25 : letters < 8 ? 1.45 : letters < 10 ? 1.75 : 2.1;
}

std::uint32_t hash_of(std::u32string_view letters) {
  std::uint32_t hash = 2166136261u;  // FNV-1a over code points
  for (const auto letter : letters) hash = (hash ^ static_cast<std::uint32_t>(letter)) * 16777619u;
  return hash;
}

void add_deletes(const std::u32string& letters, int edits, std::vector<std::uint32_t>& hashes) {
  hashes.push_back(hash_of(letters));
  if (edits == 0) return;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    auto shorter = letters;
    shorter.erase(i, 1);
    add_deletes(shorter, edits - 1, hashes);
  }
}

// The hashes of the word's beginning with up to two letters left out.
std::vector<std::uint32_t> delete_hashes(std::u32string_view letters) {
  std::vector<std::uint32_t> hashes;
  add_deletes(std::u32string(letters.substr(0, kHashedLetters)), kMaxEdits, hashes);
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  return hashes;
}

std::u32string remove_dots(std::u32string letters) {
  for (auto& letter : letters) {
    if (letter == U'ä' || letter == U'å') letter = U'a';
    if (letter == U'ö') letter = U'o';
  }
  return letters;
}

bool has_digit(std::u32string_view letters) {
  return std::any_of(letters.begin(), letters.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; });
}

bool is_spellable(std::u32string_view letters) {
  return letters.size() >= kMinLetters && letters.size() <= kMaxSpelledLetters && !has_digit(letters);
}

// What a form's frequency makes up for.
double bonus(std::size_t articles) { return kFrequencyWeight * std::log(static_cast<double>(articles)); }

struct Scored {
  double cost;
  std::uint32_t form;
  bool operator<(const Scored& other) const { return cost != other.cost ? cost < other.cost : form < other.form; }
};

}  // namespace

Speller::Speller(const Xapian::Database& db, std::string_view lang) {
  read_vocabulary(db, lang);
  for (std::uint32_t i = 0; i < forms_.size(); ++i) {
    for (const auto hash : delete_hashes(forms_[i].letters)) by_delete_.push_back({hash, i});
    const auto plain = remove_dots(forms_[i].letters);
    if (plain != forms_[i].letters) without_dots_.push_back({hash_of(plain), i});
  }
  const auto by_hash = [](const Entry& a, const Entry& b) {
    return std::pair(a.hash, a.form) < std::pair(b.hash, b.form);
  };
  std::sort(by_delete_.begin(), by_delete_.end(), by_hash);
  std::sort(without_dots_.begin(), without_dots_.end(), by_hash);
  by_delete_.shrink_to_fit();
}

void Speller::read_vocabulary(const Xapian::Database& db, std::string_view lang) {
  const auto prefix = make_term(Field::kSurface, lang, "");
  for (auto it = db.allterms_begin(prefix); it != db.allterms_end(prefix); ++it) {
    auto text = (*it).substr(prefix.size());
    auto letters = to_code_points(text);
    if (!is_spellable(letters)) continue;
    forms_.push_back({std::move(text), std::move(letters), it.get_termfreq()});
  }
  if (forms_.size() > kMaxVocabulary) {
    std::nth_element(forms_.begin(), forms_.begin() + kMaxVocabulary, forms_.end(),
                     [](const Form& a, const Form& b) { return a.articles > b.articles; });
    forms_.resize(kMaxVocabulary);
  }
  std::sort(forms_.begin(), forms_.end(), [](const Form& a, const Form& b) { return a.text < b.text; });
}

std::vector<std::uint32_t> Speller::forms_with(const std::vector<Entry>& entries, std::uint32_t hash) const {
  std::vector<std::uint32_t> forms;
  auto it = std::lower_bound(entries.begin(), entries.end(), hash,
                             [](const Entry& entry, std::uint32_t wanted) { return entry.hash < wanted; });
  for (; it != entries.end() && it->hash == hash; ++it) forms.push_back(it->form);
  return forms;
}

std::vector<std::string> Speller::near_words(std::string_view word, std::size_t count, Slips slips) const {
  const auto letters = to_code_points(word);
  if (!is_spellable(letters)) return {};
  std::vector<std::uint32_t> candidates;
  for (const auto hash : delete_hashes(letters)) {
    const auto forms = forms_with(by_delete_, hash);
    candidates.insert(candidates.end(), forms.begin(), forms.end());
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  std::vector<Scored> scored;
  for (const auto form : candidates) {
    const auto cost = edit_cost(letters, forms_[form].letters, kMaxEdits);
    if (!cost || *cost > dearest_slip(letters.size(), slips)) continue;
    if (*cost == 0) return {};
    scored.push_back({*cost - bonus(forms_[form].articles), form});
  }
  std::sort(scored.begin(), scored.end());
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(count, scored.size()); ++i) words.push_back(forms_[scored[i].form].text);
  return words;
}

std::vector<std::string> Speller::near_beginnings(std::string_view word, std::size_t count) const {
  const auto letters = to_code_points(word);
  if (!is_spellable(letters)) return {};
  std::vector<Scored> scored;
  for (std::uint32_t i = 0; i < forms_.size(); ++i) {
    const auto& form = forms_[i].letters;
    // One slip never changes both of the first two letters, unless it swaps them.
    if (form[0] != letters[0] && form[1] != letters[1] && !(form[0] == letters[1] && form[1] == letters[0])) continue;
    const auto cost = prefix_edit_cost(letters, form, 1);
    if (cost) scored.push_back({*cost - bonus(forms_[i].articles), i});
  }
  const auto kept = std::min(count, scored.size());
  std::partial_sort(scored.begin(), scored.begin() + static_cast<std::ptrdiff_t>(kept), scored.end());
  std::vector<std::string> words;
  for (std::size_t i = 0; i < kept; ++i) words.push_back(forms_[scored[i].form].text);
  return words;
}

std::size_t Speller::articles_with(std::string_view form) const {
  const auto found = std::lower_bound(forms_.begin(), forms_.end(), form,
                                      [](const Form& one, std::string_view text) { return one.text < text; });
  return found != forms_.end() && found->text == form ? found->articles : 0;
}

std::vector<std::string> Speller::with_dots(std::string_view word, std::size_t count) const {
  const auto letters = to_code_points(word);
  std::vector<std::pair<std::size_t, std::uint32_t>> found;
  for (const auto form : forms_with(without_dots_, hash_of(letters))) {
    if (remove_dots(forms_[form].letters) == letters) found.emplace_back(forms_[form].articles, form);
  }
  std::sort(found.begin(), found.end(), std::greater<>());
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(count, found.size()); ++i) words.push_back(forms_[found[i].second].text);
  return words;
}

}  // namespace tiski
