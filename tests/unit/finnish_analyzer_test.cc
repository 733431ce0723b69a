#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "search/language/analyzer.h"

namespace tiski {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

using Words = std::vector<std::string>;

class FinnishAnalyzer : public testing::Test {
 protected:
  WordForms forms(std::string_view word) { return analyzer_->analyze(word); }
  std::unique_ptr<Analyzer> analyzer_ = Analyzer::open("fi");
};

struct FormsCase {
  const char* word;
  Words lemmas;
  Words parts;
};

TEST_F(FinnishAnalyzer, FindsTheBaseFormsOfInflectedWords) {
  const std::vector<FormsCase> cases = {
      {"asiakkaille", {"asiakas"}, {}},
      {"ASIAKKAILLE", {"asiakas"}, {}},
      {"helsingissä", {"helsinki"}, {}},
      {"myymisestä", {"myydä"}, {}},
      {"nuorempi", {"nuori"}, {}},
      {"nopeasti", {"nopea"}, {}},
      {"vaa’an", {"vaaka"}, {}},
      {"asia\u00ADkkaalle", {"asiakas"}, {}},
      {"wc:ssä", {"wc"}, {}},
      {"klo", {"klo"}, {}},
      {"112", {"112"}, {}},
      {"Šakkia", {"sakki"}, {}},
      {"alusta", {"alusta", "alku", "alus", "alunen", "alustaa"}, {}},
  };
  for (const auto& [word, lemmas, parts] : cases) {
    EXPECT_THAT(forms(word).lemmas, ElementsAreArray(lemmas)) << word;
    EXPECT_THAT(forms(word).parts, ElementsAreArray(parts)) << word;
    EXPECT_TRUE(forms(word).known) << word;
  }
}

TEST_F(FinnishAnalyzer, GivesAParticipleItsVerb) {
  const std::vector<FormsCase> cases = {
      {"lukenut", {"lukea", "lukenut"}, {}},
      {"ikääntyneelle", {"ikääntyä", "ikääntynyt"}, {}},
      {"kohdistuvasta", {"kohdistua", "kohdistuva"}, {}},
      {"allekirjoittamansa", {"allekirjoittaa", "allekirjoittama"}, {"alla", "kirjoittama"}},
  };
  for (const auto& [word, lemmas, parts] : cases) {
    EXPECT_THAT(forms(word).lemmas, ElementsAreArray(lemmas)) << word;
    EXPECT_THAT(forms(word).parts, ElementsAreArray(parts)) << word;
  }
}

TEST_F(FinnishAnalyzer, TakesAParticipleThatIsAWordOfItsOwnForThatWord) {
  EXPECT_THAT(forms("sanomille").lemmas, ElementsAre("sanoma"));
  EXPECT_THAT(forms("sanomille").derivations, ElementsAre("sanoa"));
}

TEST_F(FinnishAnalyzer, FindsTheModifiersAndTheHeadOfACompound) {
  const std::vector<FormsCase> cases = {
      {"pukukoodin", {"pukukoodi"}, {"puku", "koodi"}},
      {"asiakaspalvelijoille", {"asiakaspalvelija"}, {"asiakas", "palvelija"}},
      {"lastenvaunut", {"lastenvaunu"}, {"lapsi", "vaunu"}},
      {"itsepalvelukassalla", {"itsepalvelukassa"}, {"itse", "palvelu", "kassa"}},
      {"isoäidille", {"isoäiti"}, {"iso", "äiti"}},
      {"uudenvuodenpäivänä", {"uudenvuodenpäivä"}, {"uusi", "vuosi", "päivä"}},
      {"kahdellekymmenelle", {"kaksikymmentä"}, {"kaksi", "kymmentä"}},
      {"kanta-asiakkaan", {"kanta-asiakas"}, {"kanta", "asiakas"}},
      {"30-vuotiaalle", {"30-vuotias"}, {"30", "vuotias"}},
      {"T-asentoa", {"t-asento"}, {"asento", "tasento"}},
      {"PIN-koodilla", {"pin-koodi"}, {"pin", "koodi"}},
  };
  for (const auto& [word, lemmas, parts] : cases) {
    EXPECT_THAT(forms(word).lemmas, ElementsAreArray(lemmas)) << word;
    EXPECT_THAT(forms(word).parts, ElementsAreArray(parts)) << word;
  }
}

TEST_F(FinnishAnalyzer, FindsWhatAWordIsDerivedFrom) {
  EXPECT_THAT(forms("esteettömyydestä").derivations, ElementsAre("este", "esteetön"));
  EXPECT_THAT(forms("vihaisen").derivations, ElementsAre("viha"));
  EXPECT_THAT(forms("asiakaspalvelija").derivations, ElementsAre("palvella"));
  EXPECT_THAT(forms("kuulovammaiselle").derivations, ElementsAre("vamma", "kuulovamma"));
  EXPECT_THAT(forms("asiakas").derivations, IsEmpty());
}

TEST_F(FinnishAnalyzer, FindsTheCompoundsWithinALongerOne) {
  EXPECT_THAT(forms("asiakaspalvelutilanteessa").compounds, UnorderedElementsAre("asiakaspalvelu", "palvelutilanne"));
  EXPECT_THAT(forms("asiakaspalvelu").compounds, IsEmpty());
}

TEST_F(FinnishAnalyzer, StemsWordsThatVoikkoDoesNotKnow) {
  const WordForms bot = forms("chatbotilla");
  EXPECT_FALSE(bot.known);
  EXPECT_THAT(bot.lemmas, Contains(forms("chatbotin").lemmas.back()));
  EXPECT_THAT(forms("xyz").grams, ElementsAre("^xyz", "xyz$"));
  EXPECT_THAT(forms("asiakas").grams, IsEmpty());
}

TEST_F(FinnishAnalyzer, TakesTheEndingOffAnAbbreviation) {
  for (const char* word : {"HSL", "HSL:n", "HSL:ssä", "HSL:llekin", "hsl:n"}) {
    EXPECT_THAT(forms(word).lemmas, ElementsAre("hsl")) << word;
  }
}

TEST_F(FinnishAnalyzer, AnalysesThePiecesOfUnknownHyphenatedWords) {
  const WordForms card = forms("plussa-korttien");
  EXPECT_THAT(card.lemmas, Contains("plussa-kortti"));
  EXPECT_THAT(forms("e-mail").pieces, ElementsAre("mail", "email"));
  EXPECT_THAT(forms("cmdlet-komennot").pieces, Contains("komento"));
  EXPECT_THAT(forms("cmdlet-komennot").lemmas, ElementsAre("cmdlet-komento"));
}

TEST_F(FinnishAnalyzer, UnderstandsAModifierThatStandsAlone) {
  EXPECT_THAT(forms("nais").lemmas, ElementsAre("nainen"));  // "nais- ja miesasiakkaat"
  EXPECT_THAT(forms("laiduntamis").lemmas, ElementsAre("laiduntaa"));
}

TEST_F(FinnishAnalyzer, GuessesCompoundsThatVoikkoDoesNotPutTogether) {
  const WordForms copied = forms("varmuuskopioidaan");
  EXPECT_FALSE(copied.known);
  EXPECT_THAT(copied.lemmas, Contains("varmuuskopioida"));
  EXPECT_THAT(copied.parts, ElementsAre("varmuus", "kopioida"));
}

TEST_F(FinnishAnalyzer, NeverFoldsTheLettersOfFinnish) {
  EXPECT_EQ(forms("Sähkö").surface, "sähkö");
  EXPECT_THAT(forms("sahko").lemmas, Not(Contains("sähkö")));
  EXPECT_EQ(forms("Café").surface, "cafe");
}

TEST_F(FinnishAnalyzer, TellsWhatMayBeANameOfAPersonOrAPlace) {
  for (const char* name : {"Virtanen", "matti", "Helsingissä"}) EXPECT_TRUE(forms(name).may_name) << name;
  for (const char* word : {"asiakas", "112", "xyz"}) EXPECT_FALSE(forms(word).may_name) << word;
}

TEST_F(FinnishAnalyzer, AcceptsWhatIsSpeltRight) {
  for (const char* word :
       {"asiakas", "Helsingissä", "helsingissä", "asiakaspalvelijoille", "näkö", "HSL", "112", "klo", "vaa’an"}) {
    EXPECT_TRUE(analyzer_->accepts_spelling(word)) << word;
  }
  for (const char* word : {"asiaks", "reklamatio", "asiakaspalvleu"})
    EXPECT_FALSE(analyzer_->accepts_spelling(word)) << word;
}

TEST_F(FinnishAnalyzer, KeepsOnlyTheSurfaceOfAWordAboveAHundredLetters) {
  const WordForms long_word = forms(std::string(101, 'a'));
  EXPECT_EQ(long_word.surface, std::string(64, 'a'));
  EXPECT_THAT(long_word.lemmas, ElementsAre(long_word.surface));
  EXPECT_THAT(long_word.grams, IsEmpty());
  EXPECT_TRUE(analyzer_->accepts_spelling(std::string(101, 'a')));
}

TEST_F(FinnishAnalyzer, HoldsQuestionWordsAndAuxiliariesForStopWords) {
  for (const char* word :
       {"miten", "Mitä", "kun", "saako", "pitääkö", "voinko", "jos", "minun", "on", "ei", "onko", "ja", "teen"}) {
    EXPECT_TRUE(analyzer_->is_stop_word(word)) << word;
  }
  for (const char* word : {"asiakas", "ilman", "aika", "rahat", "voi-", ""})
    EXPECT_FALSE(analyzer_->is_stop_word(word)) << word;
}

TEST_F(FinnishAnalyzer, NamesItsRecipeAndItsDictionary) {
  EXPECT_THAT(analyzer_->version(), testing::HasSubstr("libvoikko 4"));
  EXPECT_THAT(analyzer_->version(), testing::HasSubstr("voikko-fi 2"));
  EXPECT_EQ(analyzer_->lang(), "fi");
}

}  // namespace
}  // namespace tiski
