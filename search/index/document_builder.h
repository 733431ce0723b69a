#pragma once

#include <string>
#include <string_view>

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

// Terms, values and positions as schema.h says. `analyzer` is of the article's language; `source_digest` covers
// everything the document is made of: file, knowledge base, analyser version, schema version. Only published articles
// belong in an index: what is in it is shown to readers, so leaving out the others is the caller's duty.
PreparedDocument prepare_document(const Article& article, Analyzer& analyzer, const std::string& source_digest);

// "fi:oma-virhe": what names a document to IndexWriter.
std::string document_key(std::string_view lang, std::string_view id);
std::string_view language_of(std::string_view key);
std::string_view id_of(std::string_view key);  // empty for what is no key

// The normal form of a title, and of a query that is to equal one: its folded words joined by one space.
std::string normal_title(std::string_view title);

// The normal form of a whole query for best_for and the query log: first lemmas of the words that are no stop words (of
// all words where nothing else remains), in order, joined by spaces.
std::string normal_query(std::string_view query, Analyzer& analyzer);

}  // namespace tiski
