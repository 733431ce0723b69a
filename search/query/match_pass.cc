#include "search/query/match_pass.h"

#include <string>
#include <utility>

namespace tiski {
namespace {

void add_postings(const Xapian::Database& db, const std::vector<std::string>& terms, Bitmap& into) {
  for (const auto& term : terms) {
    for (auto it = db.postlist_begin(term); it != db.postlist_end(term); ++it) into.set(*it);
  }
}

void add_documents(const std::vector<std::uint32_t>& documents, Bitmap& into) {
  for (const auto docid : documents) into.set(docid);
}

}  // namespace

MatchPass::MatchPass(const Xapian::Database& db, const QueryPlan& plan, Bitmap base) {
  none_ = base;
  none_.subtract(base);
  parts_ = phrases_ = excluded_ = exact_title_ = pinned_ = none_;
  pass_words(db, plan);
  pass_phrases(plan);
  add_postings(db, plan.excluded, excluded_);
  if (!plan.exact_title.empty()) add_postings(db, {plan.exact_title}, exact_title_);
  if (!plan.best_for.empty()) add_postings(db, {plan.best_for}, pinned_);
  exact_title_ &= base;
  pinned_ &= base;
  at_least_.push_back(std::move(base));
  count_words(plan);
}

const Bitmap& MatchPass::documents_of(const Xapian::Database& db, const std::string& term) {
  const auto [found, is_new] = by_term_.try_emplace(term, none_);
  if (is_new) add_postings(db, {term}, found->second);
  return found->second;
}

void MatchPass::add_evidence(const Xapian::Database& db, const std::vector<Evidence>& evidence,
                             const std::vector<PhraseEvidence>& phrases, Bitmap& into) {
  for (const auto& one : evidence) {
    if (!one.counts) continue;
    for (const auto& term : one.terms) into |= documents_of(db, term);
  }
  for (const auto& phrase : phrases) add_documents(phrase.documents, into);
}

bool MatchPass::may_have(const std::string& term, std::uint32_t docid) const {
  const auto found = by_term_.find(term);
  return found == by_term_.end() || found->second.test(docid);
}

void MatchPass::pass_words(const Xapian::Database& db, const QueryPlan& plan) {
  words_.assign(plan.words.size(), none_);
  for (std::size_t i = 0; i < plan.words.size(); ++i) {
    const auto& word = plan.words[i];
    add_evidence(db, word.evidence, word.phrases, words_[i]);
    add_documents(word.with_parts, words_[i]);
    for (const auto& evidence : word.evidence) {
      if (!evidence.counts && evidence.how == MatchHow::kPart) add_postings(db, evidence.terms, parts_);
    }
  }
  for (const auto& span : plan.spans) {
    if (span.begin == span.end) continue;
    Bitmap matches = none_;
    add_evidence(db, span.evidence, span.phrases, matches);
    for (std::size_t i = span.begin; i < span.end; ++i) words_[i] |= matches;
  }
}

void MatchPass::pass_phrases(const QueryPlan& plan) {
  for (const auto& phrase : plan.phrases) {
    if (phrase.excluded) {
      add_documents(phrase.documents, excluded_);
      continue;
    }
    Bitmap with_phrase = none_;
    add_documents(phrase.documents, with_phrase);
    if (has_phrases_) {
      phrases_ &= with_phrase;
    } else {
      phrases_ = std::move(with_phrase);
    }
    has_phrases_ = true;
  }
}

// at_least_[k] after one more word: those that had k, and those of k - 1 that match it.
void MatchPass::count_words(const QueryPlan& plan) {
  for (std::size_t i = 0; i < plan.words.size(); ++i) {
    if (!plan.words[i].counted) continue;
    at_least_.push_back(none_);
    for (std::size_t k = at_least_.size() - 1; k > 0; --k) {
      Bitmap one_more = at_least_[k - 1];
      one_more &= words_[i];
      at_least_[k] |= one_more;
    }
  }
}

Bitmap MatchPass::with_words(std::size_t count) const {
  Bitmap matches = at_least_[count];
  if (has_phrases_) matches &= phrases_;
  return matches.subtract(excluded_);
}

Bitmap MatchPass::with_any_word() const {
  Bitmap matches = none_;
  for (const auto& word : words_) matches |= word;
  matches &= at_least_.front();
  return matches.subtract(excluded_);
}

Bitmap MatchPass::with_any_part() const {
  Bitmap matches = parts_;
  matches &= at_least_.front();
  return matches.subtract(excluded_);
}

std::size_t MatchPass::best_count() const {
  std::size_t count = counted_words();
  while (count > 0 && !with_words(count).any()) --count;
  return count;
}

}  // namespace tiski
