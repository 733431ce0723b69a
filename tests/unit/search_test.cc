#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/query/query_words.h"
#include "tests/support/small_index.h"

namespace tiski {
namespace {

using testing::ElementsAre;

TEST(Search, FindsInflectedForms) {
  SmallIndex index;
  index.add("yksi", "Vihainen asiakas", "Kuuntele asiakkaita rauhassa.");
  index.add("kaksi", "Työasu", "Valitse siistit kengät.");
  for (const auto* q : {"asiakkaalle", "asiakkaiden", "ASIAKAS"}) {
    EXPECT_THAT(ids(index.searcher().search(ask(q))), ElementsAre("yksi")) << q;
  }
}

TEST(Search, FindsACompoundByItsParts) {
  SmallIndex index;
  index.add("yksi", "Ulkonäkö", "Pukukoodin mukaan hiukset ovat kiinni.");
  EXPECT_THAT(ids(index.searcher().search(ask("koodi"))), ElementsAre("yksi"));
}

TEST(Search, FindsACompoundByACompoundWithinItAndTheOtherWayRound) {
  SmallIndex index;
  index.add("pitka", "Alku", "Asiakaspalvelutilanne alkaa katseesta.");
  index.add("lyhyt", "Loppu", "Palvelutilanne päättyy kiitokseen.");
  index.add("muu", "Kassa", "Palvelu on hidasta.");
  EXPECT_THAT(ids(index.searcher().search(ask("palvelutilanteessa"))), ElementsAre("lyhyt", "pitka"));
  EXPECT_THAT(ids(index.searcher().search(ask("asiakaspalvelutilanteessa alkaa"))).front(), "pitka");
  EXPECT_THAT(ids(index.searcher().search(ask("asiakaspalvelutilanteessa päättyy"))).front(), "lyhyt");
}

TEST(Search, FindsASwedishCompoundByTheWordsThatMakeItWhereItStandsNowhere) {
  SmallIndex index;
  index.add("enkat", "Enkät", "Ge kunden en enkät om nöjdhet.", "sv");
  index.add("kund", "Kassa", "Kunden betalar i kassan.", "sv");
  for (const auto* q : {"kundenkät", "kundenkäten", "nöjdhetsenkät"}) {
    EXPECT_THAT(ids(index.searcher().search(ask(q, "sv"))), ElementsAre("enkat")) << q;
  }
  EXPECT_EQ(ids(index.searcher().search(ask("kundnöjdhetsenkät", "sv"))).front(), "enkat");
  EXPECT_THAT(ids(index.searcher().search(ask("kundtrappa", "sv"))), testing::IsEmpty());
}

TEST(Search, FindsAFinnishCompoundWithAWordThatNoDictionaryHasByTheWordsThatMakeIt) {
  SmallIndex index;
  index.add("chat", "Etäpalvelu", "Chat on auki. Kirjoita vastaus lyhyesti.");
  index.add("muu", "Kassa", "Asiakas maksaa kassalla.");
  for (const auto* q : {"chatvastaus", "chatvastaukseen"}) {
    EXPECT_THAT(ids(index.searcher().search(ask(q))), ElementsAre("chat")) << q;
  }
  EXPECT_THAT(ids(index.searcher().search(ask("chatlomake"))), testing::IsEmpty());
}

// Enter in the middle of a word: its likeness to longer words, which is noted too, is no match that would make it
// whole.
TEST(Search, TakesHalfAWordForTheBeginningOfOne) {
  SmallIndex index;
  index.add("yksi", "Kuulo", "Tiskillä on induktiosilmukka.");
  index.add("kaksi", "Valitus", "Reklamaatio kirjataan heti.");
  for (const auto* q : {"indu", "indukt"}) EXPECT_THAT(ids(index.searcher().search(ask(q))), ElementsAre("yksi")) << q;
  for (const auto* q : {"rek", "rekl"}) EXPECT_THAT(ids(index.searcher().search(ask(q))), ElementsAre("kaksi")) << q;
}

TEST(Search, PutsTheTitleThatHasHalfAWordBeforeTheTextThatHasItOften) {
  SmallIndex index;
  index.add("teksti", "Sanasto", "Reklamaatio on reklamaatio. Reklamaatio kirjataan.");
  index.add_section("s-reklamaatio", "Reklamaatio", "Reklamaatio, reklamointi ja reklamaation kirjaaminen.");
  index.add("otsikko", "Reklamaation käsittely",
            "Kuuntele ensin, mitä on tapahtunut, ja kysy sitten, mitä asiakas haluaa.");
  for (const auto* id : {"a", "b", "c", "d", "e"}) index.add(id, "Arki", "Asiakas maksaa kassalla ja lähtee.");
  EXPECT_THAT(ids(index.searcher().search(ask("rekl"))), ElementsAre("otsikko", "teksti"));
}

TEST(Search, ShowsTheHundredthPageForAnyBeyondAndTheFirstForAnyBefore) {
  SmallIndex index;
  for (int i = 1; i <= 102; ++i) index.add("ohje-" + std::to_string(i), "Kassa", "Asiakas maksaa.");
  auto request = ask("asiakas");
  request.per_page = 1;
  const auto page = [&](int number) {
    request.page = number;
    return ids(index.searcher().search(request));
  };
  ASSERT_EQ(page(kMaxPage).size(), 1U);
  for (const int beyond : {101, 5000, 2'000'000'000}) EXPECT_EQ(page(beyond), page(kMaxPage)) << beyond;
  for (const int before : {0, -1, -2'000'000'000}) EXPECT_EQ(page(before), page(1)) << before;
  EXPECT_NE(page(1), page(kMaxPage));
}

TEST(Search, ListsNothingThatMatchesOneOfTwoWords) {
  SmallIndex index;
  index.add("molemmat", "Puhelin", "Vihainen asiakas puhelimessa.");
  index.add("toinen", "Asu", "Asiakas katsoo asua.");
  EXPECT_THAT(ids(index.searcher().search(ask("vihainen asiakas"))), ElementsAre("molemmat"));
}

TEST(Search, PutsTheExactTitleFirst) {
  SmallIndex index;
  index.add("pitka", "Reklamaatio kuudessa askelessa", "Reklamaatio reklamaatio reklamaatio reklamaatio.");
  index.add("sama", "Reklamaatio", "Katso ohje.");
  EXPECT_EQ(ids(index.searcher().search(ask("reklamaatio"))).front(), "sama");
}

TEST(Search, PutsFirstWhatSaysMostOfALongQuestionBeforeWhatSaysItsRarestWordOften) {
  SmallIndex index;
  index.add("harvinainen", "Kuitti", "Kuitti ja kuitti. Kuitti katosi.");
  index.add("kaikki", "Apua", "Asiakas haluaa palauttaa tuotteen, ja kuitti on kotona.");
  for (const auto* id : {"a", "b", "c", "d"}) {
    index.add(id, "Arki", "Asiakas haluaa tuotteen. Toinen tahtoo palauttaa kengät.");
  }
  EXPECT_EQ(ids(index.searcher().search(ask("haluaa palauttaa tuotteen ilman kuittia"))).front(), "kaikki");
}

TEST(Search, FindsAWordThatItLacksByWhatItIsDerivedFrom) {
  SmallIndex index;
  index.add("verbi", "Sudenkuopat", "Älä puolustele itseäsi asiakkaalle.");
  for (const auto* id : {"a", "b", "c"}) index.add(id, "Arki", "Asiakas ja toinen asiakas maksavat.");
  EXPECT_THAT(ids(index.searcher().search(ask("puolustelu"))), ElementsAre("verbi"));
  EXPECT_THAT(ids(index.searcher().search(ask("puolustelu asiakkaalle"))), ElementsAre("verbi"));
}

TEST(Search, WeighsWhatIsWantedOrAllowedButAsksForItNowhereAndMarksItNot) {
  SmallIndex index;
  index.add("muu", "Toka", "Asiakas on aina asiakas, ja asiakas tietää.");
  index.add("tahto", "Eka", "Asiakas tietää, mitä haluaa.");
  const auto wanted = index.searcher().search(ask("asiakas haluaa"));
  EXPECT_THAT(ids(wanted), ElementsAre("tahto", "muu"));
  EXPECT_FALSE(wanted.relaxed);
  const auto& snippet = wanted.hits.front().sections.front().snippet;
  ASSERT_EQ(snippet.ranges.size(), 1U);
  EXPECT_EQ(snippet.text.substr(snippet.ranges.front().begin, 7), "Asiakas");
}

TEST(Search, AsksForALightWordThatIsTheWholeQuestion) {
  SmallIndex index;
  index.add("tahto", "Eka", "Kysy, mitä toinen haluaa.");
  index.add("muu", "Toka", "Asiakas on tiskillä.");
  EXPECT_THAT(ids(index.searcher().search(ask("haluaa"))), ElementsAre("tahto"));
}

TEST(Search, LeavesOutWhatIsMarkedWithAMinus) {
  SmallIndex index;
  index.add("yksi", "Eka", "Asiakas ja lapset.");
  index.add("kaksi", "Toka", "Asiakas yksin.");
  EXPECT_THAT(ids(index.searcher().search(ask("asiakas -lapsi"))), ElementsAre("kaksi"));
}

TEST(Search, OffersNothingInOtherLanguagesToAQueryThatOnlyLeavesOut) {
  SmallIndex index;
  index.add("yksi", "Eka", "Lapset.");
  index.add("yksi", "First", "Children.", "en");
  EXPECT_THAT(index.searcher().search(ask("-asiakas")).other_languages, testing::IsEmpty());
}

TEST(Search, FindsAPhraseOnlyAsItStands) {
  SmallIndex index;
  index.add("tarkka", "Eka", "Osoita hyvät tavat heti.");
  index.add("taivutettu", "Toka", "Noudata hyviä tapoja.");
  index.add("erillaan", "Kolmas", "Hyvät asiakkaat, huonot tavat.");
  EXPECT_THAT(ids(index.searcher().search(ask("\"hyvät tavat\""))), ElementsAre("tarkka"));
}

TEST(Search, AnswersAQuestionWrittenInAnotherLanguageThanThePages) {
  SmallIndex index;
  index.translations["en>fi"] = {{"calm", {"rauhoittaa"}}, {"angri", {"vihainen"}}, {"custom", {"asiakas"}}};
  index.add("vihainen", "Vihainen asiakas", "Näin saat rauhoitettua vihaisen asiakkaan.");
  index.add("muu", "Kassa", "Asiakas maksaa kassalla.");
  EXPECT_THAT(ids(index.searcher().search(ask("how do I calm an angry customer"))), ElementsAre("vihainen"));
}

TEST(Search, PutsTheArticleFirstWhoseVersionInAnotherLanguageAnswersToo) {
  SmallIndex index;
  index.translations["fi>en"] = {{"jono", {"queue"}}};
  index.add("ensin", "Vuoro", "Jono kasvaa.");
  index.add("sitten", "Vuoro", "Jono kasvaa.");
  index.add("sitten", "Shift", "The queue is long.", "en");
  EXPECT_THAT(ids(index.searcher().search(ask("jono"))), ElementsAre("sitten", "ensin"));
}

// The version in the other language may say one of the words only: that it says more than the others' is what counts.
TEST(Search, WeighsAVersionInAnotherLanguageThatLacksWordsToo) {
  SmallIndex index;
  index.translations["fi>en"] = {{"jono", {"queue"}}, {"kasvaa", {"grow"}}};
  index.add("ensin", "Vuoro", "Jono kasvaa.");
  index.add("ensin", "Shift", "Smile first.", "en");
  index.add("sitten", "Vuoro", "Jono kasvaa.");
  index.add("sitten", "Shift", "The queue is long.", "en");
  const auto results = index.searcher().search(ask("jono kasvaa"));
  EXPECT_THAT(ids(results), ElementsAre("sitten", "ensin"));
  EXPECT_THAT(results.other_languages, testing::IsEmpty());
}

TEST(Search, TakesWordsOfThePagesLanguageForItsOwn) {
  SmallIndex index;
  index.translations["en>fi"] = {{"on", {"asiakas"}}, {"tie", {"solmia"}}};
  index.add("tie", "Tie myymälään", "Tie on leveä.");
  index.add("muu", "Solmiminen", "Asiakas solmii nauhan.");
  EXPECT_THAT(ids(index.searcher().search(ask("tie on"))), ElementsAre("tie"));
}

TEST(Search, UnderstandsFinnishAsItIsSpoken) {
  SmallIndex index;
  index.add("puhe", "Selkeä puhe", "Näin tulet paremmaksi puhujaksi.");
  index.add("apu", "Opastus", "Auta sokeaa portaissa. Tarkoita mitä sanot.");
  index.add("kassa", "Kassa", "Kassa suljetaan illalla.");
  const auto& searcher = index.searcher();
  EXPECT_THAT(ids(searcher.search(ask("paremmaks"))), ElementsAre("puhe"));
  EXPECT_THAT(ids(searcher.search(ask("sokeeta"))), ElementsAre("apu"));
  EXPECT_THAT(ids(searcher.search(ask("tarkottaa"))), ElementsAre("apu"));
  EXPECT_THAT(ids(searcher.search(ask("kassal"))), ElementsAre("kassa"));
}

// "kass" may be a worn down "kassi", and is the beginning of "kassakone".
TEST(Search, TakesAWordThatMayBeSpokenForABeginningToo) {
  SmallIndex index;
  index.add("kassi", "Kassi", "Anna kassi asiakkaalle.");
  index.add("kone", "Kassakone", "Käynnistä kassakone.");
  EXPECT_THAT(ids(index.searcher().search(ask("kass"))), testing::UnorderedElementsAre("kassi", "kone"));
}

TEST(Search, GuessesNothingOfAWordThatIsBeingTyped) {
  const auto analyzer = Analyzer::open("fi");
  const auto query = parse_query("kassal");
  const auto text = [&](LastWord last) { return read_words(query, *analyzer, *analyzer, nullptr, last).front().text; };
  EXPECT_EQ(text(LastWord::kWhole), "kassalla");
  EXPECT_EQ(text(LastWord::kBeingTyped), "kassal");
}

// A slip often matches something all the same: by its stem ("alusssa": "alus"), or as the beginning of the word meant.
TEST(Search, OffersTheWordMeantThoughTheSlipMatchesSomething) {
  SmallIndex index;
  index.add("yksi", "Aluksi", "Kerro heti alussa, missä palaute annetaan.");
  index.add("kaksi", "Meri", "Alus lähtee, ja palautteesta kiitetään.");
  for (const auto& [slip, meant] : {std::pair{"alusssa", "alussa"}, {"palautte", "palaute"}}) {
    const auto results = index.searcher().search(ask(slip));
    EXPECT_EQ(results.corrected, meant);
    EXPECT_FALSE(results.correction_applied) << slip;
    EXPECT_THAT(ids(results), ElementsAre("kaksi")) << slip;
  }
}

TEST(Search, OffersNoOtherFormOfAForeignWordThatItFindsAnyway) {
  SmallIndex index;
  index.add("yksi", "Kanavat", "Vastaa Facebookista tuleviin viesteihin.");
  const auto results = index.searcher().search(ask("facebookissa"));
  EXPECT_THAT(ids(results), ElementsAre("yksi"));
  EXPECT_FALSE(results.corrected);
}

TEST(Search, AnswersTheWordMeantWhereTheSlipMatchesOnlyAnotherLanguagesWord) {
  SmallIndex index;
  index.add("sanasto", "Sanasto", "Ruotsiksi sana on reklamation.");
  index.add("reklamaatio", "Valitus", "Kirjaa reklamaatio heti.");
  index.add("reklamaatio", "Klagomål", "Skriv ner en reklamation genast.", "sv");
  const auto results = index.searcher().search(ask("reklamatio"));
  EXPECT_EQ(results.corrected, "reklamaatio");
  EXPECT_TRUE(results.correction_applied);
  EXPECT_THAT(ids(results), ElementsAre("reklamaatio"));
}

}  // namespace
}  // namespace tiski
