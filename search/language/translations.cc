#include "search/language/translations.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "search/language/snowball.h"
#include "search/language/stop_words.h"
#include "search/language/text.h"

namespace tiski {
namespace {

constexpr std::size_t kMaxPhraseWords = 3;

// One language's side of a dictionary: which of its words the index knows.
class Side {
 public:
  Side(std::string lang, const std::vector<std::string>& lemmas) : lang_(std::move(lang)) {
    if (lang_ == "en") stemmer_.emplace("english");
    if (lang_ == "sv") stemmer_.emplace("swedish");
    for (const std::string& lemma : lemmas) {
      lemmas_.insert(lemma);
      beginnings_.insert(std::string_view(lemma).substr(0, kBeginning));
    }
  }

  const std::string& lang() const { return lang_; }

  // The lemmas of a word or short phrase as a dictionary writes it, joined by spaces; empty unless the index knows all
  // of them. Base forms of Finnish are their own lemmas, so Voikko need not be asked.
  std::string known_lemmas_of(std::string_view phrase) { return read(phrase, Wanted::kKnownWords); }

  // The same for a single word that the index need not know.
  std::string lemmas_of(std::string_view phrase) { return read(phrase, Wanted::kAnyWord); }

  bool knows(std::string_view lemmas) const {
    while (!lemmas.empty()) {
      const std::size_t end = std::min(lemmas.find(' '), lemmas.size());
      if (!lemmas_.contains(lemmas.substr(0, end))) return false;
      lemmas.remove_prefix(std::min(end + 1, lemmas.size()));
    }
    return true;
  }

 private:
  static constexpr std::size_t kBeginning = 3;  // bytes that no stemmer touches

  enum class Wanted { kKnownWords, kAnyWord };

  std::string read(std::string_view phrase, Wanted wanted) {
    std::string lemmas;
    std::size_t words = 0;
    bool all_known = true;
    for (const Token& token : tokenize(phrase)) {
      const std::string folded = fold(token.in(phrase));
      if (is_filler(folded)) continue;
      if (++words > kMaxPhraseWords || stop_words(lang_).contains(folded)) return {};
      if (wanted == Wanted::kKnownWords && !may_be_known(folded)) return {};
      const std::string lemma = stemmer_ ? stemmer_->stem(folded) : folded;
      all_known = all_known && lemmas_.contains(lemma);
      if (!all_known && (wanted == Wanted::kKnownWords || words > 1)) return {};
      if (!lemmas.empty()) lemmas += ' ';
      lemmas += lemma;
    }
    return lemmas;
  }

  bool may_be_known(std::string_view folded) const { return beginnings_.contains(folded.substr(0, kBeginning)); }

  // "to complain", "att klaga", "a shirt"
  bool is_filler(std::string_view word) const {
    if (lang_ == "en") return word == "to" || word == "a" || word == "an" || word == "the";
    return lang_ == "sv" && (word == "att" || word == "en" || word == "ett");
  }

