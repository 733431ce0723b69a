#include "tests/bench/analysis.h"

#include <algorithm>
#include <ctime>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "search/language/text.h"

namespace tiski::bench {
namespace {

using Postings = std::map<std::string, std::set<std::string>, std::less<>>;  // word → ids of documents

Postings index_words(const EvalSet& set, Analyzer& analyzer, Found found) {
  Postings postings;
  for (const EvalDocument& document : set.documents) {
    const std::string text = document.title + '\n' + document.text;
    for (const Token& token : tokenize(text)) {
      const WordForms& forms = analyzer.analyze(token.in(text));
      for (const auto& lemma : forms.lemmas) postings[lemma].insert(document.id);
      if (found == Found::kAsLemma) continue;
      for (const auto& part : forms.parts) postings[part].insert(document.id);
      for (const auto& piece : forms.pieces) postings[piece].insert(document.id);
    }
  }
  return postings;
}

std::set<std::string> distinct_words(const EvalSet& set) {
  std::set<std::string> words;
  for (const EvalDocument& document : set.documents) {
    for (const Token& token : tokenize(document.text)) words.emplace(token.in(document.text));
  }
  return words;
}

// CPU microseconds that `work` takes.
template <typename Work>
double microseconds(const Work& work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) * 1e6 / CLOCKS_PER_SEC;
}

}  // namespace

RetrievalScore score_analysis(const EvalSet& set, Analyzer& analyzer, Found found) {
  const Postings postings = index_words(set, analyzer, found);
  return score_retrieval(set.queries, [&](const std::string& query) {
    std::set<std::string> ids;
    for (const Token& token : tokenize(query)) {
      for (const auto& lemma : analyzer.analyze(token.in(query)).lemmas) {
        const auto documents = postings.find(lemma);
        if (documents != postings.end()) ids.insert(documents->second.begin(), documents->second.end());
      }
    }
    return std::vector<std::string>(ids.begin(), ids.end());
  });
}

AnalysisSpeed measure_analysis(const EvalSet& set, std::string_view lang) {
  AnalysisSpeed speed;
  const std::set<std::string> words = distinct_words(set);
  const auto analyzer = Analyzer::open(lang);
  const double new_words = microseconds([&] {
    for (const auto& word : words) analyzer->analyze(word);
  });
  speed.new_word = new_words / static_cast<double>(std::max<std::size_t>(words.size(), 1));

  constexpr int kRounds = 50;
  const std::string seen = words.empty() ? std::string() : *words.rbegin();
  const double again = microseconds([&] {
    for (int i = 0; i < kRounds * 1000; ++i) analyzer->analyze(seen);
  });
  speed.word_seen_lately = again / (kRounds * 1000);

  std::size_t tokens = 0;
  const auto fresh = Analyzer::open(lang);
  const double text = microseconds([&] {
    for (const EvalDocument& document : set.documents) {
      for (const Token& token : tokenize(document.text)) {
        fresh->analyze(token.in(document.text));
        ++tokens;
      }
    }
  });
  speed.running_text = text / static_cast<double>(std::max<std::size_t>(tokens, 1));
  return speed;
}

}  // namespace tiski::bench
