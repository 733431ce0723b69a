#include "search/query/snippets.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "search/language/text.h"

namespace tiski {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::size_t kLeadCodePoints = 40;  // before the first match, where its sentence begins too far off
constexpr double kHeadingBonus = 1.5;        // a word in the heading, beside one in the text
constexpr double kFurtherSection = 0.5;      // further sections say at least this share of what the best one says
constexpr double kRepetition = 0.1;
constexpr std::uint32_t kNearby = 5;  // positions
constexpr double kNearby_bonus = 0.3;

std::size_t body_begin(const TextMap::Part& part) {
  if (part.kind != TextMap::PartKind::kSection || part.title.empty()) return 0;
  return std::min(part.title.size() + 1, part.text.size());
}

bool is_sentence_end(std::string_view text, std::size_t at) {
  if (text[at] == '\n') return true;
  const bool stop = text[at] == '.' || text[at] == '!' || text[at] == '?';
  return stop && at + 1 < text.size() && (text[at + 1] == ' ' || text[at + 1] == '\n');
}

// Steps back `count` code points.
std::size_t code_points_before(std::string_view text, std::size_t at, std::size_t count) {
  while (at > 0 && count > 0) {
    --at;
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) --count;
  }
  return at;
}

struct Cut {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The first and last of the marks that tell most within one snippet.
Cut best_cluster(std::string_view text, const std::vector<Mark>& marks, const std::vector<double>& rarity,
                 std::size_t length) {
  Cut best{marks.front().begin, marks.front().end};
  double best_score = -1;
  for (std::size_t first = 0; first < marks.size(); ++first) {
    const auto limit =
        marks[first].begin + first_code_points(text.substr(marks[first].begin), length - kLeadCodePoints).size();
    std::vector<std::size_t> seen;
    double score = 0;
    std::size_t end = marks[first].end;
    for (std::size_t i = first; i < marks.size() && marks[i].end <= limit; ++i) {
      const bool is_new = std::find(seen.begin(), seen.end(), marks[i].word) == seen.end();
      if (is_new) seen.push_back(marks[i].word);
      score += rarity[marks[i].word] * (is_new ? 1 : kRepetition);
      end = marks[i].end;
    }
    if (score > best_score) {
      best_score = score;
      best = {marks[first].begin, end};
    }
  }
  return best;
}

std::size_t choose_begin(std::string_view text, const Cut& cluster, std::size_t room) {
  const auto earliest = code_points_before(text, cluster.begin, room);
  if (earliest == 0) return 0;
  for (std::size_t at = cluster.begin; at > earliest; --at) {
    if (is_sentence_end(text, at - 1)) return text[at] == ' ' ? at + 1 : at;
  }
  auto at = code_points_before(text, cluster.begin, std::min(room, kLeadCodePoints));
  while (at < cluster.begin && text[at] != ' ' && text[at] != '\n') ++at;
  return std::min(at + 1, cluster.begin);
}

std::size_t choose_end(std::string_view text, std::size_t begin, const Cut& cluster, std::size_t length) {
  const auto latest = begin + first_code_points(text.substr(begin), length).size();
  if (latest >= text.size()) return text.size();
  const auto middle = std::max(cluster.end, begin + (latest - begin) * 6 / 10);
  for (auto at = latest; at > middle; --at) {
    if (is_sentence_end(text, at - 1)) return text[at - 1] == '\n' ? at - 1 : at;
  }
  auto at = latest;
  while (at > cluster.end && text[at] != ' ' && text[at] != '\n') --at;
  return std::max(at, cluster.end);
}

// A section, a title… with what matches in it.
struct Candidate {
  const TextMap::Part* part;
  std::vector<Mark> marks;  // in the text after the heading
  double score = 0;
};

class SectionScore {
 public:
  explicit SectionScore(const std::vector<double>& rarity)
      : rarity_(rarity), of_word_(rarity.size()), last_(rarity.size()) {}

  void add(const Occurrence& occurrence, bool in_heading) {
    const double value = rarity_[occurrence.word] * strength_of(occurrence.how) * (in_heading ? kHeadingBonus : 1);
    of_word_[occurrence.word] = std::max(of_word_[occurrence.word], value);
    repeated_ += kRepetition * rarity_[occurrence.word];
    last_[occurrence.word] = occurrence.position;
    if (occurrence.word > 0 && last_[occurrence.word - 1] != 0 &&
        occurrence.position - last_[occurrence.word - 1] <= kNearby) {
      nearby_ = std::max(nearby_, kNearby_bonus * (rarity_[occurrence.word] + rarity_[occurrence.word - 1]));
    }
  }

