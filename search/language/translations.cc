#include "search/language/translations.h"

#include <algorithm>
#include <array>
#include <future>
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

// Which words of a language the index knows. Points to the lemmas, which stay.
class Known {
 public:
  Known(std::string lang, const std::vector<std::string>& lemmas) : lang_(std::move(lang)) {
    for (const std::string& lemma : lemmas) {
      lemmas_.insert(lemma);
      beginnings_.insert(std::string_view(lemma).substr(0, kBeginning));
    }
  }

  const std::string& lang() const { return lang_; }
  bool has(std::string_view lemma) const { return lemmas_.contains(lemma); }
  bool may_have(std::string_view folded) const { return beginnings_.contains(folded.substr(0, kBeginning)); }

  bool has_all(std::string_view lemmas) const {
    while (!lemmas.empty()) {
      const std::size_t end = std::min(lemmas.find(' '), lemmas.size());
      if (!has(lemmas.substr(0, end))) return false;
      lemmas.remove_prefix(std::min(end + 1, lemmas.size()));
    }
    return true;
  }

 private:
  static constexpr std::size_t kBeginning = 3;  // bytes that no stemmer touches

  std::string lang_;
  std::unordered_set<std::string_view> lemmas_;
  std::unordered_set<std::string_view> beginnings_;
};

// One language's side of a dictionary, for one thread: a stemmer is.
class Side {
 public:
  explicit Side(const Known& known) : known_(known) {
    if (known.lang() == "en") stemmer_.emplace("english");
    if (known.lang() == "sv") stemmer_.emplace("swedish");
  }

  const Known& known() const { return known_; }

  // The lemmas of a word or short phrase as a dictionary writes it, joined by spaces; empty unless the index knows all
  // of them. Base forms of Finnish are their own lemmas, so Voikko need not be asked.
  std::string known_lemmas_of(std::string_view phrase) { return read(phrase, Wanted::kKnownWords); }

  // The same for a single word that the index need not know.
  std::string lemmas_of(std::string_view phrase) { return read(phrase, Wanted::kAnyWord); }

 private:
  enum class Wanted { kKnownWords, kAnyWord };

  std::string read(std::string_view phrase, Wanted wanted) {
    std::string lemmas;
    std::size_t words = 0;
    bool all_known = true;
    for (const Token& token : tokenize(phrase)) {
      const std::string folded = fold(token.in(phrase));
      if (is_filler(folded)) continue;
      if (++words > kMaxPhraseWords || stop_words(known_.lang()).contains(folded)) return {};
      if (wanted == Wanted::kKnownWords && !known_.may_have(folded)) return {};
      const std::string lemma = stemmer_ ? stemmer_->stem(folded) : folded;
      all_known = all_known && known_.has(lemma);
      if (!all_known && (wanted == Wanted::kKnownWords || words > 1)) return {};
      if (!lemmas.empty()) lemmas += ' ';
      lemmas += lemma;
    }
    return lemmas;
  }

  // "to complain", "att klaga", "a shirt"
  bool is_filler(std::string_view word) const {
    if (known_.lang() == "en") return word == "to" || word == "a" || word == "an" || word == "the";
    return known_.lang() == "sv" && (word == "att" || word == "en" || word == "ett");
  }

  const Known& known_;
  std::optional<Snowball> stemmer_;
};

// Word in one language, word in the other → how strongly the dictionaries bind them.
using Bonds = std::map<std::pair<std::string, std::string>, double>;

bool is_affix(const FreeDict::Entry& entry) {
  const std::string_view part = entry.part_of_speech;
  return part.ends_with("fix") || part == "symbol" || part == "letter";
}

// One translation in a dictionary and how strongly it binds.
struct Bond {
  std::string source;
  std::string target;
  double strength = 0;
};

