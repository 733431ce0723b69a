#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "search/article/article.h"
#include "search/index/snapshot.h"

namespace tiski {

inline constexpr std::size_t kMaxQueryCodePoints = 500;
inline constexpr std::size_t kMaxQueryWords = 32;  // words after these are not searched; the results say so
inline constexpr int kMaxPage = 100;
inline constexpr int kMaxPerPage = 50;

enum class Sort { kRelevance, kReviewed, kTitle };

// What a reader asks. Made by the server from a URL (sanitised, limits applied), by tests and by the checks.
struct SearchRequest {
  std::string q;     // as typed; empty lists everything by title
  std::string lang;  // the page's language; articles in it are the results, others follow as other_languages
  std::map<std::string, std::vector<std::string>>
      filters;  // facet → chosen values: OR inside, AND between; all known to the knowledge base
  Sort sort = Sort::kRelevance;
  int page = 1;
  int per_page = 10;
  bool prefix = false;    // the last word is still being typed
  bool with_pins = true;  // best_for; off when the search itself is measured
  bool other_languages = true;
  Date today;
};

// Half-open range of code points.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const TextRange&) const = default;
};

struct Snippet {
  std::string text;
  std::vector<TextRange> ranges;  // the matched forms, ascending, not overlapping
};

struct SectionHit {
  std::string anchor;  // empty: the text before the first heading
  std::string title;
  Snippet snippet;
};

enum class MatchHow { kLemma, kPart, kDerivation, kSynonym, kRelated, kTranslation, kPrefix, kSpelling };

// Why a result matched: what was typed, the form that stands in the text, and how they hang together.
struct Match {
  std::string input;
  std::string form;
  MatchHow how = MatchHow::kLemma;
};

struct SearchHit {
  std::uint32_t docid = 0;
  ArticleRecord record;
  bool pinned = false;
  double score = 0;
  std::vector<SectionHit> sections;  // best first, at most three; none for an empty query
  std::vector<Match> matched;        // one per query word that matched; plain ones (kLemma) too
};

struct FacetCount {
  std::string value;
  std::size_t count = 0;  // results with that value alone chosen in its facet and all other facets as they stand
  bool selected = false;
};

struct FacetCounts {
  std::string facet;
  std::vector<FacetCount> values;  // every value of kb.yaml, in its order
};

// How one word of the query was understood.
struct QueryTerm {
  std::string input;
  std::vector<std::string> lemmas;
  std::vector<std::string> synonyms;
};

struct OtherLanguage {
  std::string lang;
  std::size_t total = 0;
  std::vector<SearchHit> hits;  // at most three
};

struct SearchResults {
  std::vector<QueryTerm> terms;
  std::optional<std::string> corrected;  // proposed text
  bool correction_applied = false;       // nothing matched as typed: these are the results of `corrected`
  bool relaxed = false;                  // not all words had to match
  bool words_cut = false;                // more than kMaxQueryWords
  std::size_t total = 0;                 // matches under the filters, pinned ones included
  std::vector<SearchHit> hits;           // of the page asked for
  std::vector<FacetCounts> facets;       // in kb.yaml's order
  std::vector<OtherLanguage> other_languages;
  // For an empty result: how many results lifting each chosen filter (facet, value) would give; and the count without
  // any filter.
  std::vector<std::pair<std::pair<std::string, std::string>, std::size_t>> lifted;
  std::size_t total_without_filters = 0;
};

enum class SuggestionType { kArticle, kSection, kTerm };

struct Suggestion {
  SuggestionType type = SuggestionType::kArticle;
  std::string label;
  std::string detail;  // section: the article's title; article: its topic's label
  std::string slug;    // article and section
  std::string anchor;  // section; term: the glossary id
};

struct SuggestRequest {
  std::string q;
  std::string lang;
  std::size_t limit = 8;
  Date today;
};

}  // namespace tiski
