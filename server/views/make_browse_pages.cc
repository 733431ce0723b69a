#include "server/views/make_browse_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "search/language/text.h"
#include "server/request/url.h"
#include "server/views/make_path_pages.h"
#include "server/views/make_results.h"
#include "server/views/make_shell.h"

namespace tiski {
namespace {

constexpr std::size_t kPhrasesOnHomeCard = 2;
constexpr int kRecentlyChanged = 6;
constexpr int kResultsOfNotFound = 5;

SearchRequest everything(const Visit& visit, Sort sort, int per_page) {
  SearchRequest request;
  request.lang = visit.lang;
  request.sort = sort;
  request.per_page = per_page;
  request.other_languages = false;
  request.today = visit.today;
  return request;
}

const FacetCounts* counts_of(const SearchResults& results, std::string_view facet) {
  const auto found = std::find_if(results.facets.begin(), results.facets.end(),
                                  [facet](const auto& counts) { return counts.facet == facet; });
  return found == results.facets.end() ? nullptr : &*found;
}

std::vector<views::CountedLink> make_topics(const Visit& visit, const SearchResults& all, std::string_view current) {
  std::vector<views::CountedLink> topics;
  const auto* counts = counts_of(all, "topic");
  if (counts == nullptr) return topics;
  for (const auto& each : counts->values) {
    if (each.count == 0 && each.value != current) continue;
    topics.push_back({value_label(visit, "topic", each.value), topic_url(visit.lang, each.value), each.value,
                      each.count, visit.words.count("articles", each.count), each.value == current});
  }
  return topics;
}

std::vector<views::CountedLink> make_groups(const Visit& visit, const SearchResults& all) {
  std::vector<views::CountedLink> groups;
  const auto* counts = counts_of(all, "group");
  const auto* facet = visit.kb().find_facet("group");
  if (counts == nullptr || facet == nullptr) return groups;
  for (const auto& each : counts->values) {
    if (each.count == 0 || each.value == facet->default_value) continue;
    groups.push_back({value_label(visit, "group", each.value), facet_value_url(visit, "group", each.value), each.value,
                      each.count, visit.words.count("articles", each.count), false});
  }
  return groups;
}

std::vector<views::SayCard> make_home_cards(const Visit& visit) {
  std::vector<views::SayCard> cards;
  const auto& db = visit.database();
  for (const auto& id : visit.kb().home_cards) {
    const auto docid = find_article(visit, db, id);
    if (!docid) continue;
    const auto article = Snapshot::article(db, *docid);
    auto card = make_say_card(visit, article, {}, fmt::format("card-{}", cards.size() + 1), kPhrasesOnHomeCard);
    if (card) cards.push_back(std::move(*card));
  }
  return cards;
}

// The A–Ö list while it grows: entries with the keys they are ordered by.
class AzList {
 public:
  explicit AzList(const Visit& visit) : visit_(visit) {}

  void add_title(const ArticleRecord& record) {
    titles_.insert(fold(record.title));
    add({record.title, article_url(record.lang, record.slug), {}});
  }

  // A word under which nobody has written, and where to look instead.
  void add_see(const std::string& word, const views::Link& target) {
    const auto key = fold(word);
    if (key.empty() || titles_.count(key) != 0 || key == fold(target.label)) return;
    auto& entry = sees_[key];
    if (entry.label.empty()) entry.label = word;
    const auto same = [&target](const views::Link& link) { return link.url == target.url; };
    if (std::none_of(entry.see.begin(), entry.see.end(), same)) entry.see.push_back(target);
  }
  bool leads_somewhere(const std::string& word) const {
    const auto key = fold(word);
    return titles_.count(key) != 0 || sees_.count(key) != 0;
  }

