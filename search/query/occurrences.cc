#include "search/query/occurrences.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "search/index/schema.h"
#include "search/language/analyzer.h"
#include "search/language/text.h"
#include "search/query/phrases.h"

namespace tiski {
namespace {

// So many places of a word are looked at for a plain form of it.
constexpr int kExplainedPlaces = 8;

bool is_in(Field field, const std::string& term) {
  return term.front() == kFields[static_cast<std::size_t>(field)].prefix;
}

class Finder {
 public:
  Finder(const TermReader& reader, std::uint32_t docid, const MatchPass& pass, const TextMap& map)
      : reader_(reader), docid_(docid), pass_(pass), map_(map) {}

  // Of all terms only those of words keep positions.
  void add_word(const PlannedWord& word, std::size_t index) {
    add(word.evidence, word.phrases, index, nullptr, Parts::kNot);
    if (!found_) add(word.evidence, {}, index, nullptr, Parts::kOnly);
    found_ = false;
  }

  void add_span(const PlannedSpan& span) {
    for (std::size_t i = span.begin; i < span.end; ++i) add(span.evidence, span.phrases, i, &span, Parts::kNot);
  }

  std::vector<Occurrence> take() {
    std::stable_sort(occurrences_.begin(), occurrences_.end(), [](const Occurrence& a, const Occurrence& b) {
      if (a.position != b.position) return a.position < b.position;
      if (a.word != b.word) return a.word < b.word;
      return strength_of(a.how) > strength_of(b.how);
    });
    const auto same = [](const Occurrence& a, const Occurrence& b) {
      return a.position == b.position && a.word == b.word;
    };
    occurrences_.erase(std::unique(occurrences_.begin(), occurrences_.end(), same), occurrences_.end());
    return std::move(occurrences_);
  }

 private:
  enum class Parts { kNot, kOnly };

  void add(const std::vector<Evidence>& evidence, const std::vector<PhraseEvidence>& phrases, std::size_t word,
           const PlannedSpan* span, Parts parts) {
    for (const auto& one : evidence) {
      if ((one.how == MatchHow::kPart) != (parts == Parts::kOnly)) continue;
      for (const auto& term : one.terms) {
        if (!is_in(Field::kWord, term) || !pass_.may_have(term, docid_)) continue;
        for (const auto position : reader_.positions(docid_, term)) push({position, word, one.how, span});
      }
      if (one.how == MatchHow::kPrefix) add_surfaces(one, word);
    }
    for (const auto& phrase : phrases) {
      if (!std::binary_search(phrase.documents.begin(), phrase.documents.end(), docid_)) continue;
      for (const auto start : phrase_positions(reader_.db(), docid_, phrase.places)) {
        for (std::size_t i = 0; i < phrase.places.size(); ++i) {
          push({static_cast<std::uint32_t>(start + i), word, phrase.how, span});
        }
      }
    }
  }

  // Surface terms keep no positions: the text itself has them.
  void add_surfaces(const Evidence& evidence, std::size_t word) {
    std::vector<std::string_view> surfaces;
    for (const auto& term : evidence.terms) {
      if (is_in(Field::kSurface, term)) surfaces.push_back(std::string_view(term).substr(term.find(':') + 1));
    }
    if (surfaces.empty()) return;
    std::sort(surfaces.begin(), surfaces.end());
    for (const auto& part : map_.parts) {
      for (std::size_t i = 0; i < part.tokens.size(); ++i) {
        const auto form = form_at({&part, part.tokens[i]});
        if (!may_be_one_of(form, surfaces.front())) continue;
        if (std::binary_search(surfaces.begin(), surfaces.end(), fold(form))) {
          push({static_cast<std::uint32_t>(part.first + i), word, evidence.how, nullptr});
        }
      }
    }
  }

  // A cheap look before folding: all surfaces of a prefix begin alike.
  static bool may_be_one_of(std::string_view form, std::string_view surface) {
    const auto letter = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    const bool ascii = (static_cast<unsigned char>(form.front()) | static_cast<unsigned char>(surface.front())) < 0x80;
    return !ascii || letter(form.front()) == surface.front();
  }

  void push(Occurrence occurrence) {
    occurrences_.push_back(occurrence);
    found_ = true;
  }

  const TermReader& reader_;
  std::uint32_t docid_;
  const MatchPass& pass_;
  const TextMap& map_;
  std::vector<Occurrence> occurrences_;
  bool found_ = false;
};

// A lemma that is found at a position may be a part of the compound that stands there.
MatchHow refine(MatchHow how, const PlannedWord& word, std::string_view form, Analyzer& analyzer) {
  if (how != MatchHow::kLemma) return how;
  const auto& forms = analyzer.analyze(form);
  return share_one(forms.lemmas, word.forms.lemmas) ? MatchHow::kLemma : MatchHow::kPart;
}

}  // namespace

double strength_of(MatchHow how) {
  switch (how) {
    case MatchHow::kLemma:
      return 1;
    case MatchHow::kPrefix:
      return 0.8;
    case MatchHow::kSynonym:
      return 0.7;
    case MatchHow::kTranslation:
    case MatchHow::kDerivation:
      return 0.6;
    case MatchHow::kPart:
      return 0.5;
    case MatchHow::kSpelling:
      return 0.4;
    case MatchHow::kRelated:
      return 0.3;
  }
  return 0;
}

std::string_view form_at(const TextMap::Place& place) {
  return std::string_view(place.part->text).substr(place.span.begin, place.span.end - place.span.begin);
}

std::vector<Occurrence> find_occurrences(const TermReader& reader, std::uint32_t docid, const QueryPlan& plan,
                                         const MatchPass& pass, const TextMap& map) {
  Finder finder(reader, docid, pass, map);
  for (std::size_t i = 0; i < plan.words.size(); ++i) finder.add_word(plan.words[i], i);
  for (const auto& span : plan.spans) finder.add_span(span);
  return finder.take();
}

void drop_light(std::vector<Occurrence>& occurrences, const QueryPlan& plan) {
  std::erase_if(occurrences,
                [&plan](const Occurrence& one) { return one.span == nullptr && plan.words[one.word].light; });
}

std::vector<Match> explain_matches(const std::vector<Occurrence>& occurrences, const QueryPlan& plan,
                                   const TextMap& map, Analyzer& analyzer) {
  std::vector<Match> matches;
  for (std::size_t i = 0; i < plan.words.size(); ++i) {
    std::optional<Match> best;
    int looked_at = 0;
    for (const auto& occurrence : occurrences) {
      if (occurrence.word != i) continue;
      if (++looked_at > kExplainedPlaces || (best && best->how == MatchHow::kLemma)) break;
      const auto place = map.find(occurrence.position);
      if (!place) continue;
      const auto form = form_at(*place);
      const auto how =
          occurrence.span == nullptr ? refine(occurrence.how, plan.words[i], form, analyzer) : occurrence.how;
      if (best && strength_of(how) <= strength_of(best->how)) continue;
      best = {occurrence.span == nullptr ? plan.words[i].input : occurrence.span->input, std::string(form), how};
    }
    if (!best) continue;
    const bool repeats = !matches.empty() && matches.back().input == best->input && matches.back().form == best->form;
    if (!repeats) matches.push_back(std::move(*best));
  }
  return matches;
}

}  // namespace tiski
