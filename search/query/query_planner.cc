#include "search/query/query_planner.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <utility>

#include "search/index/document_builder.h"
#include "search/index/schema.h"
#include "search/language/text.h"
#include "search/query/compound_parts.h"
#include "search/query/phrases.h"
#include "search/query/term_lookup.h"

namespace tiski {
namespace {

double share(std::size_t n) { return 1.0 / std::sqrt(static_cast<double>(n)); }

class Planner {
 public:
  Planner(const ParsedQuery& query, const Understanding& understanding)
      : u_(understanding),
        ranking_(*understanding.ranking),
        db_(understanding.terms->db()),
        lookup_(*understanding.terms, understanding.analyzer->lang()) {
    plan_.lang = u_.analyzer->lang();
    plan_.cut = query.cut;
    Analyzer& asked = u_.asked_in_another ? *u_.sources.front().analyzer : *u_.analyzer;
    typed_ = read_words(query, *u_.analyzer, asked, u_.spoken, u_.prefix ? LastWord::kBeingTyped : LastWord::kWhole);
  }

  QueryPlan plan(const ParsedQuery& query, std::string_view text) {
    plan_words();
    plan_synonyms();
    plan_joined();
    plan_compounds();
    plan_derivations();
    if (u_.asked_in_another) {
      plan_translations(u_.sources.front(), ranking_.translation, Wanted::kEveryWord);
    } else {
      for (const auto& source : u_.sources) plan_translations(source, ranking_.stray_translation, Wanted::kUnmatched);
      drop_foreign_stop_words();
    }
    plan_prefix(query);
    plan_phrases(query);
    plan_whole(query, text);
    return std::move(plan_);
  }

 private:
  enum class Wanted { kEveryWord, kUnmatched };

  void plan_words() {
    for (auto& typed : typed_) {
      if (typed.stop) continue;
      typed.planned = plan_.words.size();
      auto& word = plan_.words.emplace_back();
      word.input = typed.input;
      word.token = typed.token;
      word.guessed = typed.origin == WordOrigin::kGuessed;
      word.forms = typed.forms;
      word.light = typed.light;
      word.counted = !typed.in_phrase && !typed.light;
      add_own_evidence(word);
      // Spoken words may stand in the text as they were typed.
      if (typed.origin != WordOrigin::kTyped) {
        add(word.evidence, MatchHow::kLemma, ranking_.surface, true, Field::kSurface, {fold(typed.input)});
      }
    }
  }

  void add(std::vector<Evidence>& evidence, MatchHow how, double factor, bool counts, Field field,
           const std::vector<std::string>& texts) const {
    auto terms = lookup_.present(field, texts);
    if (!terms.empty() && factor > 0) evidence.push_back({how, factor, counts, std::move(terms)});
  }

  // What the word itself says: its lemmas, the parts of a compound, its surface, and so on.
  void add_own_evidence(PlannedWord& word) const {
    const auto& forms = word.forms;
    add(word.evidence, MatchHow::kLemma, ranking_.lemma, true, Field::kWord, forms.lemmas);
    add(word.evidence, MatchHow::kLemma, ranking_.title, false, Field::kTitleWord, forms.lemmas);
    add_parts(word, forms.parts, ranking_.parts);
    for (const auto& compound : forms.compounds) {
      add(word.evidence, MatchHow::kPart, ranking_.compounds, false, Field::kWord, {compound});
    }
    add_parts(word, forms.pieces, ranking_.pieces);
    add(word.evidence, MatchHow::kLemma, ranking_.surface, true, Field::kSurface, {forms.surface});
    // Parts of compounds that are no words alone ("kielinen", "yleis") stand in the index as they are.
    const auto& lemmas = forms.lemmas;
    if (std::find(lemmas.begin(), lemmas.end(), forms.surface) == lemmas.end()) {
      add(word.evidence, MatchHow::kPart, ranking_.parts, true, Field::kWord, {forms.surface});
    }
    add_derivations(word);
    for (const auto& gram : forms.grams) {
      const double factor = ranking_.grams / static_cast<double>(forms.grams.size());
      add(word.evidence, MatchHow::kSpelling, factor, false, Field::kGram, {gram});
    }
  }

  // Words that it is derived from, those that are derived from it, and those that are derived from the same.
  void add_derivations(PlannedWord& word) const {
    const auto& forms = word.forms;
    auto terms = lookup_.present(Field::kWord, forms.derivations);
    for (const auto* texts : {&forms.derivations, &forms.lemmas}) {
      const auto derived = lookup_.present(Field::kDerivation, *texts);
      terms.insert(terms.end(), derived.begin(), derived.end());
    }
    if (!terms.empty() && ranking_.derivation > 0) {
      word.evidence.push_back({MatchHow::kDerivation, ranking_.derivation, false, std::move(terms)});
    }
  }

