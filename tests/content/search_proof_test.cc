// What the search owes every word of the guidance: proofs over all of it, asked of the very index that is served.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "search/language/finnish_reading.h"
#include "search/language/text.h"
#include "search/language/voikko.h"
#include "search/query/search_session.h"
#include "search/query/searcher.h"
#include "tests/support/guidance_index.h"
#include "tests/support/sanitizers.h"

namespace tiski {
namespace {

constexpr Date kDay{std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}};
using Documents = std::set<std::uint32_t>;

// The guidance, opened once for all tests of the process.
struct Guidance {
  std::shared_ptr<AnalyzerPool> analyzers = std::make_shared<AnalyzerPool>();
  std::shared_ptr<const Snapshot> snapshot = Snapshot::open(test::guidance_index());
  Searcher searcher{snapshot, analyzers};
  SearchResources resources;
  std::map<std::string, std::map<std::string, Documents>> words;  // language → word in lower case → its articles

  Guidance() {
    resources.snapshot = snapshot;
    resources.analyzers = analyzers;
    for (const auto& lang : snapshot->knowledge_base().languages) {
      resources.languages.emplace(lang, std::make_unique<LanguageState>(*snapshot, *analyzers, lang));
    }
    const auto db = snapshot->database();
    for (std::uint32_t docid = 1; docid <= snapshot->max_docid(); ++docid) {
      const auto lang = Snapshot::record(db, docid).lang;
      for (const auto& part : Snapshot::text_map(db, docid).parts) {
        for (const Token& token : tokenize(part.text)) words[lang][to_lower(token.in(part.text))].insert(docid);
      }
    }
  }