// Earlier senses, and earlier words within a sense, bind more strongly.
void add_bonds(const FreeDict::Entry& entry, const std::string& source, Side& target, bool source_known,
               std::vector<Bond>& bonds) {
  for (std::size_t sense = 0; sense < entry.senses.size(); ++sense) {
    const auto& translations = entry.senses[sense].translations;
    for (std::size_t i = 0; i < translations.size(); ++i) {
      std::string word = source_known ? target.lemmas_of(translations[i]) : target.known_lemmas_of(translations[i]);
      if (word.empty()) continue;
      const double strength = 1.0 / static_cast<double>(1 + sense) / static_cast<double>(1 + i);
      bonds.push_back({source, std::move(word), strength});
    }
  }
}

// What a dictionary says of every pair of words of which the index has at least one.
struct ReadDictionary {
  std::string edition;
  std::vector<Bond> bonds;
};

std::optional<ReadDictionary> read_dictionary(const char* name, const std::filesystem::path& folder,
                                              const Known& source_words, const Known& target_words) {
  const auto dictionary = FreeDict::open(name, folder);
  if (!dictionary) return std::nullopt;
  Side source(source_words);
  Side target(target_words);
  ReadDictionary read{dictionary->edition(), {}};
  for (std::size_t i = 0; i < dictionary->size(); ++i) {
    const FreeDict::Entry entry = dictionary->entry(i);
    if (is_affix(entry)) continue;
    const std::string word = source.lemmas_of(entry.headword);
    if (!word.empty()) add_bonds(entry, word, target, source_words.has_all(word), read.bonds);
  }
  return read;
}

bool is_phrase(std::string_view words) { return words.find(' ') != std::string_view::npos; }

// Both ways between two languages, into words that the index has; `bonds` has the words of `from` first.
void add_to_tables(DictionaryWords& words, const Bonds& bonds, const Known& from, const Known& to) {
  using Meanings = std::vector<std::pair<double, std::string>>;
  std::map<std::pair<std::string, std::string>, Meanings> all;  // direction and word
  for (const auto& [pair, strength] : bonds) {
    if (to.has_all(pair.second)) all[{from.lang() + '>' + to.lang(), pair.first}].emplace_back(-strength, pair.second);
    if (from.has_all(pair.first)) all[{to.lang() + '>' + from.lang(), pair.second}].emplace_back(-strength, pair.first);
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
  const Known fi("fi", finnish->second);
  std::map<std::string, Known> others;
  using Reading = std::future<std::optional<ReadDictionary>>;
  std::map<std::string, std::array<Reading, 2>> readings;  // from Finnish, to Finnish: all at once
  for (const Pair& pair : kPairs) {
    const auto vocabulary = vocabularies.find(pair.other);
    if (vocabulary == vocabularies.end()) continue;
    const Known& other = others.emplace(pair.other, Known(pair.other, vocabulary->second)).first->second;
    const auto start = [&](const char* name, const Known& source, const Known& target) {
      return std::async(std::launch::async, [=, &folder, source = &source, target = &target] {
        return read_dictionary(name, folder, *source, *target);
      });
    };
    readings[pair.other] = {start(pair.from_finnish, fi, other), start(pair.to_finnish, other, fi)};
  }
  std::map<std::string, Bonds> bonds;  // Finnish words first
  for (auto& [lang, both] : readings) {
    Bonds& found = bonds[lang];
    for (std::size_t i = 0; i < both.size(); ++i) {
      auto dictionary = both[i].get();
      if (!dictionary) continue;
      words.dictionaries += (words.dictionaries.empty() ? "FreeDict " : ", ") + dictionary->edition;
      for (Bond& bond : dictionary->bonds) {
        if (i == 1) std::swap(bond.source, bond.target);
        found[{std::move(bond.source), std::move(bond.target)}] += bond.strength;
      }
    }
    add_to_tables(words, found, fi, others.at(lang));
  }
  if (others.size() == 2) {
    add_to_tables(words, by_way_of_finnish(bonds["en"], bonds["sv"]), others.at("en"), others.at("sv"));
  }
  return words;
}

}  // namespace tiski