  void add_parts(PlannedWord& word, const std::vector<std::string>& parts, double weight) const {
    bool complete = parts.size() > 1;
    std::vector<std::vector<std::string>> terms;
    for (const auto& part : parts) {
      add(word.evidence, MatchHow::kPart, weight * share(parts.size()), false, Field::kWord, {part});
      terms.push_back(lookup_.present(Field::kWord, {part}));
      complete = complete && !terms.back().empty();
    }
    if (complete) word.with_parts = find_parts(terms);
  }

  // A compound that is the whole question is found where its parts stand together; among other words, which tell
  // enough, anywhere in the article ("pyörätuoliasiakkaan auttaminen": an article on wheelchairs says "asiakas" on each
  // line).
  std::vector<std::uint32_t> find_parts(const std::vector<std::vector<std::string>>& parts) const {
    const auto telling =
        std::count_if(typed_.begin(), typed_.end(), [](const QueryWord& typed) { return !typed.stop && !typed.light; });
    return telling > 1 ? documents_with_all(db_, parts) : find_together(db_, parts);
  }

  void plan_synonyms() {
    if (u_.synonyms == nullptr || u_.asked_in_another) return;
    std::vector<WordForms> forms;
    for (const auto& typed : typed_) forms.push_back(typed.forms);
    for (std::size_t i = 0; i < typed_.size(); ++i) {
      if (typed_[i].in_phrase) continue;
      for (const auto& found : u_.synonyms->find(std::span(forms).subspan(i))) {
        add_targets(*found.entry, i, found.words, 0);
      }
    }
  }

  double factor_of(MatchHow how, double translation) const {
    if (how == MatchHow::kSynonym) return ranking_.synonym;
    return how == MatchHow::kRelated ? ranking_.related : translation;
  }

  // Adds what stands for the typed words [at, at + count) to their word, or to a span where they are several.
  void add_targets(const WordLinks::Entry& entry, std::size_t at, std::size_t count, double translation) {
    PlannedSpan span;
    for (const auto& target : entry.targets) {
      const double factor = factor_of(target.how, translation);
      if (target.words.size() == 1) {
        add(span.evidence, target.how, factor, true, Field::kWord, target.words.front());
      } else if (auto places = lookup_.places(target.words); !places.empty()) {
        auto documents = find_phrase(db_, places);
        if (!documents.empty()) span.phrases.push_back({target.how, factor, std::move(places), std::move(documents)});
      }
    }
    merge_same_kind(span.evidence);
    attach(std::move(span), entry, at, count);
  }

  // Terms that stand for a word in the same way weigh as one.
  static void merge_same_kind(std::vector<Evidence>& evidence) {
    std::vector<Evidence> merged;
    for (auto& one : evidence) {
      const auto same =
          std::find_if(merged.begin(), merged.end(), [&one](const Evidence& m) { return m.how == one.how; });
      if (same == merged.end()) {
        merged.push_back(std::move(one));
      } else {
        same->terms.insert(same->terms.end(), one.terms.begin(), one.terms.end());
      }
    }
    evidence = std::move(merged);
  }

  void attach(PlannedSpan span, const WordLinks::Entry& entry, std::size_t at, std::size_t count) {
    if (count == 1) {
      if (!typed_[at].planned) return;
      auto& word = plan_.words[*typed_[at].planned];
      for (const auto& target : entry.targets) {
        if (target.how != MatchHow::kRelated) word.synonyms.push_back(target.text);
      }
      std::move(span.evidence.begin(), span.evidence.end(), std::back_inserter(word.evidence));
      std::move(span.phrases.begin(), span.phrases.end(), std::back_inserter(word.phrases));
      return;
    }
    if (!span.evidence.empty() || !span.phrases.empty()) push_span(std::move(span), at, count);
  }

  void push_span(PlannedSpan span, std::size_t at, std::size_t count) {
    span.begin = plan_.words.size();
    span.end = 0;
    for (std::size_t i = at; i < at + count; ++i) {
      span.input += (i == at ? "" : " ") + typed_[i].input;
      if (!typed_[i].planned) continue;
      span.begin = std::min(span.begin, *typed_[i].planned);
      span.end = *typed_[i].planned + 1;
    }
    if (span.end == 0) span.begin = 0;
    plan_.spans.push_back(std::move(span));
  }

