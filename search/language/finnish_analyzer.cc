#include "search/language/finnish_analyzer.h"

#include <algorithm>
#include <utility>

#include "search/language/finnish_reading.h"
#include "search/language/forms.h"
#include "search/language/stop_words.h"
#include "search/language/text.h"

namespace tiski {
namespace {

// Changes with every change of what analyze() gives: documents in an index are then analysed anew.
constexpr std::string_view kRecipe = "finnish 1";

// The word as dictionaries write it: NFC, a plain hyphen and apostrophe, nothing invisible.
std::string dictionary_spelling(std::string_view word) {
  std::string spelled;
  spelled.reserve(word.size());
  for (std::size_t i = 0; i < word.size();) {
    const std::string_view rest = word.substr(i);
    const auto take = [&](std::string_view from, std::string_view to) {
      if (!rest.starts_with(from)) return false;
      spelled += to;
      i += from.size();
      return true;
    };
    const bool replaced = take("\u2019", "'") || take("\u2010", "-") || take("\u2011", "-") || take("\u00AD", "") ||
                          take("\u200C", "") || take("\u200D", "") || take("\u2060", "") || take("\uFEFF", "");
    if (!replaced) spelled += word[i++];
  }
  return sanitize(spelled);
}

// The likelier reading is lower. No frequencies: a word that is taken apart into fewer parts, a word rather than a
// name, and a noun rather than a form of a verb.
int rank(const Reading& reading) {
  constexpr int kPerPart = 10;
  int rank = static_cast<int>(part_count(reading)) * kPerPart;
  switch (reading.word_class) {
    case WordClass::kNoun:
    case WordClass::kAdjective:
      rank += 0;
      break;
    case WordClass::kName:
      rank += 3;
      break;
    default:
      rank += 1;
  }
  return rank;
}

std::vector<Reading> likeliest_first(std::vector<Reading> readings) {
  std::stable_sort(readings.begin(), readings.end(),
                   [](const Reading& a, const Reading& b) { return rank(a) < rank(b); });
  return readings;
}

// Of the readings of a modifier that stands alone: those by the compound's own path through the lexicon; else no verbs
// and no names where there is anything else.
std::vector<Reading> modifier_readings(std::vector<Reading> readings, std::string_view path) {
  const auto keep_if_any = [&readings](const auto& wanted) {
    std::vector<Reading> kept;
    std::copy_if(readings.begin(), readings.end(), std::back_inserter(kept), wanted);
    if (!kept.empty()) readings = std::move(kept);
    return !readings.empty();
  };
  if (std::any_of(readings.begin(), readings.end(), [path](const Reading& reading) { return reading.fst == path; })) {
    keep_if_any([path](const Reading& reading) { return reading.fst == path; });
    return readings;
  }
  keep_if_any([](const Reading& reading) {
    return reading.word_class != WordClass::kVerb && reading.word_class != WordClass::kName;
  });
  return readings;
}

}  // namespace

FinnishAnalyzer::FinnishAnalyzer() : stemmer_("finnish") {}

const WordForms& FinnishAnalyzer::analyze(std::string_view word) {
  if (const WordForms* seen = cache_.find(word)) return *seen;
  return cache_.insert(std::string(word), understand(word));
}

WordForms FinnishAnalyzer::understand(std::string_view word) {
  WordForms forms;
  forms.surface = kept_form(fold(word));
  if (code_point_count(word) > Voikko::kMaxLetters) {
    forms.lemmas.push_back(forms.surface);
    return forms;
  }
  std::string spelled = dictionary_spelling(word);
  std::vector<Reading> readings = voikko_.readings(spelled);
  if (readings.empty()) readings = voikko_.readings(spelled = to_lower(spelled));
  if (readings.empty()) readings = voikko_.readings(spelled = capitalize(spelled));
  if (readings.empty()) {
    add_unknown(forms, forms.surface);
  } else {
    add_readings(forms, likeliest_first(std::move(readings)), spelled);
  }
  if (forms.lemmas.empty()) forms.lemmas.push_back(forms.surface);
  return forms;
}

void FinnishAnalyzer::add_readings(WordForms& forms, const std::vector<Reading>& readings, std::string_view word) {
  forms.known = true;
  for (const Reading& reading : readings) {
    forms.may_name = forms.may_name || reading.person_or_place;
    add_form(forms.lemmas, reading.base);
  }
  for (const Reading& reading : readings) {
    const std::string verb = participle_verb(reading);
    if (part_count(reading) > 1) {
      add_parts(forms, reading, word);
      add_form(forms.parts, verb);
    } else {
      add_form(forms.lemmas, verb);
    }
  }
  for (const Reading& reading : readings) add_derivations(forms, reading);
}

void FinnishAnalyzer::add_parts(WordForms& forms, const Reading& reading, std::string_view word) {
  const std::vector<std::string> parts = surface_parts(reading, word);
  if (parts.size() < 2) return;
  std::vector<std::string> paths = part_paths(reading, parts.size());
  paths.resize(parts.size());
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) add_modifier(forms, parts[i], paths[i]);
  const std::string head = head_base(reading, word);
  if (head.empty()) {
    add_modifier(forms, parts.back(), paths.back());
  } else if (code_point_count(head) > 1) {
    add_form(forms.parts, head);
  }
}

