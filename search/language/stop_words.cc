#include "search/language/stop_words.h"

#include <algorithm>
#include <initializer_list>

#include "search/language/text.h"

namespace tiski {
namespace {

using Words = std::unordered_set<std::string_view>;

// Each string holds the words of one kind, separated by spaces.
Words collect(std::initializer_list<std::string_view> kinds) {
  Words words;
  for (std::string_view kind : kinds) {
    while (!kind.empty()) {
      const std::size_t end = std::min(kind.find(' '), kind.size());
      if (end > 0) words.insert(kind.substr(0, end));
      kind.remove_prefix(std::min(end + 1, kind.size()));
    }
  }
  return words;
}

constexpr std::string_view kFinnishLight =
    "voida voin voit voi voimme voitte voivat voidaan voinko voitko voiko voimmeko voivatko voidaanko voisin voisi "
    "voisiko voisinko voitaisiin voiks "
    "saa saan saat saamme saavat saako saanko saatko saammeko saadaan saadaanko saisi saisiko saisinko saaks "
    "haluan haluaa haluaisi haluaisin halutaan";

constexpr std::string_view kEnglishLight = "want wants need needs more most much many not no";

constexpr std::string_view kSwedishLight =
    "får fick få fått måste bör borde vill ville vilja behöver behövde inte ingen inget inga mycket mer mest mera";

const Words& finnish() {
  static const Words words = collect({
      kFinnishLight,
      // personal pronouns, written and spoken
      "minä minun minut minua minussa minusta minuun minulla minulta minulle mä mun mut mua mulla multa mulle mulla "
      "sinä sinun sinut sinua sinussa sinusta sinuun sinulla sinulta sinulle sä sun sut sua sulla sulta sulle "
      "hän hänen hänet häntä hänessä hänestä häneen hänellä häneltä hänelle "
      "me meidän meidät meitä meissä meistä meihin meillä meiltä meille "
      "te teidän teidät teitä teissä teistä teihin teillä teiltä teille "
      "he heidän heidät heitä heissä heistä heihin heillä heiltä heille",
      // demonstratives
      "tämä tämän tätä tässä tästä tähän tällä tältä tälle tänä täksi "
      "tuo tuon tuota tuossa tuosta tuohon tuolla tuolta tuolle tuona "
      "se sen sitä siinä siitä siihen sillä siltä sille sinä siksi "
      "nämä näiden näitä näissä näistä näihin näillä näiltä näille näinä "
      "nuo noiden noita noissa noista noihin noilla noilta noille "
      "ne niiden niitä niissä niistä niihin niillä niiltä niille niinä niiksi "
      "tällainen tällaisen tällaista tällaisessa tällaiset sellainen sellaisen sellaista sellaisessa sellaiset "
      "täällä tänne täältä siellä sinne sieltä tuonne",
      // relatives and question words
      "joka jonka jota jossa josta johon jolla jolta jolle jona joksi "
      "jotka joiden joita joissa joista joihin joilla joilta joille "
      "mikä minkä mitä missä mistä mihin millä miltä mille minä miksi mitkä mikäs mitäs mikäli "
      "kuka kenen kenet ketä kenessä kenestä keneen kenellä keneltä kenelle keneksi ketkä keiden keitä keille keiltä "
      "kumpi kumman kumpaa kummassa kumpaan kummalla "
      "millainen millaisen millaista millaisia millaiset minkälainen minkälaisen minkälaista minkälaisia minkälaiset "
      "miten kuinka milloin koska miksi minne mistä montako paljonko kuinkahan mitenkä kuis",
      // to be, and no
      "olla olen olet on olemme olette ovat ole oon oot oo ollaan olin olit oli olimme olitte olivat ollut olleet "
      "olisin olisit olisi olisimme olisivat lienee olkoon oltava olevan oleva ollessa ollaanko "
      "olenko oletko onko olemmeko oletteko ovatko olinko oliko olivatko olisiko onkohan onks ollu "
      "en et ei emme ette eivät enkä etkä eikä älä älkää älköön enkö etkö eikö emmekö ettekö eivätkö eiks",
      // verbs that turn a statement into a question or a duty
      "pitää pitääkö pitäisi pitäisikö pitänyt täytyy täytyykö täytyisi tulee tuleeko kuuluuko kannattaa kannattaako "
      "kannattaisi kannattaisiko "
      "teen teet tee tehdä tehdään tekisin tehdäänkö toimin toimia toimitaan",
      // conjunctions
      "ja sekä että eli tai vai joko mutta vaan kun jos jollei ellei vaikka kuin kunnes koska sillä jotta siis niin "
      "ynnä "
      "joten saati",
      // particles and adverbs
      "myös myöskin jo vielä vain ihan aivan juuri edes kai ehkä nyt sitten silloin noin näin niinkin kyllä toki siten "
      "jopa muuten muutoin kuitenkin kuitenkaan enää hyvin kovin melko liian taas muun muassa esim esimerkiksi "
      "jne yms ym mm ns tms eräs eräät eräitä jokin jonkin jotain jotakin joku jonkun jollekin johonkin jostain "
      "joitakin joitain jotkut joskus ollenkaan lainkaan",
      // postpositions without a meaning of their own
      "kanssa kautta mukaan luona vuoksi takia",
  });
  return words;
}

const Words& english() {
  static const Words words = collect({
      kEnglishLight,
      "a an the",
      "i me my mine myself you your yours yourself he him his himself she her hers herself it its itself we us our "
      "ours "
      "ourselves they them their theirs themselves one ones",
      "this that these those here there such",
      "who whom whose which what when where why how whatever whenever",
      "am is are was were be been being isn't aren't wasn't weren't i'm you're he's she's it's we're they're that's "
      "what's who's where's how's there's i've you've we've they've i'd you'd he'd she'd we'd they'd i'll you'll he'll "
      "she'll we'll they'll",
      "do does did doing done don't doesn't didn't have has had having haven't hasn't hadn't",
      "can could may might must shall should will would cannot can't couldn't won't wouldn't shouldn't mustn't ought",
      "and or but nor so yet if then than because as while whether though although unless until",
      "of at by for with about into onto to from in on up down over under out through during between",
      "yes too very just also only even still again already quite rather really ever any some each both either "
      "neither all other others another same own few less",
      "please let's etc e.g i.e eg ie",
  });
  return words;
}

const Words& swedish() {
  static const Words words = collect({
      kSwedishLight,
      "en ett den det de dem dom",
      "jag mig mej min mitt mina du dig dej din ditt dina han honom hans hon henne hennes hen vi oss vår vårt våra ni "
      "er "
      "ert era deras sin sitt sina sig sej man dess",
      "denna detta dessa här där hit dit sådan sådant sådana",
      "vem vems vilka vilken vilket vad när var vart varifrån varför hur hurdan som",
      "är var vara varit blir blev bli blivit",
      "har hade ha haft gör gjorde göra gjort",
      "kan kunde kunna kunnat ska skall skulle",
      "och eller men utan samt om att så än då medan eftersom fast fastän innan tills ifall",
      "i på av till från för med vid under över mellan genom hos ur kring åt mot",
      "ej också även bara redan ännu väldigt ganska alltid aldrig någon något några "
      "all allt alla annan annat andra varje samma egen eget egna nu sedan sen igen ju väl nog kanske",
      "t.ex bl.a m.m osv etc",
  });
  return words;
}

const Words& light_words(std::string_view lang) {
  static const Words fi = collect({kFinnishLight});
  static const Words en = collect({kEnglishLight});
  static const Words sv = collect({kSwedishLight});
  static const Words none;
  if (lang == "fi") return fi;
  if (lang == "en") return en;
  if (lang == "sv") return sv;
  return none;
}

bool is_among(const Words& words, std::string_view word) {
  constexpr std::size_t kLongest = 40;  // bytes, before folding
  return word.size() <= kLongest && words.contains(fold(word));
}

}  // namespace

const Words& stop_words(std::string_view lang) {
  static const Words none;
  if (lang == "fi") return finnish();
  if (lang == "en") return english();
  if (lang == "sv") return swedish();
  return none;
}

bool is_stop_word_of(std::string_view lang, std::string_view word) { return is_among(stop_words(lang), word); }

bool is_light_word_of(std::string_view lang, std::string_view word) { return is_among(light_words(lang), word); }

}  // namespace tiski