  // Compounds are written apart and together: two neighbouring words also as one.
  void plan_joined() {
    for (std::size_t i = 0; i + 1 < typed_.size(); ++i) {
      const auto& left = typed_[i];
      const auto& right = typed_[i + 1];
      if (!left.planned || !right.planned || left.in_phrase || right.in_phrase) continue;
      const auto joined = u_.analyzer->analyze(left.text + right.text);
      if (!joined.known) continue;
      PlannedSpan span;
      add(span.evidence, MatchHow::kLemma, ranking_.joined, true, Field::kWord, joined.lemmas);
      if (!span.evidence.empty()) push_span(std::move(span), i, 2);
    }
  }

  // Compounds that the analyser leaves whole, as Swedish does and Finnish those with a word that is in no dictionary
  // ("chatvastaus"): where nothing of one is in the index, by the words that make it.
  void plan_compounds() {
    if (u_.asked_in_another) return;
    for (auto& word : plan_.words) {
      if (word.is_found() || (word.forms.known && !u_.analyzer->leaves_compounds_whole())) continue;
      word.forms.parts = find_compound_parts(word.forms.surface, *u_.analyzer, lookup_);
      add_parts(word, word.forms.parts, ranking_.parts);
    }
  }

  // A word that the index lacks is found as what it is derived from ("puolustelu" where guides say "puolustella").
  void plan_derivations() {
    for (auto& word : plan_.words) {
      if (word.is_found()) continue;
      for (auto& one : word.evidence) {
        if (one.how != MatchHow::kDerivation) continue;
        one.counts = true;
        one.factor = ranking_.lone_derivation;
      }
    }
  }

  static bool is_matched(const PlannedWord& word) { return !word.evidence.empty() || !word.phrases.empty(); }
  bool is_matched(const QueryWord& typed) const { return !typed.planned || is_matched(plan_.words[*typed.planned]); }

  void plan_translations(const SourceLanguage& source, double factor, Wanted wanted) {
    std::vector<bool> wants;
    for (const auto& typed : typed_) wants.push_back(wanted == Wanted::kEveryWord || !is_matched(typed));
    if (std::find(wants.begin(), wants.end(), true) == wants.end()) return;
    std::vector<WordForms> forms;
    for (const auto& typed : typed_) forms.push_back(source.analyzer->analyze(typed.text));
    for (std::size_t i = 0; i < typed_.size(); ++i) {
      if (typed_[i].in_phrase) continue;
      const auto found = source.links->find(std::span(forms).subspan(i));
      for (const auto& one : found) {
        const auto first = wants.begin() + static_cast<std::ptrdiff_t>(i);
        const auto end = first + static_cast<std::ptrdiff_t>(one.words);
        if (std::find(first, end, true) != end) add_targets(*one.entry, i, one.words, factor);
      }
      if (wants[i] && typed_[i].planned && found.empty())
        add_from_table(source, forms[i], factor, plan_.words[*typed_[i].planned]);
    }
  }

  std::vector<std::string> translate(const SourceLanguage& source, const std::vector<std::string>& lemmas) const {
    std::vector<std::string> words;
    for (const auto& lemma : lemmas) {
      const auto found = source.table->find(lemma);
      if (found == source.table->end()) continue;
      for (const auto& word : found->second) {
        if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
      }
    }
    return words;
  }

  void add_from_table(const SourceLanguage& source, const WordForms& forms, double factor, PlannedWord& word) const {
    if (source.table == nullptr) return;
    const auto words = translate(source, forms.lemmas);
    add(word.evidence, MatchHow::kTranslation, factor, true, Field::kWord, words);
    if (!words.empty() || forms.parts.size() < 2) return;
    std::vector<std::vector<std::string>> parts;
    bool complete = true;
    for (const auto& part : forms.parts) {
      const auto meanings = translate(source, {part});
      add(word.evidence, MatchHow::kTranslation, factor * share(forms.parts.size()), false, Field::kWord, meanings);
      parts.push_back(lookup_.present(Field::kWord, meanings));
      complete = complete && !parts.back().empty();
    }
    if (complete && word.with_parts.empty()) word.with_parts = find_parts(parts);
  }

