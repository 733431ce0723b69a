#include "server/views/make_shell.h"

#include <fmt/format.h>

#include "server/request/preferred_language.h"
#include "server/request/url.h"

namespace tiski {
namespace {

std::vector<std::string> languages_of(const Visit& visit) {
  if (visit.searcher != nullptr) return visit.kb().languages;
  std::vector<std::string> languages;
  for (const auto& [lang, catalog] : visit.messages.catalogs()) languages.push_back(lang);
  return languages;
}

std::string page_url(const Visit& visit, std::string_view page) { return fmt::format("/{}/{}", visit.lang, page); }

std::vector<views::Link> navigation(const Visit& visit, std::string_view page) {
  std::vector<views::Link> links = {
      {visit.words.text("nav_home"), page_url(visit, ""), page == "home"},
      {visit.words.text("nav_az"), page_url(visit, "az"), page == "az"},
      {visit.words.text("nav_glossary"), page_url(visit, "glossary"), page == "glossary"},
  };
  if (visit.searcher != nullptr && !visit.snapshot().paths().empty()) {
    links.push_back({visit.words.text("nav_paths"), page_url(visit, "paths"), page == "paths"});
  }
  links.push_back({visit.words.text("help"), page_url(visit, "help"), page == "help"});
  if (visit.has_trainer) links.push_back({visit.words.text("nav_trainer"), "/trainer/", false});
  return links;
}

// Links lead to articles that are there: first in the page's language, else in any.
std::vector<views::Link> emergency_links(const Visit& visit) {
  std::vector<views::Link> links;
  const auto& db = visit.database();
  const auto valid = visit.snapshot().valid_on(visit.today);
  for (const auto& entry : visit.kb().emergency) {
    auto languages = visit.kb().languages;
    languages.insert(languages.begin(), visit.lang);
    for (const auto& lang : languages) {
      const auto docid = Snapshot::find_id(db, lang, entry.article);
      if (!docid || !valid.test(*docid)) continue;
      const auto anchor = entry.anchor.find(lang);
      auto url = fmt::format("/{}/a/{}", lang, percent_encode(Snapshot::record(db, *docid).slug));
      if (anchor != entry.anchor.end() && !anchor->second.empty()) url += "#" + percent_encode(anchor->second);
      links.push_back({text_in(entry.label, visit.lang), std::move(url), false});
      break;
    }
  }
  return links;
}

void add_index_facts(const Visit& visit, views::Shell& shell) {
  const auto& snapshot = visit.snapshot();
  const auto& kb = visit.kb();
  shell.shared_pc = kb.shared_pc;
  if (const auto& name = text_in(kb.name, visit.lang); !name.empty()) shell.site_name = name;
  shell.tagline = text_in(kb.tagline, visit.lang);
  shell.emergency = emergency_links(visit);
  const auto count = Bitmap::count_common(snapshot.valid_on(visit.today), snapshot.in_language(visit.lang));
  shell.article_count = visit.words.count("articles", count);
  shell.index_time = snapshot.info().built_at;
  if (const auto day = parse_date(shell.index_time.substr(0, 10))) shell.index_date = visit.words.date(*day);
  shell.generation = snapshot.info().generation;
}

}  // namespace

std::string own_language_name(const Messages& messages, const std::string& lang) {
  const auto& catalog = messages.in(lang);
  return catalog.lang() == lang ? catalog.text("language_own_name") : lang;
}

std::string language_name(const Catalog& words, std::string_view lang) {
  const auto key = fmt::format("{}{}", "language_", lang);
  return words.has(key) ? words.text(key) : std::string(lang);
}

std::string foreign(const Visit& visit, std::string_view lang) {
  return lang == visit.lang ? std::string() : std::string(lang);
}

bool is_desk(const Visit& visit) {
  const auto& request = visit.request;
  if (request.has_parameter("desk")) return request.parameter("desk") == "1";
  const auto chosen = cookie_value(request.header("cookie"), "desk");
  if (!chosen.empty()) return chosen == "1";
  return visit.searcher != nullptr && visit.kb().desk_mode;
}

views::Day make_day(const Catalog& words, Date date) { return {format_date(date), words.date(date)}; }

views::Shell make_shell(const Visit& visit, ShellContent content) {
  views::Shell shell;
  shell.lang = visit.lang;
  shell.page = content.page;
  shell.site_name = "Tiski";
  shell.description = content.description;
  shell.canonical_url = content.canonical_url;
  shell.home_url = page_url(visit, "");
  shell.search_url = page_url(visit, "search");
  shell.suggest_url = "/api/v1/suggest?lang=" + visit.lang;
  shell.opensearch_url = "/opensearch.xml?lang=" + visit.lang;
  shell.help_url = page_url(visit, "help");
  shell.accessibility_url = page_url(visit, "accessibility");
  if (visit.has_trainer) shell.trainer_url = "/trainer/";
  shell.nav = navigation(visit, content.page);
  for (const auto& lang : languages_of(visit)) {
    auto url = content.url_in ? content.url_in(lang) : fmt::format("/{}/", lang);
    shell.languages.push_back({lang, own_language_name(visit.messages, lang), std::move(url), lang == visit.lang});
  }
  shell.search.action = shell.search_url;
  shell.search.q = std::move(content.q);
  shell.form_token = visit.form_token;
  shell.no_index = content.no_index;
  shell.desk = is_desk(visit);
  if (visit.searcher != nullptr) add_index_facts(visit, shell);
  shell.title = content.title.empty() ? shell.site_name : fmt::format("{} – {}", content.title, shell.site_name);
  return shell;
}

}  // namespace tiski
