#include "search/query/suggester.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "search/language/text.h"

namespace tiski {
namespace {

constexpr std::size_t kMinTypedLetters = 2;
constexpr std::size_t kLettersForText = 3;  // of fewer only titles and the glossary
constexpr std::size_t kSearched = 20;       // articles taken from the search
constexpr std::size_t kMinStem = 4;         // letters that stay when an ending is taken away
constexpr std::size_t kMaxEnding = 3;
constexpr std::size_t kMaxTerms = 2;

// Tiers: nothing of a lower one comes before anything of a higher one, as a match is at most 1 and so is a search
// score.
constexpr double kTitleTier = 8;
constexpr double kHeadingTier = 6;
constexpr double kTermTier = 4;
constexpr double kTagTier = 4;
constexpr double kTextTier = 1;
constexpr double kSearchShare = 0.9;  // of a tier's width: what the search says beside how the label goes on

double tier_of(LabelKind kind) {
  switch (kind) {
    case LabelKind::kTitle:
      return kTitleTier;
    case LabelKind::kHeading:
      return kHeadingTier;
    case LabelKind::kTerm:
      return kTermTier;
    case LabelKind::kTag:
      return kTagTier;
  }
  return 0;
}

struct FoundLabel {
  double score = 0;
  const Label* label = nullptr;  // null: found by search alone
  std::uint32_t docid = 0;
};

class Suggester {
 public:
  Suggester(const SearchResources& resources, const SuggestRequest& request)
      : resources_(resources),
        request_(request),
        language_(*resources.languages.find(request.lang)->second),
        session_(resources, request.lang, request.today),
        visible_(session_.visible(request.lang)) {}

  std::vector<Suggestion> suggest() {
    const auto typed = first_words(request_.q);
    auto text = typed;
    const auto letters = code_point_count(fold(text));
    if (parse_query(text).empty() || letters < kMinTypedLetters) return {};
    with_text_ = letters >= kLettersForText;
    auto found = candidates(text);
    if (found.empty() && with_text_) {
      text = without_ending(text, found);
      if (found.empty()) text = mended(typed, found);
    }
    return describe(found);
  }

 private:
  // As much as a search would read: nobody types more, and each word costs.
  static std::string first_words(const std::string& text) {
    const auto tokens = tokenize(text);
    return tokens.size() <= kMaxQueryWords ? text : text.substr(0, tokens[kMaxQueryWords - 1].end);
  }

  std::vector<TypedWord> typed_words(const std::string& text) {
    std::vector<TypedWord> words;
    std::vector<TypedWord> stop_words;
    const auto tokens = tokenize(text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const auto word = tokens[i].in(text);
      const auto& forms = session_.analyzer(request_.lang).analyze(word);
      const bool stop = i + 1 < tokens.size() && session_.analyzer(request_.lang).is_stop_word(word);
      (stop ? stop_words : words).push_back({forms.surface, forms.lemmas});
    }
    return words.empty() ? stop_words : words;
  }

  std::vector<FoundLabel> candidates(const std::string& text) {
    std::map<std::uint32_t, FoundLabel> by_article;
    std::map<std::uint32_t, FoundLabel> by_term;
    if (with_text_) add_searched(text, by_article);
    const auto typed = typed_words(text);
    for (const auto& label : language_.suggest_index().labels()) {
      const bool term = label.kind == LabelKind::kTerm;
      if (!term && !visible_.test(label.docid)) continue;
      if (!with_text_ && !term && label.kind != LabelKind::kTitle) continue;
      const double match = label_match(label, typed);
      if (match == 0) continue;
      const double searched = term || !searched_.contains(label.docid) ? 0 : searched_.at(label.docid);
      const FoundLabel candidate{tier_of(label.kind) + match + kSearchShare * searched, &label, label.docid};
      auto& best = term ? by_term[label.place] : by_article[label.docid];
      if (candidate.score > best.score) best = candidate;
    }
    std::vector<FoundLabel> all;
    for (const auto& [docid, candidate] : by_article) all.push_back(candidate);
    add_best_terms(by_term, all);
    std::sort(all.begin(), all.end(), [](const FoundLabel& a, const FoundLabel& b) {
      return a.score != b.score ? a.score > b.score : a.docid < b.docid;
    });
    return all;
  }

  static void add_best_terms(const std::map<std::uint32_t, FoundLabel>& by_term, std::vector<FoundLabel>& all) {
    std::vector<FoundLabel> terms;
    for (const auto& [place, candidate] : by_term) terms.push_back(candidate);
    std::stable_sort(terms.begin(), terms.end(),
                     [](const FoundLabel& a, const FoundLabel& b) { return a.score > b.score; });
    if (terms.size() > kMaxTerms) terms.resize(kMaxTerms);
    all.insert(all.end(), terms.begin(), terms.end());
  }

