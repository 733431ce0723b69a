#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <xapian.h>

#include "search/index/snapshot.h"
#include "search/language/analyzer.h"
#include "search/query/closer_look.h"
#include "search/query/document_cache.h"
#include "search/query/language_state.h"
#include "search/query/match_pass.h"
#include "search/query/occurrences.h"
#include "search/query/parsed_query.h"
#include "search/query/query_plan.h"
#include "search/query/query_planner.h"
#include "search/query/ranking.h"
#include "search/query/search_request.h"
#include "search/query/term_reader.h"

namespace tiski {

// What all requests to one generation share. Everything in it is immutable or guards itself.
struct SearchResources {
  std::shared_ptr<const Snapshot> snapshot;
  std::shared_ptr<AnalyzerPool> analyzers;
  Ranking ranking;
  std::map<std::string, std::unique_ptr<LanguageState>, std::less<>> languages;
  static constexpr std::size_t kCachedBytes = std::size_t{16} << 20;
  static constexpr std::size_t kCachedTermBytes = std::size_t{6} << 20;
  std::unique_ptr<DocumentCache> documents = std::make_unique<DocumentCache>(kCachedBytes);
  std::unique_ptr<TermCache> terms = std::make_unique<TermCache>(kCachedTermBytes);
};

enum class Pins { kIgnored, kFirst };

// Where a query's words stand in one article, and what that adds to its weight.
struct LookedAt {
  std::vector<Occurrence> occurrences;
  double worth = 0;
};

// A query as it was understood in one language, and the articles that match it, before any filter.
struct MatchedQuery {
  ParsedQuery parsed;
  QueryPlan plan;
  MatchPass pass;
  std::vector<double> rarity;  // how much each word tells: its term_weight in this language
  Bitmap matches;              // enough of the words, or called exactly so
  std::string asked_in;        // the language of its words
  bool relaxed = false;
  std::map<std::string, double> counterparts;  // by id: what the articles' versions in another language add
  // By document, found once: ranking, listing the outstanding and the hits ask for the same. A query is one thread's.
  mutable std::unordered_map<std::uint32_t, LookedAt> looked_at;
};

// What matches a query in another language than the page's, best first, before any filter.
struct FoundElsewhere {
  MatchedQuery query;
  std::vector<Ranked> ranked;
};

// One request: its database, its analysers, its day. For one thread.
class SearchSession {
 public:
  // `lang`: the page's language, one of the knowledge base.
  SearchSession(const SearchResources& resources, std::string lang, Date today);

  const Xapian::Database& db() const { return db_; }
  const TermReader& terms() const { return reader_; }
  Analyzer& analyzer(const std::string& lang);
  const std::string& lang() const { return lang_; }

  // Articles of a language that readers may see today.
  Bitmap visible(const std::string& lang) const;

  // Understands `text`, asked in the page's language or clearly in another, against the articles in `lang`. Only those
  // that match enough of its words.
  MatchedQuery match(std::string_view text, const std::string& lang, LastWord last_word);
  // The same in another language than the page's, ranked; for the best articles that is a closer look. Valid as long as
  // the session.
  const FoundElsewhere& match_elsewhere(const std::string& text, const std::string& lang);
  // Lets the articles' versions in another language speak too: the one that is asked in, else the largest.
  void add_counterparts(MatchedQuery& query, const std::string& text);
  // What may have been meant by words that are misspelt; nothing when all of them are words and match.
  std::optional<std::string> propose_correction(std::string_view text, const MatchedQuery& query);
  // Does it match only what is foreign in this language? Then a correction answers better.
  bool rests_on_foreign_words(const MatchedQuery& query);
  // Nothing matches enough words: asks of an article only as many as the best of them have.
  static void relax(MatchedQuery& query);
  // Most words of a long question may be its wrapping: adds the few articles that the ranking finds about as good as
  // the best that matches enough.
  void add_outstanding(MatchedQuery& query) const;

  // The first `count` of `matches`, best first: pinned ones, then those called exactly so, then the others.
  std::vector<Ranked> rank(const MatchedQuery& query, const Bitmap& matches, std::size_t count, Pins pins) const;
  // The first `count` of `matches` by a value: titles ascending, reviews newest first, those without one last.
  std::vector<Ranked> sort_by(Sort sort, const Bitmap& matches, std::size_t count) const;

  SearchHit make_hit(const MatchedQuery& query, const Ranked& ranked);

 private:
  std::string language_of(const ParsedQuery& query);
  Understanding understand(const std::string& lang, const std::string& asked_in, LastWord last_word);
  std::string counterpart_language(const std::string& asked_in) const;
  const LookedAt& look_at(const MatchedQuery& query, std::uint32_t docid, const TextMap& map) const;
  std::vector<Ranked> rank_by_weight(const MatchedQuery& query, const Bitmap& matches, std::size_t count) const;

  const SearchResources& resources_;
  std::string lang_;
  Xapian::Database db_;
  TermReader reader_;
  Bitmap valid_;
  std::map<std::string, AnalyzerPool::Lease> analyzers_;
  std::map<std::pair<std::string, std::string>, FoundElsewhere> elsewhere_;  // by language and text
};

}  // namespace tiski
