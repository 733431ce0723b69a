#include "search/language/finnish_reading.h"

#include <algorithm>

#include "search/language/text.h"

namespace tiski {
namespace {

constexpr std::string_view kPartEnd = "[Bc]";
constexpr std::string_view kBeforePartEnd = "[Bh]";

// Byte offsets in `word` of the inner '=' of a structure, and the word's end; empty when they do not fit together.
std::vector<std::size_t> part_ends(std::string_view structure, std::string_view word) {
  std::vector<std::size_t> ends;
  std::size_t offset = 0;
  for (std::size_t i = 0; i < structure.size(); ++i) {
    if (structure[i] == '=') {
      if (i > 0) ends.push_back(offset);
      continue;
    }
    if (offset == word.size()) return {};
    offset += first_code_points(word.substr(offset), 1).size();
  }
  if (offset != word.size()) return {};
  ends.push_back(offset);
  return ends;
}

std::string_view without_hyphens(std::string_view part) {
  while (part.starts_with('-')) part.remove_prefix(1);
  while (part.ends_with('-')) part.remove_suffix(1);
  return part;
}

// The morpheme that begins the last part of the word: the last one that is no suffix. morphemes.size() if none is.
std::size_t last_stem(const std::vector<Morpheme>& morphemes) {
  std::size_t stem = morphemes.size();
  for (std::size_t i = 0; i < morphemes.size(); ++i) {
    if (!morphemes[i].base.empty() && !morphemes[i].suffix) stem = i;
  }
  return stem;
}

bool is_derived(const std::vector<Morpheme>& morphemes, std::size_t stem) {
  return stem < morphemes.size() && std::any_of(morphemes.begin() + static_cast<std::ptrdiff_t>(stem), morphemes.end(),
                                                [](const Morpheme& morpheme) { return morpheme.suffix; });
}

}  // namespace

std::vector<Morpheme> morphemes(std::string_view word_bases) {
  std::vector<Morpheme> found;
  while (word_bases.starts_with('+')) {
    word_bases.remove_prefix(1);
    const std::size_t surface_end = word_bases.find_first_of("+(");
    Morpheme morpheme{std::string(word_bases.substr(0, surface_end)), "", false};
    word_bases.remove_prefix(std::min(surface_end, word_bases.size()));
    if (word_bases.starts_with('(')) {
      const std::size_t close = std::min(word_bases.find(')'), word_bases.size());
      std::string_view base = word_bases.substr(1, close - 1);
      morpheme.suffix = base.starts_with('+');
      if (morpheme.suffix) base.remove_prefix(1);
      morpheme.base = base;
      std::erase(morpheme.base, '=');
      word_bases.remove_prefix(std::min(close + 1, word_bases.size()));
    }
    found.push_back(std::move(morpheme));
  }
  return found;
}

std::size_t part_count(const Reading& reading) {
  if (reading.structure.empty()) return 1;
  return 1 + static_cast<std::size_t>(std::count(reading.structure.begin() + 1, reading.structure.end(), '='));
}

std::vector<std::string> surface_parts(const Reading& reading, std::string_view word) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (const std::size_t end : part_ends(reading.structure, word)) {
    const std::string_view part = without_hyphens(word.substr(begin, end - begin));
    if (!part.empty()) parts.emplace_back(part);
    begin = end;
  }
  if (parts.empty()) parts.emplace_back(word);
  return parts;
}

std::vector<std::string> part_paths(const Reading& reading, std::size_t parts) {
  std::vector<std::string> paths;
  std::string_view rest = reading.fst;
  while (true) {
    const std::size_t end = rest.find(kPartEnd);
    std::string_view path = rest.substr(0, end);
    if (path.ends_with(kBeforePartEnd)) path.remove_suffix(kBeforePartEnd.size());
    paths.emplace_back(path);
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + kPartEnd.size());
  }
  if (paths.size() != parts) paths.clear();
  return paths;
}

std::string head_base(const Reading& reading, std::string_view word) {
  const std::vector<std::size_t> ends = part_ends(reading.structure, word);
  if (ends.empty()) return {};
  const std::size_t head = ends.size() == 1 ? 0 : ends[ends.size() - 2];
  const std::string base = to_lower(reading.base);
  if (!base.starts_with(to_lower(word.substr(0, head)))) return {};
  return std::string(without_hyphens(std::string_view(base).substr(head)));
}

std::vector<std::string> derivational_bases(const Reading& reading) {
  const std::vector<Morpheme> all = morphemes(reading.word_bases);
  const std::size_t stem = last_stem(all);
  if (!is_derived(all, stem)) return {};
  std::vector<std::string> last_part = {all[stem].base};
  std::string so_far = all[stem].surface;
  for (std::size_t i = stem + 1; i + 1 < all.size(); ++i) {
    if (all[i].suffix) last_part.push_back(so_far + all[i].base);
    so_far += all[i].surface;
  }
  std::string before;
  for (std::size_t i = 0; i < stem; ++i) before += all[i].surface;
  if (before.empty()) return last_part;
  std::vector<std::string> bases = last_part;
  for (const std::string& base : last_part) bases.push_back(before + base);
  return bases;
}

std::string participle_verb(const Reading& reading) {
  if (!reading.participle) return {};
  const std::vector<Morpheme> all = morphemes(reading.word_bases);
  const std::size_t stem = last_stem(all);
  return is_derived(all, stem) ? all[stem].base : std::string();
}

}  // namespace tiski
