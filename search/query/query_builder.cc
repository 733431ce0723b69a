#include "search/query/query_builder.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "search/index/schema.h"

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
  Builder(const TermReader& reader, double documents, const Ranking& ranking)
      : ranking_(ranking), reader_(reader), documents_(documents) {}

  void add(const std::vector<Evidence>& evidence, const std::vector<PhraseEvidence>& phrases) {
    const double own_rarity = rarity_of_word(evidence);
    for (const auto& one : evidence) {
      auto terms = one.terms.size() == 1 ? Xapian::Query(one.terms.front())
                                         : Xapian::Query(Xapian::Query::OP_SYNONYM, one.terms.begin(), one.terms.end());
      subqueries_.push_back(scale(std::move(terms), one.factor * rarity(one, own_rarity)));
    }
    for (const auto& phrase : phrases) {
      // A phrase weighs as a term of that rarity that stands once in an article of average length.
      const double rarity = term_weight(ranking_, documents_, static_cast<double>(phrase.documents.size()));
      subqueries_.push_back(document_query(phrase.documents, phrase.factor * bm25(ranking_, rarity, 2, 1)));
    }
  }

  Xapian::Query take() const { return Xapian::Query(Xapian::Query::OP_OR, subqueries_.begin(), subqueries_.end()); }

 private:
  static bool is_in(Field field, const Evidence& evidence) {
    return evidence.terms.front().front() == kFields[static_cast<std::size_t>(field)].prefix;
  }

  double rarity(const std::vector<std::string>& terms) const {
    double with_term = 0;
    for (const auto& term : terms) with_term += reader_.frequency(term);
    return term_weight(ranking_, documents_, std::min(with_term, documents_));
  }

  // How rare the word itself is in the texts; nothing when none of its lemmas is in the index.
  double rarity_of_word(const std::vector<Evidence>& evidence) const {
    const auto lemmas = std::find_if(evidence.begin(), evidence.end(), [](const Evidence& one) {
      return one.how == MatchHow::kLemma && is_in(Field::kWord, one);
    });
    return lemmas == evidence.end() ? 0 : rarity(lemmas->terms);
  }

  // A word in a title is as rare as it is in the texts, and so is one form of it: few titles have "asiakas", but it
  // tells nothing.
  double rarity(const Evidence& evidence, double own_rarity) const {
    const bool of_word = is_in(Field::kTitleWord, evidence);
    return of_word && own_rarity > 0 ? own_rarity : rarity(evidence.terms);
  }

  const Ranking& ranking_;
  const TermReader& reader_;
  double documents_;
  std::vector<Xapian::Query> subqueries_;
};

}  // namespace

Xapian::Query build_query(const QueryPlan& plan, const TermReader& reader, double documents, const Ranking& ranking) {
  Builder builder(reader, documents, ranking);
  for (const auto& word : plan.words) builder.add(word.evidence, word.phrases);
  for (const auto& span : plan.spans) builder.add(span.evidence, span.phrases);
  return builder.take();
}

Xapian::Query restrict_to(const Bitmap& documents, const Xapian::Query& query) {
  std::vector<std::uint32_t> ids;
  documents.for_each([&ids](std::uint32_t docid) { ids.push_back(docid); });
  return Xapian::Query(Xapian::Query::OP_AND_MAYBE, document_query(std::move(ids), 0), query);
}

DocumentWeight::DocumentWeight(const Ranking& ranking) : ranking_(ranking) {
  need_stat(AVERAGE_LENGTH);
  need_stat(DOC_LENGTH);
  need_stat(DOC_LENGTH_MIN);
  need_stat(WDF);
  need_stat(WDF_MAX);
}

DocumentWeight* DocumentWeight::clone() const { return new DocumentWeight(ranking_); }

void DocumentWeight::init(double factor) {
  factor_ = factor;
  length_share_ = 1 / std::max(get_average_length(), 1.0);
}

double DocumentWeight::get_sumpart(Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount) const {
  return factor_ * bm25(ranking_, 1, wdf, static_cast<double>(length) * length_share_);
}

double DocumentWeight::get_maxpart() const {
  const double shortest = static_cast<double>(get_doclength_lower_bound()) * length_share_;
  return factor_ * bm25(ranking_, 1, get_wdf_upper_bound(), shortest);
}

double DocumentWeight::get_sumextra(Xapian::termcount, Xapian::termcount) const { return 0; }
double DocumentWeight::get_maxextra() const { return 0; }

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
