#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "search/index/snapshot.h"
#include "search/language/analyzer.h"
#include "search/query/ranking.h"
#include "search/query/search_request.h"

namespace tiski {

// Searches one generation of an index. Immutable; any number of threads may search at once (each request leases an
// analyser and opens a database of its own). User input never throws; Error only when the index fails under it.
class Searcher {
 public:
  // `ranking` differs from the measured one in benchmarks only.
  Searcher(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<AnalyzerPool> analyzers,
           Ranking ranking = kRanking);
  ~Searcher();

  SearchResults search(const SearchRequest& request) const;
  std::vector<Suggestion> suggest(const SuggestRequest& request) const;

  // Ids of articles near in meaning to this one, in its language, best first: the article's own `related` first, then
  // computed ones.
  std::vector<ArticleRecord> related(std::uint32_t docid, std::size_t limit, Date today) const;

  // The folded surface forms of an article's text that match `q`, asked in `lang`, ascending: what `?q=` marks on the
  // article page. The article may be in another language.
  std::vector<std::string> matched_forms(std::uint32_t docid, std::string_view q, std::string_view lang) const;

  // Makes what is else made at first use (links between words, spelling, suggestions: .1 s in all), so that no reader
  // waits for it.
  void prepare() const;

  // Gives back the memory of what it has lately read of the index; it is read again where it is asked for. For one that
  // is about to be replaced: two generations are in memory then.
  void forget() const;

  const Snapshot& snapshot() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The searcher of the index that is published now. A newly published file is seen at the next call (one stat), opened
// and prepared once by the first caller who sees it, while others go on with the one before, and used from then on; the
// first index of all is not prepared, as nobody else can be served meanwhile. When the new file is damaged, or can't be
// opened just then (no descriptor left), the last good one goes on serving and the new one is tried again after a
// while. Two are held in memory at most, and a third only after some patience with those who still use the first.
// Thread safe.
class SearcherSource {
 public:
  explicit SearcherSource(std::filesystem::path index, std::chrono::milliseconds patience = std::chrono::seconds(5));
  ~SearcherSource();

  // Null while there is no readable index at all; problem() then says why.
  std::shared_ptr<const Searcher> current();
  // The last failure to open what is published, with its hint; empty when all is well.
  std::string problem() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tiski
