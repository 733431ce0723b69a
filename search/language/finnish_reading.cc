#include "search/language/finnish_reading.h"

#include <algorithm>
#include <utility>

#include "search/language/text.h"

namespace tiski {
namespace {

constexpr std::size_t kNoLimit = static_cast<std::size_t>(-1);

// Tags of FSTOUTPUT, as the lexicon of voikko-fi 2.5 writes them.
constexpr std::string_view kPartEnd = "[Bc]";
constexpr std::string_view kVerb = "[Lt]";
constexpr std::string_view kNegation = "[Re]";  // "vaatimaton" means the contrary of its verb
constexpr std::string_view kPotential = "[Tm]";
constexpr std::string_view kImperative = "[Tk]";
constexpr std::string_view kInstructive = "[Sin]";
constexpr std::string_view kPossessive = "[O";  // [O1y] … [O3]
constexpr std::string_view kDerived = "[Xj]";

bool has_tag(const Reading& reading, std::string_view tag) { return reading.fst.find(tag) != std::string::npos; }

// Each mark counts once. Weighed on the Finnish dependency treebank TDT: the first of several readings is the
// treebank's .80 of the time, against .68 in Voikko's own order.
int unlikeliness(const Reading& reading, std::string_view lower_word) {
  int marks = 0;
  if (reading.word_class == WordClass::kAdverb) marks -= 2;
  if (reading.word_class == WordClass::kName) ++marks;
  if (to_lower(reading.base) == lower_word) --marks;
  for (const std::string_view tag : {kPotential, kImperative, kInstructive, kPossessive, kDerived}) {
    if (has_tag(reading, tag)) ++marks;
  }
  if (has_tag(reading, "[R")) ++marks;
  return marks;
}

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

// Takes "[Tag]" from the front of a path; empty where none stands there.
std::string_view take_tag(std::string_view& path) {
  const std::size_t close = path.find(']');
  if (!path.starts_with('[') || close == std::string_view::npos) return {};
  const std::string_view tag = path.substr(0, close + 1);
  path.remove_prefix(tag.size());
  return tag;
}

// Takes the text before the next tag.
std::string_view take_text(std::string_view& path) {
  const std::string_view text = path.substr(0, path.find('['));
  path.remove_prefix(text.size());
  return text;
}

std::vector<std::string_view> part_paths(std::string_view fst) {
  std::vector<std::string_view> paths;
  while (!fst.empty()) {
    const std::size_t end = std::min(fst.find(kPartEnd), fst.size());
    paths.push_back(fst.substr(0, end));
    fst.remove_prefix(std::min(end + kPartEnd.size(), fst.size()));
  }
  return paths;
}

template <typename Predicate>
void drop_unless_all(std::vector<Reading>& readings, const Predicate& unwanted) {
  if (!std::all_of(readings.begin(), readings.end(), unwanted)) std::erase_if(readings, unwanted);
}

}  // namespace

std::vector<Stage> stages(std::string_view path) {
  std::vector<Stage> found;
  std::string surface;
  std::string_view suffix;  // as it begins: "v" of "[Ll]v[Xj]a", a participle that Voikko does not call one
  bool verb = false;
  bool participle = false;
  while (!path.empty()) {
    const std::string_view tag = take_tag(path);
    const std::string_view text = take_text(path);
    if (tag.empty() && text.empty()) break;  // a lone bracket: no path of Voikko's
    if (tag == "[Xp]") {
      found.push_back({std::string(text), verb, false});
      std::erase(found.back().base, '=');
      continue;
    }
    if (tag == kDerived) {
      const bool from_verb = !found.empty() && found.back().verb && !verb;
      found.push_back({surface + std::string(text), verb, from_verb && (participle || suffix == "v" || suffix == "m")});
      participle = false;
      continue;
    }
    if (tag.starts_with("[X") && tag != "[X]") continue;  // how the word is to be written
    if (tag.starts_with("[L")) {
      verb = tag == kVerb;
      suffix = text;
    }
    participle = participle || (tag.starts_with("[R") && tag != kNegation);
    surface += text;
  }
  return found;
}

std::string participle_verb(const std::vector<Stage>& word) {
  if (word.size() < 2 || !word.back().participle) return {};
  return word[word.size() - 2].base;
}

std::size_t part_count(const Reading& reading) {
  if (reading.structure.empty()) return 1;
  return 1 + static_cast<std::size_t>(std::count(reading.structure.begin() + 1, reading.structure.end(), '='));
}

Anatomy take_apart(const Reading& reading, std::string_view word) {
  Anatomy anatomy;
  std::size_t begin = 0;
  std::size_t head = 0;
  for (const std::size_t end : part_ends(reading.structure, word)) {
    const std::string_view part = without_hyphens(word.substr(begin, end - begin));
    if (!part.empty()) {
      anatomy.surfaces.emplace_back(part);
      head = begin;
    }
    begin = end;
  }
  if (anatomy.surfaces.empty()) anatomy.surfaces.emplace_back(word);
  anatomy.before = to_lower(word.substr(0, head));
  const std::string base = to_lower(reading.base);
  if (base.starts_with(anatomy.before)) anatomy.head = without_hyphens(std::string_view(base).substr(head));

  const std::vector<std::string_view> paths = part_paths(reading.fst);
  if (!paths.empty()) anatomy.last = stages(paths.back());
  if (paths.size() != anatomy.surfaces.size()) return anatomy;
  for (const std::string_view path : paths) anatomy.parts.push_back(stages(path));
  return anatomy;
}

std::vector<Reading> likeliest_first(std::vector<Reading> readings, std::string_view word) {
  const std::string lower = to_lower(word);
  std::size_t fewest = kNoLimit;
  for (const Reading& reading : readings) fewest = std::min(fewest, part_count(reading));
  drop_unless_all(readings, [fewest](const Reading& reading) { return part_count(reading) > fewest; });
  drop_unless_all(readings, [](const Reading& reading) { return has_tag(reading, kPotential); });
  if (word == lower) {
    drop_unless_all(readings, [](const Reading& reading) { return reading.word_class == WordClass::kName; });
  }

  std::vector<std::pair<int, Reading>> ranked;
  for (Reading& reading : readings) {
    const int rank = unlikeliness(reading, lower);
    ranked.emplace_back(rank, std::move(reading));
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  readings.clear();
  for (auto& [rank, reading] : ranked) readings.push_back(std::move(reading));
  return readings;
}

}  // namespace tiski
