#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/article/knowledge_base.h"
#include "search/language/analyzer.h"
#include "search/query/search_request.h"

namespace tiski {

// What stands for what by a trainer's word: synonyms inside a language, translations between two. Keyed on lemmas, by
// the same analysis as the query, so that an inflected form finds them too. Immutable; any number of threads.
class WordLinks {
 public:
  // Words that stand for the key, in the language that is searched.
  struct Target {
    MatchHow how = MatchHow::kSynonym;            // kSynonym, kRelated, kTranslation
    std::string text;                             // as written
    std::vector<std::vector<std::string>> words;  // the lemmas of each of its words
  };
  struct Entry {
    std::vector<std::vector<std::string>> key;  // the lemmas of each of its words
    std::vector<Target> targets;
  };
  struct Found {
    const Entry* entry;
    std::size_t words;  // of the query that the key covers
  };

  // Synonyms and related words of one language.
  static WordLinks inside(const Synonyms::Language& synonyms, Analyzer& analyzer);
  // The curated words across languages and the glossary's, from one language to another.
  static WordLinks across(const Synonyms& synonyms, const std::vector<GlossaryTerm>& glossary, Analyzer& from,
                          Analyzer& to);

  // Entries whose key begins with the first of `words`.
  std::vector<Found> find(std::span<const WordForms> words) const;

 private:
  void add(std::string_view key, const std::vector<Target>& targets, Analyzer& analyzer);

  std::vector<Entry> entries_;
  std::multimap<std::string, std::size_t, std::less<>> by_first_lemma_;
};

// The lemmas of each word of a written phrase. A word that is a base form itself stands for that alone: the other
// readings of "tuli" are not what a writer of "tuli" meant.
std::vector<std::vector<std::string>> written_lemmas(std::string_view text, Analyzer& analyzer);

}  // namespace tiski
