#include "server/json/to_json.h"

#include <nlohmann/json.hpp>

#include "server/http/message.h"
#include "server/views/make_results.h"

#ifndef TISKI_VERSION
#error "the build says the version"
#endif

namespace tiski {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json freshness(const views::Freshness& view) {
  return {{"state", view.state},
          {"reviewed", view.reviewed ? Json(view.reviewed->iso) : Json(nullptr)},
          {"review_by", view.review_by ? Json(view.review_by->iso) : Json(nullptr)},
          {"text", view.text}};
}

Json section(const views::SectionView& view) {
  auto ranges = Json::array();
  for (const auto& [begin, end] : view.snippet.ranges) ranges.push_back({begin, end});
  return {{"anchor", view.anchor},
          {"title", view.title},
          {"url", view.url},
          {"snippet", {{"text", view.snippet.text}, {"ranges", std::move(ranges)}}}};
}

Json card(const views::ArticleCard& view) {
  auto sections = Json::array();
  if (view.best_section) sections.push_back(section(*view.best_section));
  for (const auto& more : view.more_sections) sections.push_back(section(more));
  auto matched = Json::array();
  for (const auto& match : view.matched) {
    matched.push_back({{"input", match.input}, {"form", match.form}, {"how", match.how}});
  }
  return {{"id", view.id},
          {"title", view.title},
          {"url", view.url},
          {"lang", view.lang},
          {"topic", view.topic},
          {"summary", view.summary},
          {"pinned", view.pinned},
          {"freshness", freshness(view.freshness)},
          {"sections", std::move(sections)},
          {"matched", std::move(matched)}};
}

Json cards(const std::vector<views::ArticleCard>& views) {
  auto items = Json::array();
  for (const auto& view : views) items.push_back(card(view));
  return items;
}

Json facets(const std::vector<views::FacetGroup>& groups) {
  auto all = Json::array();
  for (const auto& group : groups) {
    auto values = Json::array();
    for (const auto& option : group.options) {
      values.push_back(
          {{"value", option.value}, {"label", option.label}, {"count", option.count}, {"selected", option.selected}});
    }
    all.push_back({{"name", group.name}, {"label", group.label}, {"values", std::move(values)}});
  }
  return all;
}

Json query(const Visit& visit, const views::SearchPage& page) {
  auto terms = Json::array();
  for (const auto& term : page.terms) {
    terms.push_back({{"input", term.input}, {"lemmas", term.lemmas}, {"synonyms", term.synonyms}});
  }
  return {{"q", page.q},
          {"lang", visit.lang},
          {"corrected", page.correction ? Json(page.correction->corrected) : Json(nullptr)},
          {"correction_applied", page.correction && page.correction->applied},
          {"relaxed", page.relaxed},
          {"words_cut", page.words_cut},
          {"terms", std::move(terms)}};
}

Json block(const views::BlockView& view) {
  Json out = {{"kind", view.kind}, {"text", view.text}};
  if (!view.body.html.empty()) out["html"] = view.body.html;
  if (!view.group.empty()) out["group"] = view.group;
  if (!view.foreign_lang.empty()) out["lang"] = view.foreign_lang;
  if (!view.items.empty()) {
    auto items = Json::array();
    for (const auto& item : view.items) items.push_back({{"text", item.text}, {"html", item.body.html}});
    out["items"] = std::move(items);
  }
  return out;
}

std::string_view name_of(SuggestionType type) {
  switch (type) {
    case SuggestionType::kArticle:
      return "article";
    case SuggestionType::kSection:
      return "section";
    case SuggestionType::kTerm:
      return "term";
  }
  return "article";
}

std::string written(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string search_json(const Visit& visit, const views::SearchPage& page, double took_ms) {
  auto others = Json::array();
  for (const auto& other : page.other_languages) {
    others.push_back({{"lang", other.lang}, {"total", other.total}, {"items", cards(other.results)}});
  }
  return written({{"query", query(visit, page)},
                  {"total", page.total},
                  {"page", page.page},
                  {"per_page", page.per_page},
                  {"sort", page.sort},
                  {"took_ms", took_ms},
                  {"generation", visit.snapshot().info().generation},
                  {"items", cards(page.results)},
                  {"facets", facets(page.facets)},
                  {"other_languages", std::move(others)}});
}

std::string articles_json(const Visit& visit, const views::SearchPage& page) {
  return written({{"lang", visit.lang},
                  {"total", page.total},
                  {"page", page.page},
                  {"per_page", page.per_page},
                  {"generation", visit.snapshot().info().generation},
                  {"items", cards(page.results)}});
}

std::string article_json(const views::ArticlePage& page) {
  auto sections = Json::array();
  for (const auto& view : page.sections) {
    auto blocks = Json::array();
    for (const auto& each : view.blocks) blocks.push_back(block(each));
    sections.push_back({{"anchor", view.anchor},
                        {"title", view.title},
                        {"level", view.level},
                        {"url", view.url},
                        {"blocks", std::move(blocks)}});
  }
  auto translations = Json::array();
  for (const auto& each : page.translations) {
    translations.push_back({{"lang", each.lang}, {"title", each.title}, {"url", each.url}});
  }
  auto related = Json::array();
  for (const auto& each : page.related) related.push_back(each.id);
  Json values = Json::object();
  for (const auto& [facet, chosen] : page.facet_values) values[facet] = chosen;
  return written({{"id", page.id},
                  {"lang", page.lang},
                  {"slug", page.slug},
                  {"title", page.title},
                  {"summary", page.summary},
                  {"url", page.url},
                  {"permanent_url", page.permanent_url},
                  {"topic", page.topic_value},
                  {"facets", std::move(values)},
                  {"owner", text_or_null(page.owner)},
                  {"freshness", freshness(page.freshness)},
                  {"sections", std::move(sections)},
                  {"related", std::move(related)},
                  {"translations", std::move(translations)}});
}

std::string related_json(const views::ArticlePage& page) {
  return written({{"id", page.id}, {"lang", page.lang}, {"items", cards(page.related)}});
}

std::string facets_json(const Visit& visit, const views::SearchPage& page) {
  return written({{"query", query(visit, page)},
                  {"total", page.total},
                  {"generation", visit.snapshot().info().generation},
                  {"facets", facets(page.facets)}});
}

std::string glossary_json(const Visit& visit, const std::vector<views::TermView>& terms) {
  auto items = Json::array();
  for (const auto& term : terms) {
    Json translations = Json::object();
    for (const auto& each : term.translations) translations[each.lang] = each.word;
    items.push_back({{"id", term.id},
                     {"word", term.word},
                     {"also", term.also_words},
                     {"definition", term.definition},
                     {"say", text_or_null(term.say)},
                     {"translations", std::move(translations)},
                     {"url", term.url}});
  }
  return written({{"lang", visit.lang},
                  {"total", terms.size()},
                  {"generation", visit.snapshot().info().generation},
                  {"items", std::move(items)}});
}

std::string suggestion_url(std::string_view lang, const Suggestion& suggestion) {
  if (suggestion.type == SuggestionType::kTerm) return term_url(lang, suggestion.anchor);
  return article_url(lang, suggestion.slug, {}, suggestion.anchor);
}

std::string suggestions_json(const Visit& visit, std::string_view q, const std::vector<Suggestion>& suggestions) {
  auto items = Json::array();
  for (const auto& each : suggestions) {
    items.push_back({{"type", name_of(each.type)},
                     {"label", each.label},
                     {"url", suggestion_url(visit.lang, each)},
                     {"detail", each.detail}});
  }
  return written({{"q", q}, {"items", std::move(items)}});
}

std::string opensearch_suggestions_json(const Visit& visit, std::string_view q,
                                        const std::vector<Suggestion>& suggestions) {
  auto labels = Json::array();
  auto details = Json::array();
  auto urls = Json::array();
  for (const auto& each : suggestions) {
    labels.push_back(each.label);
    details.push_back(each.detail);
    urls.push_back(visit.request.base_url + suggestion_url(visit.lang, each));
  }
  return written(Json::array({q, std::move(labels), std::move(details), std::move(urls)}));
}

std::string health_json(const IndexInfo* info) {
  if (info == nullptr) {
    return written({{"status", "no_index"},
                    {"version", TISKI_VERSION},
                    {"generation", nullptr},
                    {"articles", Json::object()},
                    {"built_at", nullptr}});
  }
  return written({{"status", "ok"},
                  {"version", TISKI_VERSION},
                  {"generation", info->generation},
                  {"articles", info->articles},
                  {"built_at", info->built_at}});
}

std::string problem_json(int status, std::string_view detail, std::string_view parameter, std::string_view request_id) {
  Json problem = {{"type", "about:blank"}, {"title", status_phrase(status)}, {"status", status}, {"detail", detail}};
  if (!parameter.empty()) problem["parameter"] = parameter;
  if (!request_id.empty()) problem["request_id"] = request_id;
  return written(problem);
}

}  // namespace tiski
