#include "search/query/word_links.h"

#include <algorithm>
#include <utility>

#include "search/language/analyzer.h"
#include "search/language/text.h"

namespace tiski {
namespace {

WordLinks::Target make_target(MatchHow how, const std::string& text, Analyzer& analyzer) {
  return {how, text, written_lemmas(text, analyzer)};
}

}  // namespace

std::vector<std::vector<std::string>> written_lemmas(std::string_view text, Analyzer& analyzer) {
  std::vector<std::vector<std::string>> words;
  for (const auto& token : tokenize(text)) {
    const auto& forms = analyzer.analyze(token.in(text));
    const bool base_form = std::find(forms.lemmas.begin(), forms.lemmas.end(), forms.surface) != forms.lemmas.end();
    words.push_back(base_form ? std::vector<std::string>{forms.surface} : forms.lemmas);
  }
  return words;
}

void WordLinks::add(std::string_view key, const std::vector<Target>& targets, Analyzer& analyzer) {
  auto words = written_lemmas(key, analyzer);
  if (words.empty() || targets.empty()) return;
  for (const auto& lemma : words.front()) by_first_lemma_.emplace(lemma, entries_.size());
  entries_.push_back({std::move(words), targets});
}

WordLinks WordLinks::inside(const Synonyms::Language& synonyms, Analyzer& analyzer) {
  WordLinks links;
  for (const auto& group : synonyms.equal) {
    for (const auto& word : group) {
      std::vector<Target> others;
      for (const auto& other : group) {
        if (other != word) others.push_back(make_target(MatchHow::kSynonym, other, analyzer));
      }
      links.add(word, others, analyzer);
    }
  }
  for (const auto& entry : synonyms.related) {
    std::vector<Target> related;
    for (const auto& word : entry.related) related.push_back(make_target(MatchHow::kRelated, word, analyzer));
    for (const auto& word : entry.words) links.add(word, related, analyzer);
  }
  return links;
}

WordLinks WordLinks::across(const Synonyms& synonyms, const std::vector<GlossaryTerm>& glossary, Analyzer& from,
                            Analyzer& to) {
  WordLinks links;
  const auto add_all = [&](const std::map<std::string, std::vector<std::string>>& words) {
    const auto keys = words.find(from.lang());
    const auto meanings = words.find(to.lang());
    if (keys == words.end() || meanings == words.end()) return;
    std::vector<Target> targets;
    for (const auto& word : meanings->second) targets.push_back(make_target(MatchHow::kTranslation, word, to));
    for (const auto& key : keys->second) links.add(key, targets, from);
  };
  for (const auto& words : synonyms.across) add_all(words);
  for (const auto& term : glossary) add_all(term.words);
  return links;
}

std::vector<WordLinks::Found> WordLinks::find(std::span<const WordForms> words) const {
  std::vector<Found> found;
  std::vector<std::size_t> seen;
  for (const auto& lemma : words.front().lemmas) {
    const auto [begin, end] = by_first_lemma_.equal_range(lemma);
    for (auto it = begin; it != end; ++it) {
      const auto& entry = entries_[it->second];
      if (entry.key.size() > words.size() || std::find(seen.begin(), seen.end(), it->second) != seen.end()) continue;
      const bool matches =
          std::equal(entry.key.begin(), entry.key.end(), words.begin(),
                     [](const auto& key, const WordForms& word) { return share_one(key, word.lemmas); });
      if (!matches) continue;
      seen.push_back(it->second);
      found.push_back({&entry, entry.key.size()});
    }
  }
  return found;
}

}  // namespace tiski