  std::string lang_;
  std::optional<Snowball> stemmer_;
  std::unordered_set<std::string_view> lemmas_;
  std::unordered_set<std::string_view> beginnings_;
};

// Word in one language, word in the other → how strongly the dictionaries bind them.
using Bonds = std::map<std::pair<std::string, std::string>, double>;

enum class Direction { kForward, kBackward };  // of the dictionary, against that of the bonds

bool is_affix(const FreeDict::Entry& entry) {
  const std::string_view part = entry.part_of_speech;
  return part.ends_with("fix") || part == "symbol" || part == "letter";
}

// Earlier senses, and earlier words within a sense, bind more strongly.
void add_bonds(const FreeDict::Entry& entry, const std::string& source, bool source_known, Side& target,
               Direction direction, Bonds& bonds) {
  for (std::size_t sense = 0; sense < entry.senses.size(); ++sense) {
    const auto& translations = entry.senses[sense].translations;
    for (std::size_t i = 0; i < translations.size(); ++i) {
      const std::string word =
          source_known ? target.lemmas_of(translations[i]) : target.known_lemmas_of(translations[i]);
      if (word.empty()) continue;
      auto key = direction == Direction::kForward ? std::pair(source, word) : std::pair(word, source);
      bonds[std::move(key)] += 1.0 / static_cast<double>(1 + sense) / static_cast<double>(1 + i);
    }
  }
}

// Every pair of words of which the index has at least one.
void read_dictionary(const FreeDict& dictionary, Side& source, Side& target, Direction direction, Bonds& bonds) {
  for (std::size_t i = 0; i < dictionary.size(); ++i) {
    const FreeDict::Entry entry = dictionary.entry(i);
    if (is_affix(entry)) continue;
    const std::string word = source.lemmas_of(entry.headword);
    if (!word.empty()) add_bonds(entry, word, source.knows(word), target, direction, bonds);
  }
}

bool is_phrase(std::string_view words) { return words.find(' ') != std::string_view::npos; }

// Both ways between two languages, into words that the index has; `bonds` has the words of `from` first.
void add_to_tables(DictionaryWords& words, const Bonds& bonds, const Side& from, const Side& to) {
  using Meanings = std::vector<std::pair<double, std::string>>;
  std::map<std::pair<std::string, std::string>, Meanings> all;  // direction and word
  for (const auto& [pair, strength] : bonds) {
    if (to.knows(pair.second)) all[{from.lang() + '>' + to.lang(), pair.first}].emplace_back(-strength, pair.second);
    if (from.knows(pair.first)) all[{to.lang() + '>' + from.lang(), pair.second}].emplace_back(-strength, pair.first);
  }
  for (auto& [key, meanings] : all) {
    const auto& [direction, word] = key;
    std::sort(meanings.begin(), meanings.end());
    for (const auto& [strength, meaning] : meanings) {
      WordTable& table = is_phrase(word) || is_phrase(meaning) ? words.phrases : words.table;
      std::vector<std::string>& kept = table[direction][word];
      if (kept.size() < kMaxTranslations) kept.push_back(meaning);
    }
  }
}

// From one language to another by way of Finnish. A Finnish word hands on what it is bound with in proportion, so that
// words of many meanings do not bind everything with everything.
Bonds by_way_of_finnish(const Bonds& first, const Bonds& second) {
  constexpr double kWeakest = .1;
  std::map<std::string, std::vector<std::pair<std::string, double>>> second_of;
  std::map<std::string, double> first_sum;
  std::map<std::string, double> second_sum;
  for (const auto& [pair, strength] : first) first_sum[pair.first] += strength;
  for (const auto& [pair, strength] : second) {
    second_of[pair.first].emplace_back(pair.second, strength);
    second_sum[pair.first] += strength;
  }
  Bonds bonds;
  for (const auto& [pair, strength] : first) {
    const auto& finnish = pair.first;
    for (const auto& [word, other] : second_of[finnish]) {
      const double share = strength / first_sum[finnish] * other / second_sum[finnish];
      if (share >= kWeakest) bonds[{pair.second, word}] += share;
    }
  }
  return bonds;
}

struct Pair {
  const char* other;       // the language beside Finnish
  const char* to_finnish;  // dictionaries
  const char* from_finnish;
};
constexpr Pair kPairs[] = {{"en", "eng-fin", "fin-eng"}, {"sv", "swe-fin", "fin-swe"}};

}  // namespace

DictionaryWords translate_vocabularies(const Vocabularies& vocabularies, const std::filesystem::path& folder) {
  DictionaryWords words;
  const auto finnish = vocabularies.find("fi");
  if (finnish == vocabularies.end() || folder.empty()) return words;
  Side fi("fi", finnish->second);
  std::map<std::string, Side> others;
  std::map<std::string, Bonds> bonds;  // Finnish words first
  for (const Pair& pair : kPairs) {
    const auto vocabulary = vocabularies.find(pair.other);
    if (vocabulary == vocabularies.end()) continue;
    Side& other = others.emplace(pair.other, Side(pair.other, vocabulary->second)).first->second;
    Bonds& found = bonds[pair.other];
    const auto use = [&](const char* name, Side& source, Side& target, Direction direction) {
      const auto dictionary = FreeDict::open(name, folder);
      if (!dictionary) return;
      words.dictionaries += (words.dictionaries.empty() ? "FreeDict " : ", ") + dictionary->edition();
      read_dictionary(*dictionary, source, target, direction, found);
    };
    use(pair.from_finnish, fi, other, Direction::kForward);
    use(pair.to_finnish, other, fi, Direction::kBackward);
    add_to_tables(words, found, fi, other);
  }
  if (others.size() == 2) {
    add_to_tables(words, by_way_of_finnish(bonds["en"], bonds["sv"]), others.at("en"), others.at("sv"));
  }
  return words;
}

}  // namespace tiski
