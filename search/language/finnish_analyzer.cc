#include "search/language/finnish_analyzer.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "search/language/finnish_reading.h"
#include "search/language/forms.h"
#include "search/language/stop_words.h"
#include "search/language/text.h"

namespace tiski {
namespace {

// Changes with every change of what analyze() gives: documents in an index are then analysed anew.
constexpr std::string_view kFinnishRecipe = "finnish 2";

// The word as dictionaries write it: NFC, a plain hyphen and apostrophe, nothing invisible.
std::string dictionary_spelling(std::string_view word) {
  std::string spelled;
  spelled.reserve(word.size());
  for (std::size_t i = 0; i < word.size();) {
    if (static_cast<unsigned char>(word[i]) < 0x80) {
      spelled += word[i++];
      continue;
    }
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

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "hsl:n" → "hsl", "bordeaux'n" → "bordeaux": the word before a case ending that is set off. Empty without one.
std::string_view before_ending(std::string_view word) {
  constexpr std::size_t kLongestEnding = 8;  // "ssäänkin"
  const std::size_t mark = word.find_last_of(":'");
  if (mark == std::string_view::npos || mark == 0) return {};
  const std::string_view ending = word.substr(mark + 1);
  const bool is_ending = !ending.empty() && code_point_count(ending) <= kLongestEnding && !has_digit(ending) &&
                         ending.find_first_of("-.") == std::string_view::npos;
  return is_ending ? word.substr(0, mark) : std::string_view();
}

// Names and abbreviations, also where Voikko calls them the beginning of a compound ("Jussi-").
bool is_proper(const Reading& reading) {
  return reading.fst.starts_with("[Le") || reading.fst.starts_with("[La]") || reading.word_class == WordClass::kName;
}

// Short verb forms are mostly chance: "kerä|imeä".
bool may_end_compound(const std::vector<Reading>& readings, std::size_t letters) {
  constexpr std::size_t kShortestVerb = 7;
  return std::any_of(readings.begin(), readings.end(), [letters](const Reading& reading) {
    return reading.word_class == WordClass::kNoun || reading.word_class == WordClass::kAdjective ||
           (reading.word_class == WordClass::kVerb && letters >= kShortestVerb);
  });
}

}  // namespace

FinnishAnalyzer::FinnishAnalyzer(std::shared_ptr<SharedForms> shared)
    : stemmer_("finnish"), shared_(std::move(shared)) {}

const WordForms& FinnishAnalyzer::analyze(std::string_view word) {
  if (is_too_long(word)) return too_long_ = forms_of_long_word(word);
  if (shared_) {
    if (const WordForms* known = shared_->find(word)) return *known;
  }
  if (const WordForms* seen = cache_.find(word)) return *seen;
  WordForms forms = understand(word);
  if (shared_) {
    if (const WordForms* kept = shared_->insert(word, forms)) return *kept;
  }
  return cache_.insert(std::string(word), std::move(forms));
}

WordForms FinnishAnalyzer::understand(std::string_view word) {
  WordForms forms;
  const std::string folded = fold(word);
  forms.surface = kept_form(folded);
  std::string spelled = dictionary_spelling(word);
  std::vector<Reading> readings = voikko_.readings(spelled);
  // As typed, in lower case, capitalised: each spelling once, those of unknown words take longest.
  const std::string typed = spelled;
  if (readings.empty() && (spelled = to_lower(typed)) != typed) readings = voikko_.readings(spelled);
  if (readings.empty() && (spelled = capitalize(spelled)) != typed) readings = voikko_.readings(spelled);
  if (readings.empty()) {
    add_unknown(forms, folded);
  } else {
    add_readings(forms, readings, spelled);
  }
  if (forms.lemmas.empty()) forms.lemmas.push_back(forms.surface);
  add_joined(forms);
  return forms;
}

// "e-mail" is also written "email", "t-paita" "tpaita".
void FinnishAnalyzer::add_joined(WordForms& forms) {
  for (const std::string& lemma : forms.lemmas) {
    const std::size_t hyphen = lemma.find('-');
    if (hyphen == std::string::npos || code_point_count(lemma.substr(0, hyphen)) != 1) continue;
    add_form(forms.known ? forms.parts : forms.pieces,
             stemmer_.stem(lemma.substr(0, hyphen) + lemma.substr(hyphen + 1)));
  }
}

void FinnishAnalyzer::add_readings(WordForms& forms, const std::vector<Reading>& readings, std::string_view word) {
  forms.known = true;
  forms.may_name = std::any_of(readings.begin(), readings.end(), [](const Reading& r) { return r.person_or_place; });
  std::vector<std::pair<std::string, Anatomy>> words;  // base forms, taken apart
  for (const Reading& reading : likeliest_first(readings, word)) {
    words.emplace_back(reading.base, take_apart(reading, word));
  }
  // "sanoma" is a word of its own, so its reading as a participle does not make it a form of "sanoa".
  const auto stands_in_lexicon = [&words](const std::string& base) {
    return std::any_of(words.begin(), words.end(),
                       [&base](const auto& other) { return other.first == base && other.second.last.size() == 1; });
  };
  for (const auto& [base, anatomy] : words) {
    if (!stands_in_lexicon(base)) add_verb(forms, anatomy);
    add_form(forms.lemmas, base);
    add_parts(forms, anatomy);
    add_compounds(forms, anatomy);
  }
  for (const auto& [base, anatomy] : words) add_derivations(forms, anatomy);
}

// The verb of a participle; in a compound the verb of its last part, and the whole verb where there is such a one
// ("allekirjoittaa").
void FinnishAnalyzer::add_verb(WordForms& forms, const Anatomy& anatomy) {
  const std::string verb = participle_verb(anatomy.last);
  if (verb.empty()) return;
  if (anatomy.parts.size() < 2) {
    add_form(forms.lemmas, verb);
    return;
  }
  const std::string whole = anatomy.before + verb;
  if (is_base_form(whole)) add_form(forms.lemmas, whole);
  add_form(forms.parts, verb);
}

bool FinnishAnalyzer::is_base_form(const std::string& word) {
  const std::vector<Reading> readings = voikko_.readings(word);
  return std::any_of(readings.begin(), readings.end(), [&word](const Reading& known) { return known.base == word; });
}

void FinnishAnalyzer::add_parts(WordForms& forms, const Anatomy& anatomy) {
  const std::size_t count = anatomy.surfaces.size();
  if (count < 2) return;
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_head = i + 1 == count;
    if (is_head && !anatomy.head.empty()) {
      add_part(forms, anatomy.head, {});
    } else if (!anatomy.parts.empty()) {
      add_part(forms, anatomy.surfaces[i], anatomy.parts[i]);
    } else {
      add_part_alone(forms, anatomy.surfaces[i]);
    }
  }
}

// A part whose stages are known; by its surface if it has none ("epä", "30"). One letter alone says nothing.
void FinnishAnalyzer::add_part(WordForms& forms, std::string_view part, const std::vector<Stage>& part_stages) {
  const std::string_view base = part_stages.empty() ? part : part_stages.back().base;
  if (code_point_count(base) > 1) add_form(forms.parts, base);
  add_form(forms.parts, participle_verb(part_stages));
}

// A part of a compound that stands in the lexicon as one word: what it is must be asked anew. Modifiers are seldom
// verbs or names.
void FinnishAnalyzer::add_part_alone(WordForms& forms, const std::string& part) {
  if (code_point_count(part) < 2) return;
  const std::string lower = to_lower(part);
  std::vector<Reading> readings = voikko_.readings(lower);
  const auto is_likely = [](const Reading& reading) {
    return reading.word_class != WordClass::kVerb && reading.word_class != WordClass::kName;
  };
  if (std::any_of(readings.begin(), readings.end(), is_likely)) {
    std::erase_if(readings, [&is_likely](const Reading& reading) { return !is_likely(reading); });
  }
  for (const Reading& reading : readings) add_form(forms.parts, reading.base);
  if (readings.empty()) add_form(forms.parts, lower);
}

// Compounds within a longer one, from its beginning and from its end, that the dictionary has as words:
// "asiakaspalvelu" and "palvelutilanne" of "asiakaspalvelutilanteessa". Of longer chains, which nobody asks for, none:
// each takes two questions a part.
void FinnishAnalyzer::add_compounds(WordForms& forms, const Anatomy& anatomy) {
  constexpr std::size_t kMostParts = 5;
  if (anatomy.surfaces.size() < 3 || anatomy.surfaces.size() > kMostParts) return;
  const auto begin = anatomy.surfaces.begin();
  const auto head = std::prev(anatomy.surfaces.end());
  for (auto cut = std::next(begin); cut != head; ++cut) {
    add_compound(forms, std::accumulate(begin, std::next(cut), std::string()));
    add_compound(forms, std::accumulate(cut, head, std::string()) + (anatomy.head.empty() ? *head : anatomy.head));
  }
}

// "palvelutilanne" as it stands, not as a form of "palvelutila"; "vaatekaapin" of "vaatekaapinovi" by its base form.
void FinnishAnalyzer::add_compound(WordForms& forms, const std::string& text) {
  const std::string compound = to_lower(text);
  std::vector<Reading> readings = voikko_.readings(compound);
  std::erase_if(readings, [](const Reading& r) { return r.word_class == WordClass::kVerb || part_count(r) < 2; });
  const auto as_it_stands = [&compound](const Reading& reading) { return reading.base == compound; };
  if (std::any_of(readings.begin(), readings.end(), as_it_stands)) {
    add_form(forms.compounds, compound);
    return;
  }
  for (const Reading& reading : readings) add_form(forms.compounds, reading.base);
}

void FinnishAnalyzer::add_derivations(WordForms& forms, const Anatomy& anatomy) {
  const auto add = [&forms](const std::string& base) {
    const std::string form = kept_form(fold(base));
    const bool is_new = !contains(forms.lemmas, form) && !contains(forms.parts, form);
    if (is_new && code_point_count(form) > 1) add_form(forms.derivations, form);
  };
  for (const std::vector<Stage>& part : anatomy.parts) {
    for (const Stage& stage : part) add(stage.base);
  }
  if (anatomy.parts.empty()) {
    for (const Stage& stage : anatomy.last) add(stage.base);
  }
  if (anatomy.parts.size() > 1 && anatomy.last.size() > 1) {
    const Stage& source = anatomy.last[anatomy.last.size() - 2];
    if (!source.verb) add(anatomy.before + source.base);  // "kuulovamma" of "kuulovammainen"
  }
}

void FinnishAnalyzer::add_unknown(WordForms& forms, std::string_view word) {
  if (const std::vector<Reading> readings = voikko_.readings(std::string(word) + '-'); !readings.empty()) {
    add_elliptic(forms, readings);
    return;
  }
  if (!has_digit(word)) forms.grams = four_grams(word);
  if (const std::string_view base = before_ending(word); !base.empty()) {
    const WordForms base_forms = analyze(base);
    forms.lemmas = base_forms.lemmas;
    forms.parts = base_forms.parts;
    forms.pieces = base_forms.pieces;
    return;
  }
  add_pieces(forms, word);
  if (!forms.lemmas.empty()) return;
  add_guess(forms, word);
  add_form(forms.lemmas, has_digit(word) ? std::string(word) : stemmer_.stem(word));
}

// A form that only begins compounds ("nais-", "laiduntamis-") and stands alone in "nais- ja miesasiakkaat".
void FinnishAnalyzer::add_elliptic(WordForms& forms, const std::vector<Reading>& readings) {
  forms.known = true;
  for (const Reading& reading : readings) {
    const std::vector<Stage> all = stages(reading.fst);
    if (!all.empty()) add_form(forms.lemmas, all.back().base);
  }
}

// Compounds that Voikko does not put together ("varmuuskopioida", "vähittäisliike"): the longest word it knows at the
// end, behind one that is fit to begin a compound. A guess, so the stem stays beside it.
void FinnishAnalyzer::add_guess(WordForms& forms, std::string_view word) {
  constexpr std::size_t kShortestHead = 3;
  constexpr std::size_t kShortestTail = 5;
  constexpr std::size_t kLongestWord = 40;
  const std::size_t length = code_point_count(word);
  if (length > kLongestWord || has_digit(word) || word.find_first_of("-.:'") != std::string_view::npos) return;
  for (std::size_t i = kShortestHead; i + kShortestTail <= length; ++i) {
    const std::string head(first_code_points(word, i));
    const std::string tail(word.substr(head.size()));
    if (!may_end_compound(voikko_.readings(tail), length - i)) continue;
    const std::vector<std::string> heads = compound_beginnings(head);
    if (heads.empty()) continue;
    const WordForms tail_forms = analyze(tail);
    for (const std::string& lemma : tail_forms.lemmas) add_form(forms.lemmas, head + lemma);
    for (const std::string& base : heads) add_form(forms.parts, base);
    for (const std::string& lemma : tail_forms.lemmas) add_form(forms.parts, lemma);
    for (const std::string& part : tail_forms.parts) add_form(forms.parts, part);
    return;
  }
}

// The base forms of a word that may stand before another one in a compound; empty if it may not.
std::vector<std::string> FinnishAnalyzer::compound_beginnings(const std::string& word) {
  std::vector<std::string> bases;
  for (const Reading& reading : voikko_.readings(word + '-')) {
    const std::vector<Stage> all = stages(reading.fst);
    if (!is_proper(reading)) add_form(bases, all.empty() ? word : all.back().base);
  }
  if (!bases.empty()) return bases;
  for (const Reading& reading : voikko_.readings(word)) {
    if (reading.word_class == WordClass::kAdverb) add_form(bases, reading.base);
  }
  return bases;
}

// Unknown words with a hyphen or a stop inside: what their pieces mean, and where the last piece is known its base form
// makes that of the whole ("visa-korttien" → "visa-kortti").
void FinnishAnalyzer::add_pieces(WordForms& forms, std::string_view word) {
  const std::vector<std::string_view> pieces = pieces_of(word);
  if (pieces.size() == 1 && pieces.front() == word) return;
  for (const std::string_view piece : pieces) {
    const WordForms piece_forms = analyze(piece);
    for (const std::string& lemma : piece_forms.lemmas) add_form(forms.pieces, lemma);
    for (const std::string& part : piece_forms.parts) add_form(forms.pieces, part);
    if (piece_forms.known && word.ends_with(piece)) {
      const std::string before(word.substr(0, word.size() - piece.size()));
      for (const std::string& lemma : piece_forms.lemmas) add_form(forms.lemmas, before + lemma);
    }
  }
}

bool FinnishAnalyzer::is_stop_word(std::string_view word) const { return is_stop_word_of("fi", word); }

bool FinnishAnalyzer::accepts_spelling(std::string_view word) {
  if (is_too_long(word)) return true;
  const std::string spelled = dictionary_spelling(word);
  return voikko_.accepts_spelling(spelled) || voikko_.accepts_spelling(capitalize(spelled));
}

std::string FinnishAnalyzer::version() const {
  return std::string(kFinnishRecipe) + "; " + Voikko::version() + "; " + Snowball::version();
}

}  // namespace tiski
