#include "search/article/stored_form.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "search/error.h"

// Empty values and absent dates are left out: most blocks have no argument, language or items, and an article page
// reads this form once a view. What makes no sense without (ids, languages, titles) is always there and required.

namespace tiski {

using nlohmann::json;

namespace {

template <typename Enum, std::size_t kCount>
using Names = std::array<std::pair<Enum, std::string_view>, kCount>;

constexpr Names<Status, 3> kStatusNames = {{
    {Status::kDraft, "draft"},
    {Status::kPublished, "published"},
    {Status::kArchived, "archived"},
}};

constexpr Names<BlockKind, 7> kBlockKindNames = {{
    {BlockKind::kProse, "prose"},
    {BlockKind::kChecklist, "checklist"},
    {BlockKind::kSay, "say"},
    {BlockKind::kAvoid, "avoid"},
    {BlockKind::kGroup, "group"},
    {BlockKind::kEscalate, "escalate"},
    {BlockKind::kNote, "note"},
}};

template <typename Enum, std::size_t kCount>
std::string_view name_of(const Names<Enum, kCount>& names, Enum value) {
  for (const auto& [each, name] : names) {
    if (each == value) return name;
  }
  throw std::logic_error("an enumerator without a stored name");
}

template <typename Enum, std::size_t kCount>
Enum named(const Names<Enum, kCount>& names, const json& value) {
  const auto& text = value.get_ref<const std::string&>();
  for (const auto& [each, name] : names) {
    if (name == text) return each;
  }
  throw Error("unknown name \"" + text + "\"");
}

template <typename Value>
void put(json& object, const char* key, const Value& value) {
  if (!value.empty()) object[key] = value;
}

void put(json& object, const char* key, const std::optional<Date>& date) {
  if (date) object[key] = format_date(*date);
}

template <typename Value>
void take(const json& object, const char* key, Value& value) {
  if (const auto found = object.find(key); found != object.end()) found->get_to(value);
}

void take(const json& object, const char* key, std::optional<Date>& date) {
  const auto found = object.find(key);
  if (found == object.end()) return;
  date = parse_date(found->get_ref<const std::string&>());
  if (!date) throw Error("not a date in \"" + std::string(key) + "\"");
}

Period period_from(const json& value) {
  const auto period = parse_period(value.get_ref<const std::string&>());
  if (!period) throw Error("not a period");
  return *period;
}

std::string dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

template <typename Value>
Value read(std::string_view text, const char* what) {
  try {
    return json::parse(text).get<Value>();
  } catch (const json::exception& error) {
    throw Error(std::string("the stored ") + what + " is damaged: " + error.what(),
                "Build the index again: tiski-indexer build");
  } catch (const Error& error) {
    throw Error(std::string("the stored ") + what + " is damaged: " + error.what(),
                "Build the index again: tiski-indexer build");
  }
}

}  // namespace

// nlohmann finds these by argument-dependent lookup, so they stand in our namespace and not in the unnamed one.

static void to_json(json& object, const BlockItem& item) { object = {{"html", item.html}, {"text", item.text}}; }

static void from_json(const json& object, BlockItem& item) {
  object.at("html").get_to(item.html);
  object.at("text").get_to(item.text);
}

static void to_json(json& object, const Block& block) {
  object = {{"kind", name_of(kBlockKindNames, block.kind)}};
  put(object, "html", block.html);
  put(object, "text", block.text);
  put(object, "argument", block.argument);
  put(object, "lang", block.lang);
  put(object, "items", block.items);
}

static void from_json(const json& object, Block& block) {
  block.kind = named(kBlockKindNames, object.at("kind"));
  take(object, "html", block.html);
  take(object, "text", block.text);
  take(object, "argument", block.argument);
  take(object, "lang", block.lang);
  take(object, "items", block.items);
}

static void to_json(json& object, const Section& section) {
  object = {{"level", section.level}};
  put(object, "anchor", section.anchor);
  put(object, "title", section.title);
  put(object, "blocks", section.blocks);
}

static void from_json(const json& object, Section& section) {
  object.at("level").get_to(section.level);
  take(object, "anchor", section.anchor);
  take(object, "title", section.title);
  take(object, "blocks", section.blocks);
}

static void to_json(json& object, const Article& article) {
  object = {{"id", article.id},
            {"lang", article.lang},
            {"slug", article.slug},
            {"title", article.title},
            {"status", name_of(kStatusNames, article.status)}};
  put(object, "path", article.path);
  put(object, "summary", article.summary);
  put(object, "facets", article.facets);
  put(object, "owner", article.owner);
  put(object, "reviewed", article.reviewed);
  put(object, "review_by", article.review_by);
  put(object, "aliases", article.aliases);
  put(object, "tags", article.tags);
  put(object, "best_for", article.best_for);
  put(object, "search_tests", article.search_tests);
  put(object, "related", article.related);
  put(object, "valid_from", article.valid_from);
  put(object, "valid_to", article.valid_to);
  put(object, "source_rev", article.source_rev);
  put(object, "body_digest", article.body_digest);
  put(object, "sections", article.sections);
}

static void from_json(const json& object, Article& article) {
  object.at("id").get_to(article.id);
  object.at("lang").get_to(article.lang);
  object.at("slug").get_to(article.slug);
  object.at("title").get_to(article.title);
  article.status = named(kStatusNames, object.at("status"));
  take(object, "path", article.path);
  take(object, "summary", article.summary);
  take(object, "facets", article.facets);
  take(object, "owner", article.owner);
  take(object, "reviewed", article.reviewed);
  take(object, "review_by", article.review_by);
  take(object, "aliases", article.aliases);
  take(object, "tags", article.tags);
  take(object, "best_for", article.best_for);
  take(object, "search_tests", article.search_tests);
  take(object, "related", article.related);
  take(object, "valid_from", article.valid_from);
  take(object, "valid_to", article.valid_to);
  take(object, "source_rev", article.source_rev);
  take(object, "body_digest", article.body_digest);
  take(object, "sections", article.sections);
}

static void to_json(json& object, const FacetValue& value) { object = {{"id", value.id}, {"label", value.label}}; }

static void from_json(const json& object, FacetValue& value) {
  object.at("id").get_to(value.id);
  object.at("label").get_to(value.label);
}

static void to_json(json& object, const Facet& facet) {
  object = {{"name", facet.name}, {"label", facet.label}, {"multiple", facet.multiple}, {"values", facet.values}};
  if (facet.default_value) object["default"] = *facet.default_value;
}

static void from_json(const json& object, Facet& facet) {
  object.at("name").get_to(facet.name);
  object.at("label").get_to(facet.label);
  object.at("multiple").get_to(facet.multiple);
  object.at("values").get_to(facet.values);
  if (object.contains("default")) facet.default_value = object.at("default").get<std::string>();
}

static void to_json(json& object, const Role& role) { object = {{"id", role.id}, {"label", role.label}}; }

static void from_json(const json& object, Role& role) {
  object.at("id").get_to(role.id);
  object.at("label").get_to(role.label);
}

static void to_json(json& object, const EmergencyLink& link) {
  object = {{"label", link.label}, {"article", link.article}};
  put(object, "anchor", link.anchor);
}

static void from_json(const json& object, EmergencyLink& link) {
  object.at("label").get_to(link.label);
  object.at("article").get_to(link.article);
  take(object, "anchor", link.anchor);
}

static void to_json(json& object, const KnowledgeBase& kb) {
  object = {{"languages", kb.languages}, {"facets", kb.facets}};
  put(object, "name", kb.name);
  put(object, "tagline", kb.tagline);
  put(object, "roles", kb.roles);
  if (kb.review_default) object["review_default"] = format_period(*kb.review_default);
  for (const auto& [topic, period] : kb.review_by_topic) object["review_by_topic"][topic] = format_period(period);
  put(object, "emergency", kb.emergency);
  put(object, "home_cards", kb.home_cards);
  if (kb.shared_pc) object["shared_pc"] = true;
  if (kb.desk_mode) object["desk_mode"] = true;
}

static void from_json(const json& object, KnowledgeBase& kb) {
  object.at("languages").get_to(kb.languages);
  object.at("facets").get_to(kb.facets);
  take(object, "name", kb.name);
  take(object, "tagline", kb.tagline);
  take(object, "roles", kb.roles);
  if (object.contains("review_default")) kb.review_default = period_from(object.at("review_default"));
  if (object.contains("review_by_topic")) {
    for (const auto& [topic, period] : object.at("review_by_topic").get_ref<const json::object_t&>()) {
      kb.review_by_topic[topic] = period_from(period);
    }
  }
  take(object, "emergency", kb.emergency);
  take(object, "home_cards", kb.home_cards);
  take(object, "shared_pc", kb.shared_pc);
  take(object, "desk_mode", kb.desk_mode);
}

static void to_json(json& object, const GlossaryTerm& term) {
  object = {{"id", term.id}, {"words", term.words}};
  put(object, "definition", term.definition);
  put(object, "say", term.say);
}

static void from_json(const json& object, GlossaryTerm& term) {
  object.at("id").get_to(term.id);
  object.at("words").get_to(term.words);
  take(object, "definition", term.definition);
  take(object, "say", term.say);
}

static void to_json(json& object, const Synonyms::Related& related) {
  object = {{"words", related.words}, {"related", related.related}};
}

static void from_json(const json& object, Synonyms::Related& related) {
  object.at("words").get_to(related.words);
  object.at("related").get_to(related.related);
}

static void to_json(json& object, const Synonyms::Language& language) {
  object = json::object();
  put(object, "equal", language.equal);
  put(object, "related", language.related);
  put(object, "spoken", language.spoken);
}

static void from_json(const json& object, Synonyms::Language& language) {
  take(object, "equal", language.equal);
  take(object, "related", language.related);
  take(object, "spoken", language.spoken);
}

static void to_json(json& object, const Synonyms& synonyms) {
  object = {{"languages", synonyms.languages}, {"across", synonyms.across}};
}

static void from_json(const json& object, Synonyms& synonyms) {
  object.at("languages").get_to(synonyms.languages);
  object.at("across").get_to(synonyms.across);
}

static void to_json(json& object, const PathOption& option) {
  object = {{"text", option.text}, {"why", option.why}};
  if (option.correct) object["correct"] = true;
}

static void from_json(const json& object, PathOption& option) {
  object.at("text").get_to(option.text);
  object.at("why").get_to(option.why);
  take(object, "correct", option.correct);
}

static void to_json(json& object, const PathQuestion& question) {
  object = {{"text", question.text}, {"options", question.options}};
}

static void from_json(const json& object, PathQuestion& question) {
  object.at("text").get_to(question.text);
  object.at("options").get_to(question.options);
}

static void to_json(json& object, const PathStep& step) {
  object = {{"title", step.title}, {"articles", step.articles}};
  put(object, "questions", step.questions);
}

static void from_json(const json& object, PathStep& step) {
  object.at("title").get_to(step.title);
  object.at("articles").get_to(step.articles);
  take(object, "questions", step.questions);
}

static void to_json(json& object, const TrainingPath& path) {
  object = {{"id", path.id}, {"title", path.title}, {"description", path.description}, {"steps", path.steps}};
}

static void from_json(const json& object, TrainingPath& path) {
  object.at("id").get_to(path.id);
  object.at("title").get_to(path.title);
  object.at("description").get_to(path.description);
  object.at("steps").get_to(path.steps);
}

std::string to_stored(const Article& article) { return dump(article); }
std::string to_stored(const KnowledgeBase& kb) { return dump(kb); }
std::string to_stored(const std::vector<GlossaryTerm>& glossary) { return dump(glossary); }
std::string to_stored(const Synonyms& synonyms) { return dump(synonyms); }
std::string to_stored(const std::vector<TrainingPath>& paths) { return dump(paths); }

Article article_from_stored(std::string_view text) { return read<Article>(text, "article"); }
KnowledgeBase knowledge_base_from_stored(std::string_view text) { return read<KnowledgeBase>(text, "knowledge base"); }
std::vector<GlossaryTerm> glossary_from_stored(std::string_view text) {
  return read<std::vector<GlossaryTerm>>(text, "glossary");
}
std::vector<TrainingPath> paths_from_stored(std::string_view text) {
  return read<std::vector<TrainingPath>>(text, "training paths");
}
Synonyms synonyms_from_stored(std::string_view text) { return read<Synonyms>(text, "synonyms"); }

}  // namespace tiski