  // "how to calm a customer" on a Finnish page: words that mean nothing here and are stop words of another language.
  void drop_foreign_stop_words() {
    const auto is_foreign_stop_word = [this](const QueryWord& typed) {
      if (is_matched(typed)) return false;
      return std::any_of(u_.sources.begin(), u_.sources.end(),
                         [&typed](const SourceLanguage& source) { return source.analyzer->is_stop_word(typed.text); });
    };
    const bool others = std::any_of(typed_.begin(), typed_.end(), [&](const QueryWord& typed) {
      return typed.planned && !is_foreign_stop_word(typed);
    });
    if (!others) return;
    for (const auto& typed : typed_) {
      if (is_foreign_stop_word(typed)) plan_.words[*typed.planned].counted = false;
    }
  }

  // The last word as the beginning of one, when it is still being typed or is nothing whole.
  void plan_prefix(const ParsedQuery& query) {
    if (query.clauses.empty() || query.clauses.back().kind != ClauseKind::kWord) return;
    const auto& last = typed_.back();
    if (!last.planned) return;
    auto& word = plan_.words[*last.planned];
    // A likeness or a part matches no article by itself: with nothing else, "rekl" would find nothing.
    if (word.is_found() && !u_.prefix && !word.guessed) return;
    const auto prefix = word.guessed ? fold(word.input) : word.forms.surface;
    if (code_point_count(prefix) < ranking_.prefix_letters) return;
    const auto most = ranking_.prefix_expansion;
    auto terms = lookup_.with_prefix({Field::kWord, Field::kSurface}, prefix, most);
    if (terms.empty()) return;
    word.evidence.push_back({MatchHow::kPrefix, ranking_.prefix, true, std::move(terms)});
    auto titles = lookup_.with_prefix({Field::kTitleWord}, prefix, most);
    if (titles.empty()) return;
    word.evidence.push_back({MatchHow::kPrefix, ranking_.prefix * ranking_.title, false, std::move(titles)});
  }

  void plan_phrases(const ParsedQuery& query) {
    for (auto next = query.clauses.begin(); next != query.clauses.end(); ++next) {
      const Clause& clause = *next;
      if (std::find(query.clauses.begin(), next, clause) != next) continue;
      if (clause.kind == ClauseKind::kExcludedWord) {
        const auto forms = u_.analyzer->analyze(clause.words.front());
        for (auto& term : lookup_.present(Field::kWord, forms.lemmas)) plan_.excluded.push_back(std::move(term));
      } else if (clause.kind != ClauseKind::kWord) {
        plan_.phrases.push_back(make_phrase(clause));
      }
    }
  }

  PlannedPhrase make_phrase(const Clause& clause) const {
    PlannedPhrase phrase;
    phrase.excluded = clause.kind == ClauseKind::kExcludedPhrase;
    std::vector<std::string> surfaces;
    std::vector<std::string> surface_terms;
    for (const auto& word : clause.words) {
      const auto& forms = u_.analyzer->analyze(word);
      surfaces.push_back(forms.surface);
      surface_terms.push_back(make_term(Field::kSurface, plan_.lang, forms.surface));
      phrase.places.push_back(lookup_.present(Field::kWord, forms.lemmas));
    }
    const auto* among = phrase.excluded ? nullptr : last_required();
    phrase.documents = find_exact_phrase(db_, phrase.places, surfaces, surface_terms, among);
    return phrase;
  }

  // Where the last phrase stands that articles must have: the next one is of no use elsewhere.
  const std::vector<std::uint32_t>* last_required() const {
    const auto last = std::find_if(plan_.phrases.rbegin(), plan_.phrases.rend(),
                                   [](const PlannedPhrase& phrase) { return !phrase.excluded; });
    return last == plan_.phrases.rend() ? nullptr : &last->documents;
  }

  // The query as a whole: is it a title, or a question that a trainer pinned?
  void plan_whole(const ParsedQuery& query, std::string_view text) {
    std::string title;
    for (const auto& clause : query.clauses) {
      if (clause.kind == ClauseKind::kExcludedWord || clause.kind == ClauseKind::kExcludedPhrase) return;
      for (const auto& word : clause.words) title += (title.empty() ? "" : " ") + fold(word);
    }
    if (title.empty() || u_.asked_in_another) return;
    plan_.exact_title = make_term(Field::kExactTitle, plan_.lang, title);
    plan_.best_for = make_term(Field::kBestFor, plan_.lang, normal_query(text, *u_.analyzer));
  }

  const Understanding& u_;
  const Ranking& ranking_;
  const Xapian::Database& db_;
  TermLookup lookup_;
  std::vector<QueryWord> typed_;
  QueryPlan plan_;
};

}  // namespace

QueryPlan plan_query(const ParsedQuery& query, std::string_view text, const Understanding& understanding) {
  return Planner(query, understanding).plan(query, text);
}

}  // namespace tiski
