#include "server/views/make_results.h"

#include <fmt/format.h>

#include <algorithm>

#include "search/language/text.h"
#include "server/request/url.h"
#include "server/views/make_shell.h"

namespace tiski {
namespace {

constexpr std::size_t kMoreSections = 2;

std::string_view name_of(FreshnessState state) {
  switch (state) {
    case FreshnessState::kOk:
      return "ok";
    case FreshnessState::kDue:
      return "due";
    case FreshnessState::kOverdue:
      return "overdue";
  }
  return "ok";
}

std::string_view name_of(MatchHow how) {
  switch (how) {
    case MatchHow::kLemma:
      return "lemma";
    case MatchHow::kPart:
      return "part";
    case MatchHow::kDerivation:
      return "derivation";
    case MatchHow::kSynonym:
      return "synonym";
    case MatchHow::kRelated:
      return "related";
    case MatchHow::kTranslation:
      return "translation";
    case MatchHow::kPrefix:
      return "prefix";
    case MatchHow::kSpelling:
      return "spelling";
  }
  return "lemma";
}

// Why it matched, in words; empty where that is plain to see.
std::string why(const Visit& visit, const Match& match) {
  const auto say = [&](std::string_view key) {
    return visit.words.format(key, {{"input", match.input}, {"form", match.form}});
  };
  switch (match.how) {
    case MatchHow::kLemma:
    case MatchHow::kPrefix:
      return {};
    case MatchHow::kPart:
      return say("why_part");
    case MatchHow::kDerivation:
      return say("why_derivation");
    case MatchHow::kSynonym:
      return say("why_synonym");
    case MatchHow::kRelated:
      return say("why_related");
    case MatchHow::kTranslation:
      return say("why_translation");
    case MatchHow::kSpelling:
      return say("why_spelling");
  }
  return {};
}

views::SectionView make_section(const ArticleRecord& record, const SectionHit& hit, const std::string& q) {
  views::SectionView section;
  section.anchor = hit.anchor;
  section.title = hit.title;
  section.url = article_url(record.lang, record.slug, q, hit.anchor);
  section.snippet.pieces = make_pieces(hit.snippet);
  section.snippet.text = hit.snippet.text;
  for (const auto& range : hit.snippet.ranges) section.snippet.ranges.emplace_back(range.begin, range.end);
  return section;
}

bool has_phrases(const Block& block) { return block.kind == BlockKind::kSay && !block.items.empty(); }

}  // namespace

std::string article_url(std::string_view lang, std::string_view slug, std::string_view q, std::string_view anchor) {
  auto url = build_url(fmt::format("/{}/a/{}", lang, percent_encode(slug)), {{"q", std::string(q)}});
  if (!anchor.empty()) url += "#" + percent_encode(anchor);
  return url;
}

std::string topic_url(std::string_view lang, std::string_view topic) {
  return fmt::format("/{}/c/{}", lang, percent_encode(topic));
}

std::string facet_value_url(const Visit& visit, const std::string& facet, const std::string& value) {
  return build_url(fmt::format("/{}/search", visit.lang), {{facet, value}});
}

std::string value_label(const Visit& visit, std::string_view facet, std::string_view value) {
  const auto* known = visit.kb().find_facet(facet);
  const auto* found = known == nullptr ? nullptr : known->find(value);
  const auto label = found == nullptr ? std::string() : text_in(found->label, visit.lang);
  return label.empty() ? std::string(value) : label;
}

std::string first_value(const FacetValues& facets, const std::string& facet) {
  const auto found = facets.find(facet);
  return found == facets.end() || found->second.empty() ? std::string() : found->second.front();
}

views::Freshness make_freshness(const Visit& visit, std::optional<Date> reviewed, std::optional<Date> review_by) {
  views::Freshness freshness;
  const auto state = freshness_on(review_by, visit.today);
  freshness.state = name_of(state);
  freshness.due = state == FreshnessState::kDue;
  freshness.overdue = state == FreshnessState::kOverdue;
  if (reviewed) freshness.reviewed = make_day(visit.words, *reviewed);
  if (review_by) freshness.review_by = make_day(visit.words, *review_by);
  if (freshness.overdue) {
    freshness.text = visit.words.format("freshness_overdue", {{"date", freshness.review_by->text}});
  } else if (freshness.due) {
    freshness.text = visit.words.format("freshness_due", {{"date", freshness.review_by->text}});
  } else if (reviewed) {
    freshness.text = visit.words.format("freshness_ok", {{"date", freshness.reviewed->text}});
  } else {
    freshness.text = visit.words.text("freshness_unknown");
  }
  return freshness;
}

std::vector<views::TextPiece> make_pieces(const Snippet& snippet) {
  std::vector<views::TextPiece> pieces;
  const auto add = [&pieces](std::string_view text, bool marked) {
    if (!text.empty()) pieces.push_back({std::string(text), marked});
  };
  std::string_view rest = snippet.text;
  std::size_t done = 0;
  const auto take = [&rest, &done](std::size_t to) {
    const auto part = first_code_points(rest, to - done);
    rest.remove_prefix(part.size());
    done = to;
    return part;
  };
  for (const auto& range : snippet.ranges) {
    if (range.begin < done || range.end < range.begin) continue;
    add(take(range.begin), false);
    add(take(range.end), true);
  }
  add(rest, false);
  return pieces;
}

std::vector<views::TextPiece> mark_words(std::string_view text, const std::vector<std::string>& forms) {
  std::vector<views::TextPiece> pieces;
  std::size_t done = 0;
  const auto add = [&](std::size_t to, bool marked) {
    if (to > done) pieces.push_back({std::string(text.substr(done, to - done)), marked});
    done = to;
  };
  if (!forms.empty()) {
    for (const auto& token : tokenize(text)) {
      if (!std::binary_search(forms.begin(), forms.end(), fold(token.in(text)))) continue;
      add(token.begin, false);
      add(token.end, true);
    }
  }
  add(text.size(), false);
  return pieces;
}

views::ArticleCard make_card(const Visit& visit, const ArticleRecord& record) {
  views::ArticleCard card;
  card.id = record.id;
  card.title = record.title;
  card.url = article_url(record.lang, record.slug);
  card.lang = record.lang;
  card.foreign_lang = foreign(visit, record.lang);
  card.summary = record.summary;
  card.topic = first_value(record.facets, "topic");
  card.topic_label = value_label(visit, "topic", card.topic);
  card.topic_url = topic_url(visit.lang, card.topic);
  card.type_label = value_label(visit, "type", first_value(record.facets, "type"));
  card.freshness = make_freshness(visit, record.reviewed, record.review_by);
  return card;
}

views::ArticleCard make_card(const Visit& visit, const SearchHit& hit, const std::string& q, std::size_t number) {
  auto card = make_card(visit, hit.record);
  card.url = article_url(hit.record.lang, hit.record.slug, q);
  card.pinned = hit.pinned;
  card.number = std::to_string(number);
  for (const auto& section : hit.sections) {
    auto view = make_section(hit.record, section, q);
    if (!card.best_section) {
      card.best_section = std::move(view);
    } else if (card.more_sections.size() < kMoreSections) {
      card.more_sections.push_back(std::move(view));
    }
  }
  for (const auto& match : hit.matched) {
    card.matched.push_back({match.input, match.form, std::string(name_of(match.how)), why(visit, match)});
    const auto& text = card.matched.back().text;
    if (!text.empty() && std::find(card.why.begin(), card.why.end(), text) == card.why.end()) card.why.push_back(text);
  }
  return card;
}

std::optional<views::SayCard> make_say_card(const Visit& visit, const Article& article, std::string_view anchor,
                                            std::string_view html_id, std::size_t limit) {
  const Section* section = nullptr;
  const Block* block = nullptr;
  for (const auto& each : article.sections) {
    const auto found = std::find_if(each.blocks.begin(), each.blocks.end(), has_phrases);
    if (found == each.blocks.end() || (block != nullptr && each.anchor != anchor)) continue;
    section = &each;
    block = &*found;
    if (each.anchor == anchor) break;
  }
  if (block == nullptr) return std::nullopt;
  views::SayCard card;
  card.title = section->title.empty() ? article.title : section->title;
  card.article_title = article.title;
  card.url = article_url(article.lang, article.slug, {}, section->anchor);
  card.html_id = html_id;
  card.foreign_lang = foreign(visit, article.lang);
  const auto phrase_lang = foreign(visit, block->lang.empty() ? article.lang : block->lang);
  for (const auto& item : block->items) {
    if (card.phrases.size() == limit) break;
    card.phrases.push_back({item.text, fmt::format("{}-{}", html_id, card.phrases.size() + 1), phrase_lang});
  }
  return card;
}

std::string term_url(std::string_view lang, std::string_view term_id) {
  return fmt::format("/{}/glossary#t-{}", lang, percent_encode(term_id));
}

std::optional<views::TermView> make_term(const Visit& visit, const GlossaryTerm& term) {
  const auto words = term.words.find(visit.lang);
  if (words == term.words.end() || words->second.empty()) return std::nullopt;
  views::TermView view;
  view.id = term.id;
  view.anchor = "t-" + term.id;
  view.url = term_url(visit.lang, term.id);
  view.word = words->second.front();
  view.also_words.assign(words->second.begin() + 1, words->second.end());
  view.also = fmt::format("{}", fmt::join(view.also_words, ", "));
  view.definition = text_in(term.definition, visit.lang);
  if (const auto say = term.say.find(visit.lang); say != term.say.end()) view.say = say->second;
  for (const auto& [lang, others] : term.words) {
    if (lang == visit.lang || others.empty()) continue;
    view.translations.push_back({lang, language_name(visit.words, lang), others.front()});
  }
  return view;
}

std::optional<std::uint32_t> find_article(const Visit& visit, const Xapian::Database& db, const std::string& id) {
  const auto valid = visit.snapshot().valid_on(visit.today);
  auto languages = visit.kb().languages;
  languages.insert(languages.begin(), visit.lang);
  for (const auto& lang : languages) {
    const auto docid = Snapshot::find_id(db, lang, id);
    if (docid && valid.test(*docid)) return docid;
  }
  return std::nullopt;
}

}  // namespace tiski
