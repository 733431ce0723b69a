#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "search/index/snapshot.h"
#include "search/language/analyzer.h"
#include "search/query/query_planner.h"
#include "search/query/speller.h"
#include "search/query/suggest_index.h"
#include "search/query/word_links.h"

namespace tiski {

// What the searching of one language needs beside the index: made from the snapshot at first use, once, then
// immutable. Thread safe.
class LanguageState {
 public:
  LanguageState(const Snapshot& snapshot, AnalyzerPool& analyzers, std::string lang);

  const std::string& lang() const { return lang_; }
  const SpokenForms& spoken() const;
  const WordLinks& synonyms() const;
  // From another language to this one.
  const WordLinks& links_from(const std::string& lang) const;
  const std::map<std::string, std::vector<std::string>>* table_from(const std::string& lang) const;
  // Does a dictionary that translates from this language know the word?
  bool is_in_dictionary(const std::string& lemma) const;
  const Speller& speller() const;
  const SuggestIndex& suggest_index() const;
  // Makes all of it now.
  void prepare() const;

 private:
  struct Across {
    std::once_flag once;
    WordLinks links;
  };

  const Snapshot* snapshot_;
  AnalyzerPool* analyzers_;
  std::string lang_;
  SpokenForms spoken_;
  mutable std::once_flag synonyms_once_;
  mutable WordLinks synonyms_;
  mutable std::map<std::string, Across> across_;
  mutable std::once_flag speller_once_;
  mutable std::unique_ptr<const Speller> speller_;
  mutable std::once_flag suggest_once_;
  mutable std::unique_ptr<const SuggestIndex> suggest_index_;
};

}  // namespace tiski