  void add_searched(const std::string& text, std::map<std::uint32_t, FoundLabel>& by_article) {
    query_ = session_.match(text, request_.lang, LastWord::kBeingTyped);
    searched_.clear();
    const auto ranked = session_.rank(*query_, query_->matches, kSearched, Pins::kFirst);
    double best = 0;
    for (const auto& one : ranked) best = std::max(best, one.score);
    for (const auto& one : ranked) {
      searched_[one.docid] = best > 0 ? one.score / best : 0;
      const bool pinned = query_->pass.pinned().test(one.docid);
      by_article[one.docid] = {(pinned ? kTitleTier : kTextTier) + searched_[one.docid], nullptr, one.docid};
    }
  }

  // The last word with its ending taken away, letter by letter, until something goes on it.
  std::string without_ending(const std::string& text, std::vector<FoundLabel>& found) {
    const auto token = tokenize(text).back();
    auto word = token.in(text);
    std::string shorter;
    for (std::size_t cut = 1; cut <= kMaxEnding && found.empty(); ++cut) {
      const auto letters = code_point_count(word);
      if (letters <= kMinStem) break;
      word = first_code_points(word, letters - 1);
      shorter = text.substr(0, token.begin) + std::string(word);
      found = candidates(shorter);
    }
    return shorter;
  }

  std::string mended(const std::string& text, std::vector<FoundLabel>& found) {
    const auto tokens = tokenize(text);
    std::string mended;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const auto word = fold(tokens[i].in(text));
      const auto& speller = language_.speller();
      auto near = i + 1 == tokens.size() ? speller.near_beginnings(word, 1) : speller.near_words(word, 1);
      mended += (i == 0 ? "" : " ") + (near.empty() ? word : near.front());
    }
    found = candidates(mended);
    return mended;
  }

  std::vector<Suggestion> describe(const std::vector<FoundLabel>& candidates) {
    std::vector<Suggestion> suggestions;
    for (const auto& candidate : candidates) {
      if (suggestions.size() == request_.limit) break;
      suggestions.push_back(describe(candidate));
    }
    return suggestions;
  }

  Suggestion describe(const FoundLabel& candidate) {
    if (candidate.label != nullptr && candidate.label->kind == LabelKind::kTerm) return describe_term(*candidate.label);
    const auto record = Snapshot::record(session_.db(), candidate.docid);
    if (candidate.label != nullptr && candidate.label->kind == LabelKind::kHeading) {
      return {SuggestionType::kSection, candidate.label->text, record.title, record.slug, anchor_of(*candidate.label)};
    }
    if (candidate.label == nullptr) {
      const auto hit = session_.make_hit(*query_, {candidate.docid, 0});
      if (!hit.sections.empty() && !hit.sections.front().title.empty()) {
        const auto& section = hit.sections.front();
        return {SuggestionType::kSection, section.title, record.title, record.slug, section.anchor};
      }
    }
    return {SuggestionType::kArticle, record.title, topic_label(record), record.slug, ""};
  }

  std::string anchor_of(const Label& label) const {
    std::uint32_t section = 0;
    for (const auto& part : Snapshot::text_map(session_.db(), label.docid).parts) {
      if (part.kind == TextMap::PartKind::kSection && section++ == label.place) return part.anchor;
    }
    return "";
  }

  Suggestion describe_term(const Label& label) const {
    const auto& term = resources_.snapshot->glossary()[label.place];
    return {SuggestionType::kTerm, label.text, text_in(term.definition, request_.lang), "", term.id};
  }

  std::string topic_label(const ArticleRecord& record) const {
    const auto* topic = resources_.snapshot->knowledge_base().find_facet("topic");
    const auto values = record.facets.find("topic");
    if (topic == nullptr || values == record.facets.end() || values->second.empty()) return "";
    const auto* value = topic->find(values->second.front());
    return value == nullptr ? "" : text_in(value->label, request_.lang);
  }

  const SearchResources& resources_;
  const SuggestRequest& request_;
  const LanguageState& language_;
  SearchSession session_;
  Bitmap visible_;
  bool with_text_ = false;
  std::optional<MatchedQuery> query_;
  std::map<std::uint32_t, double> searched_;  // article → its share of the best score
};

}  // namespace

std::vector<Suggestion> suggest(const SearchResources& resources, const SuggestRequest& request) {
  if (!resources.languages.contains(request.lang)) return {};
  return Suggester(resources, request).suggest();
}

}  // namespace tiski
