#include "search/query/language_state.h"

#include <utility>

namespace tiski {

LanguageState::LanguageState(const Snapshot& snapshot, AnalyzerPool& analyzers, std::string lang)
    : snapshot_(&snapshot), analyzers_(&analyzers), lang_(std::move(lang)) {
  const auto& languages = snapshot_->synonyms().languages;
  if (const auto found = languages.find(lang_); found != languages.end()) spoken_ = make_spoken_forms(found->second);
  for (const auto& other : snapshot_->knowledge_base().languages) {
    if (other != lang_) across_[other];
  }
}

const SpokenForms& LanguageState::spoken() const { return spoken_; }

const WordLinks& LanguageState::synonyms() const {
  std::call_once(synonyms_once_, [this] {
    const auto& languages = snapshot_->synonyms().languages;
    const auto found = languages.find(lang_);
    if (found == languages.end()) return;
    const auto analyzer = analyzers_->lease(lang_);
    synonyms_ = WordLinks::inside(found->second, *analyzer);
  });
  return synonyms_;
}

const WordLinks& LanguageState::links_from(const std::string& lang) const {
  auto& across = across_.at(lang);
  std::call_once(across.once, [&] {
    const auto from = analyzers_->lease(lang);
    const auto to = analyzers_->lease(lang_);
    across.links = WordLinks::across(snapshot_->synonyms(), snapshot_->glossary(), *from, *to);
  });
  return across.links;
}

const std::map<std::string, std::vector<std::string>>* LanguageState::table_from(const std::string& lang) const {
  const auto found = snapshot_->translations().find(lang + '>' + lang_);
  return found == snapshot_->translations().end() ? nullptr : &found->second;
}

bool LanguageState::is_in_dictionary(const std::string& lemma) const {
  const auto& tables = snapshot_->translations();
  const auto from = lang_ + '>';
  for (auto it = tables.lower_bound(from); it != tables.end() && it->first.starts_with(from); ++it) {
    if (it->second.contains(lemma)) return true;
  }
  return false;
}

const Speller& LanguageState::speller() const {
  std::call_once(speller_once_, [this] { speller_ = std::make_unique<Speller>(snapshot_->database(), lang_); });
  return *speller_;
}

const SuggestIndex& LanguageState::suggest_index() const {
  std::call_once(suggest_once_, [this] {
    const auto analyzer = analyzers_->lease(lang_);
    suggest_index_ = std::make_unique<SuggestIndex>(*snapshot_, lang_, *analyzer);
  });
  return *suggest_index_;
}

void LanguageState::prepare() const {
  synonyms();
  for (const auto& [lang, across] : across_) links_from(lang);
  speller();
  suggest_index();
}

}  // namespace tiski
