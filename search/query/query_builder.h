#pragma once

#include <cstdint>
#include <vector>

#include <xapian.h>

#include "search/index/bitmap.h"
#include "search/query/query_plan.h"
#include "search/query/ranking.h"
#include "search/query/term_reader.h"

namespace tiski {

// The plan as Xapian ranks it: for each word an OR over its evidence, each an OP_SYNONYM of terms times its factor and
// rarity; all words OR'ed. Never OP_MAX: mixed with OP_SYNONYM it crashes Xapian 1.4.22. Stands by itself: it keeps
// nothing of the plan. `documents`: how many the plan's language has, among which a term is rare or common; the other
// languages' articles in the same index must not make a word rare that stands in all of its own.
Xapian::Query build_query(const QueryPlan& plan, const TermReader& reader, double documents, const Ranking& ranking);

// `query` for these documents alone, and for all of them, even those that it gives no weight.
Xapian::Query restrict_to(const Bitmap& documents, const Xapian::Query& query);

// The document's part of BM25. The term's part, its rarity, is a factor in the query: Xapian would reckon it among the
// articles of all languages, and for a title among titles alone.
class DocumentWeight : public Xapian::Weight {
 public:
  explicit DocumentWeight(const Ranking& ranking);
  DocumentWeight* clone() const override;
  void init(double factor) override;
  double get_sumpart(Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount unique) const override;
  double get_maxpart() const override;
  double get_sumextra(Xapian::termcount length, Xapian::termcount unique) const override;
  double get_maxextra() const override;

 private:
  Ranking ranking_;
  double factor_ = 0;
  double length_share_ = 0;  // of one token in an average article
};

// The weight of a term, as BM25 reckons it, without the part of the document: log of its rarity times k1 + 1.
double term_weight(const Ranking& ranking, double documents, double with_term);
// The whole weight of a term that stands `wdf` times in a document of length `normalized_length` (1: average).
double bm25(const Ranking& ranking, double term_weight, double wdf, double normalized_length);

}  // namespace tiski