  double total() const {
    double sum = nearby_ + std::log1p(repeated_);
    for (const double value : of_word_) sum += value;
    return sum;
  }

 private:
  const std::vector<double>& rarity_;
  std::vector<double> of_word_;
  std::vector<std::uint32_t> last_;
  double nearby_ = 0;
  double repeated_ = 0;
};

Candidate score_part(const TextMap::Part& part, const std::vector<Occurrence>& occurrences,
                     const std::vector<double>& rarity) {
  Candidate candidate{&part, {}, 0};
  SectionScore score(rarity);
  const auto before = [](const Occurrence& occurrence, std::uint32_t position) {
    return occurrence.position < position;
  };
  auto it = std::lower_bound(occurrences.begin(), occurrences.end(), part.first, before);
  const auto body = body_begin(part);
  bool any = false;
  for (; it != occurrences.end() && it->position < part.first + part.tokens.size(); ++it) {
    const auto& span = part.tokens[it->position - part.first];
    score.add(*it, span.begin < body);
    any = true;
    if (span.begin >= body) candidate.marks.push_back({span.begin - body, span.end - body, it->word});
  }
  if (any) candidate.score = score.total();
  return candidate;
}

SectionHit make_hit(const Candidate& candidate, const std::vector<double>& rarity) {
  const auto body = std::string_view(candidate.part->text).substr(body_begin(*candidate.part));
  return {candidate.part->anchor, candidate.part->title, make_snippet(body, candidate.marks, rarity)};
}

}  // namespace

Snippet make_snippet(std::string_view text, const std::vector<Mark>& marks, const std::vector<double>& rarity,
                     std::size_t length) {
  const Cut cluster = marks.empty() ? Cut{} : best_cluster(text, marks, rarity, length);
  const auto inner = code_point_count(text.substr(cluster.begin, cluster.end - cluster.begin));
  const auto begin = choose_begin(text, cluster, length > inner ? (length - inner) * 6 / 10 : 0);
  const auto end = choose_end(text, begin, cluster, length);
  const bool cut_before =
      begin > 0 && !is_sentence_end(text, begin - 1) && !(begin > 1 && is_sentence_end(text, begin - 2));
  const bool cut_after = end < text.size() && !is_sentence_end(text, end - 1) && text[end] != '\n';

  Snippet snippet;
  if (cut_before) snippet.text = std::string(kEllipsis) + " ";
  std::size_t lead = cut_before ? 2 : 0;
  std::size_t counted = begin;
  for (const auto& mark : marks) {
    if (mark.begin < counted || mark.end > end) continue;
    lead += code_point_count(text.substr(counted, mark.begin - counted));
    const auto size = code_point_count(text.substr(mark.begin, mark.end - mark.begin));
    snippet.ranges.push_back({lead, lead + size});
    lead += size;
    counted = mark.end;
  }
  snippet.text += text.substr(begin, end - begin);
  std::replace(snippet.text.begin(), snippet.text.end(), '\n', ' ');
  if (cut_after) snippet.text += " " + std::string(kEllipsis);
  return snippet;
}

std::vector<SectionHit> best_sections(const TextMap& map, const std::vector<Occurrence>& occurrences,
                                      const std::vector<double>& rarity) {
  std::vector<Candidate> sections;
  for (const auto& part : map.parts) {
    if (part.kind != TextMap::PartKind::kSection) continue;
    auto candidate = score_part(part, occurrences, rarity);
    if (candidate.score > 0) sections.push_back(std::move(candidate));
  }
  std::stable_sort(sections.begin(), sections.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  std::vector<SectionHit> hits;
  for (const auto& section : sections) {
    if (hits.size() == kMaxSections || section.score < sections.front().score * kFurtherSection) break;
    hits.push_back(make_hit(section, rarity));
  }
  if (!hits.empty()) return hits;
  for (const auto kind : {TextMap::PartKind::kSummary, TextMap::PartKind::kSection}) {
    for (const auto& part : map.parts) {
      if (part.kind == kind && body_begin(part) < part.text.size())
        return {make_hit(score_part(part, occurrences, rarity), rarity)};
    }
  }
  return {};
}

}  // namespace tiski
