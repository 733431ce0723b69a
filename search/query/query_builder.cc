#include "search/query/query_builder.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace tiski {
namespace {

// A fixed set of documents, each with the same weight.
class DocumentSource : public Xapian::PostingSource {
 public:
  DocumentSource(std::vector<std::uint32_t> documents, double weight)
      : documents_(std::move(documents)), weight_(weight) {}

  PostingSource* clone() const override { return new DocumentSource(documents_, weight_); }
  void init(const Xapian::Database&) override {
    at_ = documents_.begin();
    started_ = false;
    set_maxweight(weight_);
  }
  Xapian::doccount get_termfreq_min() const override { return static_cast<Xapian::doccount>(documents_.size()); }
  Xapian::doccount get_termfreq_est() const override { return static_cast<Xapian::doccount>(documents_.size()); }
  Xapian::doccount get_termfreq_max() const override { return static_cast<Xapian::doccount>(documents_.size()); }
  double get_weight() const override { return weight_; }
  void next(double) override {
    if (started_) ++at_;
    started_ = true;
  }
  void skip_to(Xapian::docid docid, double) override {
    started_ = true;
    at_ = std::lower_bound(at_, documents_.cend(), docid);
  }
  bool at_end() const override { return at_ == documents_.end(); }
  Xapian::docid get_docid() const override { return *at_; }

 private:
  std::vector<std::uint32_t> documents_;
  double weight_;
  std::vector<std::uint32_t>::const_iterator at_;
  bool started_ = false;
};

Xapian::Query document_query(std::vector<std::uint32_t> documents, double weight) {
  return Xapian::Query((new DocumentSource(std::move(documents), weight))->release());
}

Xapian::Query scale(Xapian::Query query, double factor) {
  return factor == 1 ? query : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, factor);
}

class Builder {
 public:
  Builder(const Xapian::Database& db, const Ranking& ranking) : ranking_(ranking), documents_(db.get_doccount()) {}

  void add(const std::vector<Evidence>& evidence, const std::vector<PhraseEvidence>& phrases) {
    for (const auto& one : evidence) {
      auto terms = one.terms.size() == 1 ? Xapian::Query(one.terms.front())
                                         : Xapian::Query(Xapian::Query::OP_SYNONYM, one.terms.begin(), one.terms.end());
      subqueries_.push_back(scale(std::move(terms), one.factor));
    }
    for (const auto& phrase : phrases) {
      // A phrase weighs as a term of that rarity that stands once in an article of average length.
      const double rarity = term_weight(ranking_, documents_, static_cast<double>(phrase.documents.size()));
      subqueries_.push_back(document_query(phrase.documents, phrase.factor * bm25(ranking_, rarity, 2, 1)));
    }
  }

  Xapian::Query take() const { return Xapian::Query(Xapian::Query::OP_OR, subqueries_.begin(), subqueries_.end()); }

 private:
  const Ranking& ranking_;
  double documents_;
  std::vector<Xapian::Query> subqueries_;
};

}  // namespace

Xapian::Query build_query(const QueryPlan& plan, const Xapian::Database& db, const Ranking& ranking) {
  Builder builder(db, ranking);
  for (const auto& word : plan.words) builder.add(word.evidence, word.phrases);
  for (const auto& span : plan.spans) builder.add(span.evidence, span.phrases);
  return builder.take();
}

Xapian::Query restrict_to(const Bitmap& documents, const Xapian::Query& query) {
  std::vector<std::uint32_t> ids;
  documents.for_each([&ids](std::uint32_t docid) { ids.push_back(docid); });
  return Xapian::Query(Xapian::Query::OP_AND_MAYBE, document_query(std::move(ids), 0), query);
}

Xapian::BM25Weight make_weight(const Ranking& ranking) {
  return Xapian::BM25Weight(ranking.k1, ranking.k2, ranking.k3, ranking.b, ranking.min_normlen);
}

// As Xapian's BM25Weight: the odds of not having the term, kept above 1 so that common words never count against.
double term_weight(const Ranking& ranking, double documents, double with_term) {
  double odds = (documents - with_term + 0.5) / (with_term + 0.5);
  if (odds < 2) odds = odds * 0.5 + 1;
  return std::log(odds) * (ranking.k1 + 1);
}

double bm25(const Ranking& ranking, double term_weight, double wdf, double normalized_length) {
  const double length = std::max(normalized_length, ranking.min_normlen);
  return term_weight * wdf / (ranking.k1 * (length * ranking.b + 1 - ranking.b) + wdf);
}

}  // namespace tiski
