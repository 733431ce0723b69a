// What must hold for any text and any language.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "search/language/analyzer.h"
#include "search/language/form_cache.h"
#include "search/language/shared_forms.h"
#include "search/language/text.h"

namespace tiski {
namespace {

using testing::ContainerEq;
using testing::Contains;

constexpr const char* kLanguages[] = {"fi", "en", "sv", "et"};

std::filesystem::path shared(const char* file) {
  if (const char* own = std::getenv("TISKI_SHARED")) return std::filesystem::path(own) / file;
  for (const char* beside : {"../shared", "../../shared"}) {
    const auto path = std::filesystem::path(TISKI_SOURCE_DIR) / beside / file;
    if (std::filesystem::exists(path)) return path;
  }
  return std::filesystem::path(TISKI_SOURCE_DIR) / "../shared" / file;
}

void expect_sound(const WordForms& forms, std::string_view word) {
  EXPECT_FALSE(forms.lemmas.empty()) << word;
  for (const auto* list :
       {&forms.lemmas, &forms.parts, &forms.compounds, &forms.pieces, &forms.derivations, &forms.grams}) {
    EXPECT_EQ(std::set<std::string>(list->begin(), list->end()).size(), list->size()) << word;
    for (const std::string& form : *list) {
      EXPECT_LE(form.size(), kMaxFormBytes) << word;
      EXPECT_EQ(sanitize(form), form) << word;
    }
  }
  EXPECT_LE(forms.surface.size(), kMaxFormBytes) << word;
}

TEST(AnyAnalyzer, TakesAnyBytes) {
  std::mt19937 random(7);
  for (const char* lang : kLanguages) {
    const auto analyzer = Analyzer::open(lang);
    for (int round = 0; round < 500; ++round) {
      std::string bytes;
      for (std::size_t i = random() % 150; i > 0; --i) bytes += static_cast<char>(random() % 256);
      expect_sound(analyzer->analyze(bytes), bytes);
      analyzer->is_stop_word(bytes);
      analyzer->accepts_spelling(bytes);
    }
  }
}

TEST(AnyAnalyzer, TakesNaughtyStrings) {
  std::ifstream file(shared("hostile-inputs/blns.json"));
  if (!file) GTEST_SKIP() << "no list of naughty strings beside the project (hostile-inputs/blns.json)";
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  for (const char* lang : kLanguages) {
    const auto analyzer = Analyzer::open(lang);
    for (const Token& token : tokenize(text)) expect_sound(analyzer->analyze(token.in(text)), token.in(text));
  }
}

TEST(AnyAnalyzer, IsDoneWithHostileWordsInAFewMilliseconds) {
  std::vector<std::string> hostile = {std::string(100, 'a'), std::string(1'000'000, 'a'),
                                      std::string(1'000'000, '\x80'), std::string(100, '-')};
  for (const char* piece : {"vuori-", "iso", "koti", "a-", "a:", "kaksi", "äö", "työ", "yö'", "1.", "tuli"}) {
    std::string chain;
    while (code_point_count(chain + piece) <= 99) chain += piece;
    hostile.push_back(chain + "a");
  }
  for (const char* lang : kLanguages) {
    const auto analyzer = Analyzer::open(lang);
    for (const std::string& word : hostile) {
      const auto start = std::chrono::steady_clock::now();
      expect_sound(analyzer->analyze(word), word.substr(0, 30));
      analyzer->accepts_spelling(word);
      analyzer->is_stop_word(word);
      // Far above what is measured (2 ms), so that a busy machine does not fail it.
      EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(300)) << word.substr(0, 30);
    }
  }
}

TEST(AnyAnalyzer, GivesTheSameFormsEveryTime) {
  const std::string text =
      "Alusta tuli kuusi tehtävää, joita esteettömyysvastaava varmuuskopioi e-mailiin HSL:n hsl.fi-sivuille.";
  const auto first = Analyzer::open("fi");
  const auto second = Analyzer::open("fi");
  for (int round = 0; round < 2; ++round) {
    for (const Token& token : tokenize(text)) {
      const WordForms& a = first->analyze(token.in(text));
      const WordForms& b = second->analyze(token.in(text));
      EXPECT_THAT(a.lemmas, ContainerEq(b.lemmas));
      EXPECT_THAT(a.parts, ContainerEq(b.parts));
      EXPECT_THAT(a.derivations, ContainerEq(b.derivations));
    }
  }
}

TEST(FinnishAnalyzerProperty, ALemmaIsAmongItsOwnLemmas) {
  const std::string text =
      "Kuuntele asiakasta loppuun asti ja pahoittele tapahtunutta ennen kuin selität mitään. Tarjoa näkövammaiselle "
      "asiakkaalle käsivartesi; opaskoiraa ei saa häiritä. Maksupäätteen numerot luetaan ääneen, ja pyörätuolia "
      "käyttävälle puhutaan silmien korkeudelta. Reklamaatio kirjataan, valituksesta kiitetään ja hyvitys annetaan "
      "heti.";
  const auto analyzer = Analyzer::open("fi");
  for (const Token& token : tokenize(text)) {
    const WordForms forms = analyzer->analyze(token.in(text));
    for (const std::string& lemma : forms.lemmas) {
      EXPECT_THAT(analyzer->analyze(lemma).lemmas, Contains(lemma)) << token.in(text);
    }
  }
}

TEST(FinnishAnalyzerProperty, TheFormsOfAWordShareALemma) {
  const std::vector<std::vector<std::string>> paradigms = {
      {"asiakas", "asiakkaan", "asiakasta", "asiakkaaseen", "asiakkaiden", "asiakkaitamme", "asiakkaillekin"},
      {"tehdä", "teen", "teki", "tehnyt", "tehtäisiin", "tekemässä", "tehdessään", "tekeminen", "tekevälle"},
      {"reklamaatio", "reklamaation", "reklamaatioita", "reklamaatiosta", "reklamaatioidensa"},
      {"kuulovammainen", "kuulovammaista", "kuulovammaisille", "kuulovammaisten"},
      {"pyörätuoli", "pyörätuolilla", "pyörätuoleissa", "pyörätuoliinsa"},
      {"chatbotti", "chatbotin", "chatbotille", "chatbottia"},
      {"hsl", "HSL:n", "HSL:ssä", "hsl:lle"},
      {"visa-kortti", "Visa-kortin", "visa-korteilla"},
  };
  const auto analyzer = Analyzer::open("fi");
  for (const auto& paradigm : paradigms) {
    const std::vector<std::string> base = analyzer->analyze(paradigm.front()).lemmas;
    for (const std::string& form : paradigm) {
      const std::vector<std::string> lemmas = analyzer->analyze(form).lemmas;
      const bool shared_lemma = std::any_of(base.begin(), base.end(), [&lemmas](const std::string& lemma) {
        return std::find(lemmas.begin(), lemmas.end(), lemma) != lemmas.end();
      });
      EXPECT_TRUE(shared_lemma) << paradigm.front() << " and " << form;
    }
  }
}

WordForms forms_with(std::string surface) {
  WordForms forms;
  forms.surface = std::move(surface);
  return forms;
}

TEST(FormCache, KeepsLatelyUsedWordsAndForgetsOthers) {
  FormCache cache;
  cache.insert("kept", forms_with("kept"));
  cache.insert("forgotten", forms_with("forgotten"));
  for (std::size_t i = 0; i < 3 * FormCache::kGeneration; ++i) {
    if (i % 1000 == 0) {
      ASSERT_NE(cache.find("kept"), nullptr) << i;
    }
    cache.insert("word" + std::to_string(i), forms_with("word"));
  }
  ASSERT_NE(cache.find("kept"), nullptr);
  EXPECT_EQ(cache.find("kept")->surface, "kept");
  EXPECT_EQ(cache.find("forgotten"), nullptr);
}

TEST(SharedForms, KeepWhatWasUnderstoodFirst) {
  SharedForms shared(1000);
  EXPECT_EQ(shared.find("sana"), nullptr);
  WordForms first = forms_with("first");
  WordForms second = forms_with("second");
  const WordForms* kept = shared.insert("sana", first);
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->surface, "first");
  EXPECT_EQ(shared.insert("sana", second), kept);
  EXPECT_EQ(shared.find("sana"), kept);
}