  std::vector<views::AzLetter> letters() {
    for (auto& [key, entry] : sees_) add(std::move(entry));
    std::sort(entries_.begin(), entries_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<views::AzLetter> letters;
    for (auto& [key, entry] : entries_) {
      const auto letter = index_letter(entry.label, visit_.lang);
      if (letters.empty() || letters.back().letter != letter) {
        letters.push_back({letter, fmt::format("letter-{}", letters.size() + 1), {}});
      }
      letters.back().entries.push_back(std::move(entry));
    }
    return letters;
  }

 private:
  void add(views::AzEntry entry) { entries_.emplace_back(collation_key(entry.label, visit_.lang), std::move(entry)); }

  const Visit& visit_;
  std::set<std::string> titles_;
  std::map<std::string, views::AzEntry> sees_;
  std::vector<std::pair<std::string, views::AzEntry>> entries_;
};

// The article that a search for a word finds first.
std::optional<views::Link> first_found(const Visit& visit, const std::string& word) {
  auto request = everything(visit, Sort::kRelevance, 1);
  request.q = word;
  request.other_languages = false;
  const auto results = visit.searcher->search(request);
  if (results.hits.empty() || results.correction_applied || results.relaxed) return std::nullopt;
  const auto& record = results.hits.front().record;
  return views::Link{record.title, article_url(record.lang, record.slug), false};
}

// The words of a group of equal words lead to one article: one search a group, not one a word.
void add_synonyms(const Visit& visit, AzList& list) {
  const auto synonyms = visit.snapshot().synonyms().languages.find(visit.lang);
  if (synonyms == visit.snapshot().synonyms().languages.end()) return;
  for (const auto& group : synonyms->second.equal) {
    std::optional<views::Link> target;
    for (const auto& word : group) {
      if (list.leads_somewhere(word)) continue;
      if (!target) target = first_found(visit, word);
      if (target) list.add_see(word, *target);
    }
  }
}

}  // namespace

views::HomePage make_home_page(const Visit& visit) {
  const auto recent = visit.searcher->search(everything(visit, Sort::kReviewed, kRecentlyChanged));
  views::HomePage page;
  ShellContent content;
  content.page = "home";
  content.canonical_url = fmt::format("/{}/", visit.lang);
  content.description = text_in(visit.kb().tagline, visit.lang);
  page.shell = make_shell(visit, std::move(content));
  page.cards = make_home_cards(visit);
  page.topics = make_topics(visit, recent, {});
  page.groups = make_groups(visit, recent);
  for (const auto& hit : recent.hits) page.changed.push_back(make_card(visit, hit.record));
  page.paths = make_path_links(visit);
  page.all_url = fmt::format("/{}/search", visit.lang);
  return page;
}

views::TopicPage make_topic_page(const Visit& visit, const FacetValue& topic) {
  auto request = everything(visit, Sort::kTitle, kMaxPerPage);
  request.filters["topic"] = {topic.id};
  const auto results = visit.searcher->search(request);
  views::TopicPage page;
  page.value = topic.id;
  page.label = value_label(visit, "topic", topic.id);
  ShellContent content;
  content.page = "topic";
  content.title = page.label;
  content.canonical_url = topic_url(visit.lang, topic.id);
  content.url_in = [&](const std::string& lang) { return topic_url(lang, topic.id); };
  page.shell = make_shell(visit, std::move(content));
  page.total_text = visit.words.count("articles", results.total);
  page.search_url = facet_value_url(visit, "topic", topic.id);
  for (const auto& hit : results.hits) page.articles.push_back(make_card(visit, hit.record));
  page.topics = make_topics(visit, results, topic.id);
  return page;
}

std::vector<views::AzLetter> make_az_letters(const Visit& visit) {
  const auto& db = visit.database();
  auto documents = visit.snapshot().valid_on(visit.today);
  documents &= visit.snapshot().in_language(visit.lang);
  AzList list(visit);
  documents.for_each([&](std::uint32_t docid) { list.add_title(Snapshot::record(db, docid)); });
  // Not the tags: they are what people type into the search, by the thousand, and no index that anyone could read.
  add_synonyms(visit, list);
  return list.letters();
}

views::AzPage make_az_page(const Visit& visit, std::vector<views::AzLetter> letters) {
  views::AzPage page;
  ShellContent content;
  content.page = "az";
  content.title = visit.words.text("az_heading");
  content.canonical_url = fmt::format("/{}/az", visit.lang);
  content.url_in = [](const std::string& lang) { return fmt::format("/{}/az", lang); };
  page.shell = make_shell(visit, std::move(content));
  page.total_text = page.shell.article_count;
  page.letters = std::move(letters);
  return page;
}

views::GlossaryPage make_glossary_page(const Visit& visit) {
  views::GlossaryPage page;
  ShellContent content;
  content.page = "glossary";
  content.title = visit.words.text("glossary_heading");
  content.canonical_url = fmt::format("/{}/glossary", visit.lang);
  content.url_in = [](const std::string& lang) { return fmt::format("/{}/glossary", lang); };
  page.shell = make_shell(visit, std::move(content));
  for (const auto& term : visit.snapshot().glossary()) {
    if (auto view = make_term(visit, term)) page.terms.push_back(std::move(*view));
  }
  std::sort(page.terms.begin(), page.terms.end(), [&](const auto& a, const auto& b) {
    return collation_key(a.word, visit.lang) < collation_key(b.word, visit.lang);
  });
  return page;
}

views::PlainPage make_plain_page(const Visit& visit, const std::string& page) {
  ShellContent content;
  content.page = page;
  content.title = visit.words.text(page);
  content.canonical_url = fmt::format("/{}/{}", visit.lang, page);
  content.url_in = [&](const std::string& lang) { return fmt::format("/{}/{}", lang, page); };
  return {make_shell(visit, std::move(content))};
}

views::NotFoundPage make_not_found_page(const Visit& visit, const std::string& words) {
  views::NotFoundPage page;
  page.q = words;
  ShellContent content;
  content.page = "not_found";
  content.title = visit.words.text("not_found_heading");
  content.q = words;
  content.no_index = true;
  page.shell = make_shell(visit, std::move(content));
  page.search_url = build_url(fmt::format("/{}/search", visit.lang), {{"q", words}});
  if (words.empty() || visit.searcher == nullptr) return page;
  auto request = everything(visit, Sort::kRelevance, kResultsOfNotFound);
  request.q = words;
  const auto results = visit.searcher->search(request);
  page.total_text = visit.words.count("articles", results.total);
  for (std::size_t i = 0; i < results.hits.size(); ++i) {
    page.results.push_back(make_card(visit, results.hits[i], words, i + 1));
  }
  return page;
}

views::ErrorPage make_error_page(const Visit& visit, int status, const std::string& key) {
  views::ErrorPage page;
  page.status = status;
  page.heading = visit.words.text(key + "_heading");
  page.text = visit.words.text(key + "_text");
  if (status >= 500) page.request_id = visit.request.id;
  ShellContent content;
  content.page = "error";
  content.title = page.heading;
  content.no_index = true;
  page.shell = make_shell(visit, std::move(content));
  return page;
}

}  // namespace tiski
