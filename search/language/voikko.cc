#include "search/language/voikko.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <utility>

#include <libvoikko/voikko.h>

#include "search/error.h"
#include "search/language/text.h"

namespace tiski {
namespace {

struct AnalysesDeleter {
  void operator()(voikko_mor_analysis** analyses) const { voikko_free_mor_analysis(analyses); }
};

// Voikko's strings are of wchar_t, one code point each.
void append_utf8(std::string& text, wchar_t wide) {
  const auto code = static_cast<std::uint32_t>(wide);
  const auto put = [&text](std::uint32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

std::string value(const voikko_mor_analysis* analysis, const char* key) {
  std::string text;
  const wchar_t* wide = voikko_mor_analysis_value_ucs4(analysis, key);
  if (wide == nullptr) return text;
  for (; *wide != L'\0'; ++wide) append_utf8(text, *wide);
  return text;
}

constexpr std::pair<std::string_view, WordClass> kClasses[] = {
    {"nimisana", WordClass::kNoun},    {"laatusana", WordClass::kAdjective},  {"nimisana_laatusana", WordClass::kNoun},
    {"teonsana", WordClass::kVerb},    {"kieltosana", WordClass::kVerb},      {"seikkasana", WordClass::kAdverb},
    {"lukusana", WordClass::kNumeral}, {"lyhenne", WordClass::kAbbreviation}, {"etuliite", WordClass::kPrefix},
    {"nimi", WordClass::kName},        {"etunimi", WordClass::kName},         {"sukunimi", WordClass::kName},
    {"paikannimi", WordClass::kName},
};

WordClass class_of(std::string_view name) {
  for (const auto& [known, word_class] : kClasses) {
    if (known == name) return word_class;
  }
  return WordClass::kOther;
}

Reading reading_of(const voikko_mor_analysis* analysis) {
  Reading reading;
  reading.base = value(analysis, "BASEFORM");
  reading.structure = value(analysis, "STRUCTURE");
  reading.fst = value(analysis, "FSTOUTPUT");
  const std::string name = value(analysis, "CLASS");
  reading.word_class = class_of(name);
  reading.person_or_place = name == "etunimi" || name == "sukunimi" || name == "paikannimi";
  return reading;
}

// The version that the dictionary's own index.txt states; empty where it is not found. libvoikko does not tell it.
std::string dictionary_version() {
  std::vector<std::filesystem::path> folders = {"/etc/voikko", "/usr/lib/voikko", "/usr/share/voikko"};
  if (const char* own = std::getenv("VOIKKO_DICTIONARY_PATH")) folders.insert(folders.begin(), own);
  constexpr std::string_view kKey = "SM-Version: ";
  for (const auto& folder : folders) {
    std::ifstream index(folder / "5/mor-standard/index.txt");
    for (std::string line; std::getline(index, line);) {
      if (line.starts_with(kKey)) return line.substr(kKey.size());
    }
  }
  return "unknown";
}

}  // namespace

struct Voikko::State {
  VoikkoHandle* handle = nullptr;
  ~State() {
    if (handle != nullptr) voikkoTerminate(handle);
  }
};

Voikko::Voikko() : state_(std::make_unique<State>()) {
  const char* problem = nullptr;
  state_->handle = voikkoInit(&problem, "fi", nullptr);
  if (state_->handle == nullptr) {
    throw Error(std::string("Voikko has no Finnish dictionary: ") + (problem != nullptr ? problem : "unknown reason"),
                "Install Debian's package voikko-fi.");
  }
  // Tokens come without the hyphens at their ends ("näkö- ja kuulovamma"), and abbreviations are nobody's mistake.
  voikkoSetBooleanOption(state_->handle, VOIKKO_OPT_ACCEPT_MISSING_HYPHENS, 1);
  voikkoSetBooleanOption(state_->handle, VOIKKO_OPT_IGNORE_UPPERCASE, 1);
  voikkoSetBooleanOption(state_->handle, VOIKKO_OPT_IGNORE_NUMBERS, 1);
}

Voikko::~Voikko() = default;
Voikko::Voikko(Voikko&&) noexcept = default;

std::vector<Reading> Voikko::readings(const std::string& word) {
  std::vector<Reading> readings;
  if (code_point_count(word) > kMaxLetters) return readings;
  const std::unique_ptr<voikko_mor_analysis*, AnalysesDeleter> analyses(
      voikkoAnalyzeWordCstr(state_->handle, word.c_str()));
  if (!analyses) return readings;
  for (auto* const* next = analyses.get(); *next != nullptr; ++next) readings.push_back(reading_of(*next));
  return readings;
}

bool Voikko::accepts_spelling(const std::string& word) {
  if (code_point_count(word) > kMaxLetters) return true;
  return voikkoSpellCstr(state_->handle, word.c_str()) != VOIKKO_SPELL_FAILED;
}

std::string Voikko::version() {
  return std::string("libvoikko ") + voikkoGetVersion() + ", voikko-fi " + dictionary_version();
}

}  // namespace tiski
