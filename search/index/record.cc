#include "search/index/record.h"

#include <nlohmann/json.hpp>

#include "search/error.h"

namespace tiski {

using nlohmann::json;

namespace {

[[noreturn]] void throw_damaged(const std::string& why) {
  throw Error("the record of an article is damaged: " + why, "Build the index again: tiski-indexer build");
}

std::optional<Date> date_at(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return std::nullopt;
  const auto date = parse_date(found->get_ref<const std::string&>());
  if (!date) throw_damaged("not a date");
  return date;
}

}  // namespace

std::string ArticleRecord::to_json() const {
  json object = {{"id", id},           {"slug", slug},   {"lang", lang},    {"title", title},
                 {"summary", summary}, {"owner", owner}, {"facets", facets}};
  if (reviewed) object["reviewed"] = format_date(*reviewed);
  if (review_by) object["review_by"] = format_date(*review_by);
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

ArticleRecord ArticleRecord::from_json(std::string_view text) {
  try {
    const json object = json::parse(text);
    ArticleRecord record;
    object.at("id").get_to(record.id);
    object.at("slug").get_to(record.slug);
    object.at("lang").get_to(record.lang);
    object.at("title").get_to(record.title);
    object.at("summary").get_to(record.summary);
    object.at("owner").get_to(record.owner);
    object.at("facets").get_to(record.facets);
    record.reviewed = date_at(object, "reviewed");
    record.review_by = date_at(object, "review_by");
    return record;
  } catch (const json::exception& error) {
    throw_damaged(error.what());
  }
}

ArticleRecord make_record(const Article& article) {
  return {article.id,    article.slug,   article.lang,     article.title,    article.summary,
          article.owner, article.facets, article.reviewed, article.review_by};
}

}  // namespace tiski
