#pragma once

#include <string>

#include <xapian.h>

#include "search/article/article.h"
#include "search/language/analyzer.h"

namespace tiski {

// An article made ready for the index: the costly part of a build, done on all cores (one Analyzer per thread).
struct PreparedDocument {
  std::string key;             // "fi:oma-virhe"
  Xapian::Document document;   // terms, values, data as schema.h says
  std::string stored_article;  // metadata a<docid>
  std::string text_map;        // metadata t<docid>
};

// `source_digest` covers everything the document is made of: file, knowledge base, analyser version, schema version.
PreparedDocument prepare_document(const Article& article, Analyzer& analyzer, const std::string& source_digest);

// The normal form of a whole query for best_for and the query log: first lemmas of the words that are no stop words (of
// all words where nothing else remains), in order, joined by spaces.
std::string normal_query(std::string_view query, Analyzer& analyzer);

}  // namespace tiski
