#pragma once

#include <string>

#include "search/article/article.h"
#include "search/article/knowledge_base.h"
#include "search/article/training_path.h"

// Values with every member filled in, shared by the tests of what is stored and indexed.
namespace tiski::samples {

inline Date day(int year, unsigned month, unsigned date) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{date}};
}

inline Article article() {
  Article article;
  article.id = "oma-virhe";
  article.lang = "fi";
  article.slug = "oma-virheen-korjaaminen";
  article.path = "fi/reklamaatiot/oma-virhe.md";
  article.title = "Korjaa oma virheesi";
  article.summary = "Myönnä virhe, pahoittele ja korjaa.";
  article.facets = {{"topic", {"reklamaatiot"}}, {"group", {"kuulo", "nako"}}};
  article.owner = "reklamaatiovastaava";
  article.reviewed = day(2026, 11, 3);
  article.review_by = day(2027, 5, 3);
  article.aliases = {"virhe", "oma-moka"};
  article.tags = {"moka", "sössiä"};
  article.best_for = {"tein itse virheen"};
  article.search_tests = {"virheen korjaus"};
  article.related = {"pahoittelufraasit"};
  article.valid_from = day(2026, 1, 1);
  article.valid_to = day(2028, 12, 31);
  article.source_rev = "0123456789ab";
  article.body_digest = "ba9876543210";
  Section lead;
  lead.level = 1;
  lead.blocks.push_back({BlockKind::kProse, "<p>Kerro \"heti\".</p>", "Kerro \"heti\".", "", "", {}});
  Section section;
  section.anchor = "s-pahoittele";
  section.title = "Pahoittele";
  section.level = 3;
  section.blocks.push_back(
      {BlockKind::kSay,
       "",
       "Jag beklagar.\nFelet var vårt.",
       "",
       "sv",
       {{"<p>Jag beklagar.</p>", "Jag beklagar."}, {"<p>Felet var vårt.</p>", "Felet var vårt."}}});
  section.blocks.push_back({BlockKind::kGroup, "<p>Puhu selvästi.</p>", "Puhu selvästi.", "kuulo", "", {}});
  article.sections = {lead, section};
  return article;
}

inline KnowledgeBase knowledge_base() {
  KnowledgeBase kb;
  kb.name = {{"fi", "Tiski"}, {"en", "Tiski"}};
  kb.tagline = {{"fi", "Ohjeet käteen"}};
  kb.languages = {"fi", "en", "sv"};
  kb.roles = {{"reklamaatiovastaava", {{"fi", "Reklamaatiovastaava"}, {"en", "Complaints lead"}}}};
  kb.review_default = Period{1, 0, 0};
  kb.review_by_topic = {{"reklamaatiot", Period{0, 6, 0}}};
  kb.emergency = {{{{"fi", "Ensiapu"}}, "hatatilanteet", {{"fi", "s-ensiapu"}}}, {{{"fi", "Uhka"}}, "uhkaava", {}}};
  kb.home_cards = {"pahoittelufraasit"};
  Facet topic;
  topic.name = "topic";
  topic.label = {{"fi", "Aihe"}, {"en", "Topic"}};
  topic.values = {{"reklamaatiot", {{"fi", "Reklamaatiot"}}}, {"asenne", {{"fi", "Asenne"}}}};
  Facet group;
  group.name = "group";
  group.label = {{"fi", "Asiakasryhmä"}};
  group.multiple = true;
  group.default_value = "kaikki";
  group.values = {{"kaikki", {{"fi", "Kaikki"}}}, {"kuulo", {{"fi", "Kuulo"}}}, {"nako", {{"fi", "Näkö"}}}};
  kb.facets = {topic, group};
  kb.shared_pc = true;
  kb.desk_mode = true;
  return kb;
}

inline std::vector<GlossaryTerm> glossary() {
  return {{"reklamaatio",
           {{"fi", {"reklamaatio", "valitus"}}, {"en", {"complaint"}}},
           {{"fi", "Asiakkaan ilmoitus virheestä."}},
           {{"fi", "Kerro, mikä meni vikaan."}}}};
}

inline std::vector<TrainingPath> paths() {
  PathQuestion question;
  question.text = {{"fi", "Mitä teet ensin?"}};
  question.options = {{{{"fi", "Kuuntelen"}}, {{"fi", "Silloin asiakas rauhoittuu."}}, true},
                      {{{"fi", "Selitän"}}, {{"fi", "Asiakas ei vielä kuule."}}, false}};
  TrainingPath path;
  path.id = "eka-viikko";
  path.title = {{"fi", "Eka viikko"}, {"en", "First week"}};
  path.description = {{"fi", "Lue ja vastaa."}};
  path.steps = {{{{"fi", "Maanantai"}}, {"oma-virhe", "vihainen"}, {question}}, {{{"fi", "Tiistai"}}, {"jono"}, {}}};
  return {path};
}

inline Synonyms synonyms() {
  Synonyms synonyms;
  auto& fi = synonyms.languages["fi"];
  fi.equal = {{"reklamaatio", "valitus"}};
  fi.related = {{{"pyörätuoli"}, {"luiska", "hissi"}}};
  fi.spoken = {{"oonko", "olenko"}, {"mä", "minä"}};
  synonyms.languages["sv"] = {};
  synonyms.across = {{{"fi", {"pyörätuoli"}}, {"en", {"wheelchair"}}}};
  return synonyms;
}

}  // namespace tiski::samples