  SearchSession session(const std::string& lang) const { return {resources, lang, kDay}; }
};

const Guidance& guidance() {
  static const Guidance kGuidance;
  return kGuidance;
}

// The articles that should be found by `query` and are not, as a word to read; empty when all are.
std::string missing(SearchSession& session, const std::string& lang, const std::string& query,
                    const Documents& wanted) {
  const auto matches = session.match(query, lang, LastWord::kWhole).matches;
  for (const auto docid : wanted) {
    if (!matches.test(docid)) return query + " misses " + Snapshot::record(session.db(), docid).slug;
  }
  return "";
}

// All words are asked of the programs as readers get them (script/test answers); a sanitizer's run asks a sample.
constexpr std::size_t kEvery = test::kSanitized ? 10 : 1;

// One line each; empty when nothing is missed.
std::string missed(const std::string& lang, const std::map<std::string, Documents>& wanted) {
  auto session = guidance().session(lang);
  std::string all;
  std::size_t number = 0;
  for (const auto& [query, documents] : wanted) {
    if (number++ % kEvery != 0) continue;
    if (const auto one = missing(session, lang, query, documents); !one.empty()) all += one + '\n';
  }
  return all;
}

// What Voikko takes a word apart into, in the readings that are as likely as any other: the first parts as they stand
// in it, and the base forms of all.
std::set<std::string> parts_of(Voikko& voikko, const std::string& word) {
  std::set<std::string> parts;
  for (const Reading& reading : likeliest_first(voikko.readings(word), word)) {
    const Anatomy anatomy = take_apart(reading, word);
    if (anatomy.surfaces.size() < 2) continue;
    parts.insert(anatomy.surfaces.begin(),
                 anatomy.surfaces.end() - 1);  // the last one is inflected: its head stands for it
    parts.insert(anatomy.head);
    for (const auto& stages : anatomy.parts) {
      if (!stages.empty()) parts.insert(stages.back().base);
    }
  }
  std::erase_if(parts, [](const std::string& part) { return code_point_count(part) < 2; });
  return parts;
}

TEST(EveryWord, FindsTheArticlesItStandsIn) {
  for (const auto& [lang, words] : guidance().words) EXPECT_EQ(missed(lang, words), "") << lang;
}

bool share_a_base(const std::vector<Reading>& a, const std::vector<Reading>& b) {
  return std::any_of(a.begin(), a.end(), [&b](const Reading& one) {
    return std::any_of(b.begin(), b.end(), [&one](const Reading& other) { return one.base == other.base; });
  });
}

// An ending that stands behind any form. What is another word with it is not asked.
TEST(EveryWord, FindsItsArticlesInOtherForms) {
  Voikko voikko;
  std::map<std::string, Documents> inflected;
  for (const auto& [word, documents] : guidance().words.at("fi")) {
    if (word.find_first_of("0123456789") != std::string::npos) continue;
    const auto form = word + "kin";
    if (share_a_base(voikko.readings(word), voikko.readings(form))) inflected[form] = documents;
  }
  EXPECT_GT(inflected.size(), 4000U);
  // Of forms that can be read in several ways the unlikely readings are not followed.
  const auto lost = missed("fi", inflected);
  EXPECT_LE(300 * std::count(lost.begin(), lost.end(), '\n'), static_cast<std::ptrdiff_t>(inflected.size())) << lost;
}

TEST(EveryCompound, IsFoundByEveryPartThatVoikkoGivesIt) {
  Voikko voikko;
  std::map<std::string, Documents> by_part;
  for (const auto& [word, documents] : guidance().words.at("fi")) {
    for (const auto& part : parts_of(voikko, word)) by_part[part].insert(documents.begin(), documents.end());
  }
  EXPECT_GT(by_part.size(), 1000U);
  EXPECT_EQ(missed("fi", by_part), "");
}

TEST(EveryCompound, WithAHyphenIsFoundByItsPiecesInEveryLanguage) {
  for (const auto& [lang, words] : guidance().words) {
    std::map<std::string, Documents> by_piece;
    for (const auto& [word, documents] : words) {
      if (word.find('-') == std::string::npos) continue;
      for (std::size_t begin = 0; begin < word.size();) {
        const auto end = std::min(word.find('-', begin), word.size());
        const auto piece = word.substr(begin, end - begin);
        if (code_point_count(piece) > 1) by_piece[piece].insert(documents.begin(), documents.end());
        begin = end + 1;
      }
    }
    EXPECT_EQ(missed(lang, by_piece), "") << lang;
  }
}

SearchResults ask(const std::string& q, const std::string& lang = "fi") {
  SearchRequest request;
  request.q = q;
  request.lang = lang;
  request.per_page = kMaxPerPage;
  request.other_languages = false;
  request.today = kDay;
  return guidance().searcher.search(request);
}

TEST(Guidance, TheFormsOfAWordFindTheSameArticles) {
  const auto ids = [](const std::string& q) {
    std::set<std::string> found;
    auto session = guidance().session("fi");
    const auto matches = session.match(q, "fi", LastWord::kWhole).matches;
    for (std::uint32_t docid = 1; docid <= guidance().snapshot->max_docid(); ++docid) {
      if (matches.test(docid)) found.insert(Snapshot::record(session.db(), docid).id);
    }
    return found;
  };
  EXPECT_GT(ids("asiakas").size(), 40U);
  for (const auto* form : {"asiakkaalle", "asiakkaiden", "ASIAKAS"}) EXPECT_EQ(ids(form), ids("asiakas")) << form;
}

TEST(Guidance, AnExactTitleComesFirst) {
  const auto db = guidance().snapshot->database();
  for (std::uint32_t docid = 1; docid <= guidance().snapshot->max_docid(); ++docid) {
    const auto record = Snapshot::record(db, docid);
    const auto results = ask(record.title, record.lang);
    ASSERT_FALSE(results.hits.empty()) << record.title;
    EXPECT_EQ(results.hits.front().record.title, record.title) << record.lang;
  }
}

TEST(Guidance, OpaskoiranOpensTheSectionOnGuideDogs) {
  const auto results = ask("opaskoiran");
  ASSERT_FALSE(results.hits.empty());
  const auto& best = results.hits.front();
  EXPECT_EQ(best.record.id, "nakovammainen-asiakas");
  ASSERT_FALSE(best.sections.empty());
  const auto& section = best.sections.front();
  EXPECT_EQ(section.title, "Opaskoira");
  ASSERT_FALSE(section.snippet.ranges.empty());
  for (const auto& range : section.snippet.ranges) {
    const auto to_end = first_code_points(section.snippet.text, range.end);
    const auto form = to_lower(to_end.substr(first_code_points(section.snippet.text, range.begin).size()));
    EXPECT_TRUE(form.starts_with("opaskoir")) << form;
  }
}

// The desk tasks as others would type them: inflected, or with a slip of the finger.
struct DeskTask {
  const char* article;
  std::vector<const char*> typed;
};

TEST(Suggestions, HaveTheDeskTasksArticlesInTheFirstThree) {
  const std::vector<DeskTask> tasks = {
      {"reklamaation-kuusi-askelta", {"rekl", "reklamaatiot", "reklamaation", "reklamatio", "reklamaatoi", "rekla"}},
      {"pahoittelufraasit", {"pahoit", "pahoittelut", "pahoitteluja", "pahoittelu", "pahoitelu", "pahoittleu"}},
      {"nakovammainen-asiakas", {"opask", "opaskoiran", "opaskoirat", "opaskoiraa", "opaskoria", "opaskioran"}},
      {"kuulovammainen-asiakas",
       {"indukt", "induktiosilmukan", "induktiosilmukkaa", "induktio", "induktiosimukka", "indukiosilmukka"}},
      {"ikaantynyt-asiakas",
       {"muisti", "muistisairaan", "muistisairaalle", "muistisairas", "muistisaira", "muistisairsa"}},
      {"liikuntarajoitteinen-asiakas",
       {"pyörät", "pyörätuolin", "pyörätuolilla", "pyörätuolia", "pyörätuloi", "pyorätuoli"}},
      {"tyoasu-ja-ensivaikutelma", {"farkut", "farkuissa", "farkkuja", "farkku", "farkutt", "farkt"}},
      {"vieraskielinen-asiakas", {"ruots", "ruotsin", "ruotsia", "ruotsiksi", "routsi", "ruotsii"}},
      {"lapsiperheet-ja-lapset",
       {"lapsi yksin", "lapset yksin", "lapsen yksin", "lasta yksin", "lapsi yksni", "laspi yksin"}},
      {"vihainen-asiakas", {"vihai", "vihaisen", "vihaista", "vihaiselle", "vihianen", "vihanen"}},
  };
  std::size_t asked = 0;
  std::vector<std::string> lost;
  for (const auto& task : tasks) {
    for (const auto* typed : task.typed) {
      SuggestRequest request;
      request.q = typed;
      request.lang = "fi";
      request.today = kDay;
      auto suggestions = guidance().searcher.suggest(request);
      if (suggestions.size() > 3) suggestions.resize(3);
      ++asked;
      const bool found = std::any_of(suggestions.begin(), suggestions.end(),
                                     [&](const Suggestion& one) { return one.slug == task.article; });
      if (found) continue;
      EXPECT_NE(typed, task.typed.front()) << "what the plan itself names must be found";
      std::string shown = std::string(typed) + ":";
      for (const auto& one : suggestions) shown += " " + one.slug + "#" + one.anchor;
      lost.push_back(shown);
    }
  }
  EXPECT_LE(10 * lost.size(), asked) << testing::PrintToString(lost);
}

// Random code points, random bytes and chains of words: an answer each, of bounded work.
TEST(AnyQuery, IsAnsweredAndUnderstoodWithinTheLimits) {
  std::uint32_t state = 7;
  const auto random = [&state](std::uint32_t below) { return (state = state * 1664525 + 1013904223) / 65536 % below; };
  const std::vector<std::string> pieces = {"asiakas",
                                           "\"",
                                           "-",
                                           " ",
                                           "ja ",
                                           "\xE2\x80\x9D",
                                           "ä",
                                           "\xF0\x9F\xA6\xAE",
                                           "\xCC\x88",
                                           "\xFF",
                                           "\xC3",
                                           "*",
                                           "(",
                                           "AND ",
                                           "reklamatio",
                                           "\n",
                                           "1.",
                                           std::string(1, '\0'),
                                           "\xE2\x80\xAE",
                                           "asiakaspalvelu-",
                                           "\xEF\xBF\xBF"};
  for (int round = 0; round < 100; ++round) {
    std::string query;
    for (auto count = random(60); count > 0; --count) {
      query += random(4) == 0 ? std::string(1, static_cast<char>(random(256))) : pieces[random(21)];
    }
    const auto results = ask(query);
    EXPECT_LE(results.terms.size(), kMaxQueryWords + 0U) << query;
    EXPECT_LE(results.hits.size(), results.total) << query;
    SuggestRequest request;
    request.q = query;
    request.lang = "fi";
    request.today = kDay;
    EXPECT_LE(guidance().searcher.suggest(request).size(), request.limit) << query;
  }
}

}  // namespace
}  // namespace tiski
