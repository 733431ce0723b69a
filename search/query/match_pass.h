#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <xapian.h>

#include "search/index/bitmap.h"
#include "search/query/query_plan.h"

namespace tiski {

// The articles that match a plan, by one pass over the postings of its terms: for every word the set of articles that
// match it, and from those the sets that match at least so many words. Counts and facets are popcounts over these
// sets; the ranking never decides what is listed.
class MatchPass {
 public:
  // Only documents of `base` are ever matched: those of the language that readers may see.
  MatchPass(const Xapian::Database& db, const QueryPlan& plan, Bitmap base);

  // Articles (not only of the base) that match the word plan.words[i].
  const Bitmap& word(std::size_t i) const { return words_[i]; }
  std::size_t counted_words() const { return at_least_.size() - 1; }

  // Articles with at least `count` of the counted words, all quoted phrases and none of what is left out.
  Bitmap with_words(std::size_t count) const;
  // The same without asking for the phrases to stand as quoted: their words count instead.
  Bitmap with_any_word() const;
  // Those with as little as a part of a word, for questions that nothing else answers.
  Bitmap with_any_part() const;
  // The largest number of words that one article matches together.
  std::size_t best_count() const;

  // May the article have the term? Certain for the terms that the pass went over, true for all others.
  bool may_have(const std::string& term, std::uint32_t docid) const;

  // Articles called exactly what was asked; articles pinned to the question.
  const Bitmap& exact_title() const { return exact_title_; }
  const Bitmap& pinned() const { return pinned_; }

 private:
  void pass_words(const Xapian::Database& db, const QueryPlan& plan);
  void pass_phrases(const QueryPlan& plan);
  void count_words(const QueryPlan& plan);

  const Bitmap& documents_of(const Xapian::Database& db, const std::string& term);
  void add_evidence(const Xapian::Database& db, const std::vector<Evidence>& evidence,
                    const std::vector<PhraseEvidence>& phrases, Bitmap& into);

  Bitmap none_;
  std::map<std::string, Bitmap> by_term_;
  std::vector<Bitmap> words_;
  std::vector<Bitmap> at_least_;  // [k]: of the base, at least k counted words
  Bitmap parts_;
  Bitmap phrases_;
  bool has_phrases_ = false;
  Bitmap excluded_;
  Bitmap exact_title_;
  Bitmap pinned_;
};

}  // namespace tiski
