#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/content.h"
#include "indexer/diagnostic.h"
#include "search/article/date.h"
#include "search/language/analyzer.h"
#include "search/query/searcher.h"

namespace tiski {

// The families of checks, each in a file of its own. All append to `findings`; none throws for what content holds.

// The error rules that need more than one file's own text; part of load_content.
void check_errors(const Content& content, std::vector<Diagnostic>& findings);

// identity.cc: ids, slugs and aliases name one article each.
void check_identity(const Content& content, std::vector<Diagnostic>& findings);
// links.cc: links, anchors, images, `related`, and what kb.yaml refers to.
void check_links(const Content& content, std::vector<Diagnostic>& findings);
// personal_data.cc: identity codes, phone numbers, e-mail addresses, account numbers, in any line of an article.
void check_personal_data(const Content& content, std::vector<Diagnostic>& findings);

// Warnings and notes: all of the following. They cost more (spelling asks Voikko about every word), so builds leave
// them out.
void check_advice(const Content& content, Date today, AnalyzerPool& analyzers, std::vector<Diagnostic>& findings);

// freshness.cc: the review date has passed.
void check_freshness(const Content& content, Date today, std::vector<Diagnostic>& findings);
// link_text.cc: links that say "tästä" or "here".
void check_link_texts(const Content& content, std::vector<Diagnostic>& findings);
// orphans.cc: articles that no other leads to.
void check_orphans(const Content& content, std::vector<Diagnostic>& findings);
// readability.cc: long sentences and sections.
void check_readability(const Content& content, std::vector<Diagnostic>& findings);
// similarity.cc: articles that are nearly the same.
void check_similarity(const Content& content, std::vector<Diagnostic>& findings);
// spelling.cc: words that neither the dictionary nor content/words.txt knows. Each word once a file.
void check_spelling(const Content& content, AnalyzerPool& analyzers, std::vector<Diagnostic>& findings);
// synonyms.cc: words that stand for one article and are another's title.
void check_synonyms(const Content& content, std::vector<Diagnostic>& findings);
// translations.cc: missing ones and those whose source has changed since.
void check_translations(const Content& content, std::vector<Diagnostic>& findings);

// search_tests.cc: asks every `search_tests` question as a reader would, and reports those that do not find their
// article among the first three. The searcher's index is of this content.
void check_search_tests(const Content& content, const Searcher& searcher, Date today,
                        std::vector<Diagnostic>& findings);

// Where `words` stand in the article's file at or after `from`; `from` itself where markup hides them.
Position find_words(const SourceArticle& source, Position from, std::string_view words);

}  // namespace tiski