void FinnishAnalyzer::add_modifier(WordForms& forms, const std::string& part, std::string_view path) {
  if (code_point_count(part) < 2) return;
  const std::string lower = to_lower(part);
  std::vector<Reading> readings = modifier_readings(voikko_.readings(lower), path);
  if (readings.empty()) readings = modifier_readings(voikko_.readings(capitalize(lower)), path);
  for (const Reading& reading : readings) {
    add_form(forms.parts, reading.base);
    add_form(forms.parts, participle_verb(reading));
  }
  if (!readings.empty()) return;
  // Forms that only begin compounds ("nais-", "kansallis-") stand in the lexicon with their hyphen.
  for (const Reading& reading : voikko_.readings(lower + '-')) {
    const std::vector<Morpheme> all = morphemes(reading.word_bases);
    const bool has_base = !all.empty() && !all.front().base.empty();
    add_form(forms.parts, has_base ? all.front().base : lower);
    return;
  }
  add_form(forms.parts, lower);
}

void FinnishAnalyzer::add_derivations(WordForms& forms, const Reading& reading) {
  if (reading.participle) return;
  for (const std::string& base : derivational_bases(reading)) {
    const std::string form = kept_form(fold(base));
    if (contains(forms.lemmas, form) || contains(forms.parts, form)) continue;
    const std::vector<Reading> readings = voikko_.readings(base);
    const bool is_word = std::any_of(readings.begin(), readings.end(),
                                     [&base](const Reading& known) { return to_lower(known.base) == to_lower(base); });
    if (is_word) add_form(forms.derivations, form);
  }
}

void FinnishAnalyzer::add_unknown(WordForms& forms, std::string_view word) {
  add_pieces(forms, word);
  if (forms.lemmas.empty()) forms.lemmas.push_back(unknown_lemma(word));
  forms.grams = four_grams(word);
}

void FinnishAnalyzer::add_pieces(WordForms& forms, std::string_view word) {
  const std::vector<std::string_view> pieces = pieces_of(word);
  if (pieces.size() == 1 && pieces.front() == word) return;
  for (const std::string_view piece : pieces) {
    const WordForms piece_forms = analyze(piece);
    for (const std::string& lemma : piece_forms.lemmas) add_form(forms.pieces, lemma);
    for (const std::string& part : piece_forms.parts) add_form(forms.pieces, part);
  }
}

std::string FinnishAnalyzer::unknown_lemma(std::string_view folded) { return kept_form(stemmer_.stem(folded)); }

bool FinnishAnalyzer::is_stop_word(std::string_view word) const { return stop_words("fi").contains(fold(word)); }

bool FinnishAnalyzer::accepts_spelling(std::string_view word) {
  const std::string spelled = dictionary_spelling(word);
  return voikko_.accepts_spelling(spelled) || voikko_.accepts_spelling(capitalize(spelled));
}

std::string FinnishAnalyzer::version() const {
  return std::string(kRecipe) + "; " + Voikko::version() + "; " + Snowball::version();
}

}  // namespace tiski