TEST(SharedForms, HaveAnEndAndLeaveWhatTheyCannotKeep) {
  constexpr std::size_t kMost = 640;
  SharedForms shared(kMost);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < 4 * kMost; ++i) {
    const std::string word = "word" + std::to_string(i);
    WordForms forms = forms_with(word);
    if (shared.insert(word, forms) != nullptr) {
      ++kept;
    } else {
      EXPECT_EQ(forms.surface, word);
      EXPECT_EQ(shared.find(word), nullptr);
    }
  }
  EXPECT_GT(kept, kMost / 2);
  EXPECT_LE(kept, kMost);
}

TEST(AnalyzerPool, AnalysersThatShareUnderstandAsOneThatDoesNot) {
  constexpr std::size_t kRoomForSome = 256;
  AnalyzerPool pool(kRoomForSome);
  const auto first = pool.lease("fi");
  const auto second = pool.lease("fi");
  const auto alone = Analyzer::open("fi");
  for (int i = 0; i < 300; ++i) {
    const std::string word = "asiakas" + std::to_string(i) + "palvelussa";
    for (const std::string& each : {word, std::string("kuulovammaisille"), std::string("wifi-verkossa")}) {
      const std::string lemma = alone->analyze(each).lemmas.front();
      EXPECT_EQ(first->analyze(each).lemmas.front(), lemma);
      EXPECT_EQ(second->analyze(each).lemmas.front(), lemma);
    }
  }
}

TEST(AnalyzerPool, GivesAnAnalyserBackOutAgain) {
  AnalyzerPool pool;
  const Analyzer* first = nullptr;
  {
    const auto lease = pool.lease("fi");
    first = &*lease;
    EXPECT_NE(&*pool.lease("fi"), first);
  }
  EXPECT_EQ(&*pool.lease("fi"), first);
  EXPECT_EQ(pool.lease("en")->lang(), "en");
}

TEST(AnalyzerPool, GivesEachThreadAnAnalyserOfItsOwn) {
  AnalyzerPool pool;
  std::vector<std::thread> threads;
  std::vector<int> failures(8, 0);
  for (std::size_t thread = 0; thread < failures.size(); ++thread) {
    threads.emplace_back([&pool, &failures, thread] {
      for (int round = 0; round < 200; ++round) {
        const auto lease = pool.lease("fi");
        const std::string word = "asiakaspalvelija" + std::string(round % 7 == 0 ? "lle" : "n");
        if (lease->analyze(word).lemmas != std::vector<std::string>{"asiakaspalvelija"}) ++failures[thread];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const int count : failures) EXPECT_EQ(count, 0);
}

}  // namespace
}  // namespace tiski
