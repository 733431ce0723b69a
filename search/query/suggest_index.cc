#include "search/query/suggest_index.h"

#include <algorithm>
#include <utility>

#include "search/index/text_map.h"
#include "search/language/analyzer.h"
#include "search/language/text.h"

namespace tiski {
namespace {

// How well a word of a label goes on a typed one.
constexpr double kSameForm = 1;
constexpr double kBeginning = 0.9;
constexpr double kSameLemma = 0.85;
constexpr double kSamePart = 0.5;
constexpr double kAtTheStart = 0.1;  // more, when the first words go together

double word_match(const Label::Word& word, const TypedWord& typed) {
  if (word.surface == typed.surface) return kSameForm;
  const auto begins = [&typed](const std::string& text) { return text.starts_with(typed.surface); };
  if (begins(word.surface) || std::any_of(word.lemmas.begin(), word.lemmas.end(), begins)) return kBeginning;
  if (share_one(word.lemmas, typed.lemmas)) return kSameLemma;
  if (share_one(word.parts, typed.lemmas) || std::any_of(word.parts.begin(), word.parts.end(), begins))
    return kSamePart;
  return 0;
}

}  // namespace

double label_match(const Label& label, const std::vector<TypedWord>& typed) {
  if (typed.empty() || label.words.empty()) return 0;
  double sum = 0;
  for (const auto& word : typed) {
    double best = 0;
    for (const auto& candidate : label.words) best = std::max(best, word_match(candidate, word));
    if (best == 0) return 0;
    sum += best;
  }
  sum /= static_cast<double>(typed.size());
  return sum * (1 - kAtTheStart) + (word_match(label.words.front(), typed.front()) > 0 ? kAtTheStart : 0);
}

SuggestIndex::SuggestIndex(const Snapshot& snapshot, const std::string& lang, Analyzer& analyzer) {
  const auto db = snapshot.database();
  const auto& articles = snapshot.in_language(lang);
  const bool with_headings = articles.count() <= kMaxWithHeadings;
  articles.for_each([&](std::uint32_t docid) {
    if (!with_headings) {
      add(LabelKind::kTitle, docid, 0, Snapshot::record(db, docid).title, analyzer);
      return;
    }
    std::uint32_t section = 0;
    for (const auto& part : Snapshot::text_map(db, docid).parts) {
      if (part.kind == TextMap::PartKind::kTitle) add(LabelKind::kTitle, docid, 0, part.text, analyzer);
      if (part.kind == TextMap::PartKind::kTags) add(LabelKind::kTag, docid, 0, part.text, analyzer);
      if (part.kind != TextMap::PartKind::kSection) continue;
      if (!part.title.empty()) add(LabelKind::kHeading, docid, section, part.title, analyzer);
      ++section;
    }
  });
  const auto& glossary = snapshot.glossary();
  for (std::size_t i = 0; i < glossary.size(); ++i) {
    const auto words = glossary[i].words.find(lang);
    if (words == glossary[i].words.end()) continue;
    for (const auto& word : words->second) add(LabelKind::kTerm, 0, static_cast<std::uint32_t>(i), word, analyzer);
  }
}

void SuggestIndex::add(LabelKind kind, std::uint32_t docid, std::uint32_t place, const std::string& text,
                       Analyzer& analyzer) {
  Label label{kind, docid, place, text, {}};
  for (const auto& token : tokenize(text)) {
    const auto& forms = analyzer.analyze(token.in(text));
    label.words.push_back({forms.surface, forms.lemmas, forms.parts});
  }
  labels_.push_back(std::move(label));
}

}  // namespace tiski
