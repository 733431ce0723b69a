#pragma once

#include <cstdint>
#include <vector>

#include <xapian.h>

#include "search/index/bitmap.h"
#include "search/query/query_plan.h"
#include "search/query/ranking.h"

namespace tiski {

// The plan as Xapian ranks it: for each word an OR over its evidence, each an OP_SYNONYM of terms times its factor; all
// words OR'ed. Never OP_MAX: mixed with OP_SYNONYM it crashes Xapian 1.4.22. Stands by itself: it keeps nothing of the
// plan.
Xapian::Query build_query(const QueryPlan& plan, const Xapian::Database& db, const Ranking& ranking);

// `query` for these documents alone, and for all of them, even those that it gives no weight.
Xapian::Query restrict_to(const Bitmap& documents, const Xapian::Query& query);

Xapian::BM25Weight make_weight(const Ranking& ranking);

// The weight of a term, as BM25 above reckons it, without the part of the document: log of its rarity times k1 + 1.
double term_weight(const Ranking& ranking, double documents, double with_term);
// The whole weight of a term that stands `wdf` times in a document of length `normalized_length` (1: average).
double bm25(const Ranking& ranking, double term_weight, double wdf, double normalized_length);

}  // namespace tiski
