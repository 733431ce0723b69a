#include "indexer/article_parser.h"

#include <algorithm>

#include "indexer/body_digest.h"
#include "indexer/content_path.h"
#include "search/language/text.h"

namespace tiski {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view without_byte_order_mark(std::string_view bytes) {
  return bytes.starts_with(kByteOrderMark) ? bytes.substr(kByteOrderMark.size()) : bytes;
}

// The text, fit to be read: UTF-8, \n, no byte order mark. Findings name the first line that is no UTF-8.
std::string readable_text(const std::string& bytes, Findings& findings) {
  const std::string_view rest = without_byte_order_mark(bytes);
  std::string text;
  int line = 1;
  bool reported = false;
  // Line by line, so that lines keep their numbers whatever is replaced in them.
  for (std::size_t begin = 0; begin < rest.size(); ++line) {
    const std::size_t end = std::min(rest.find('\n', begin), rest.size());
    std::string clean = sanitize(rest.substr(begin, end - begin));
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    const bool replaced = clean.find(kReplacement) != std::string::npos &&
                          rest.substr(begin, end - begin).find(kReplacement) == std::string_view::npos;
    if (replaced && !reported) findings.add("not-utf8", {line, 0});
    reported = reported || replaced;
    text += clean;
    if (end < rest.size()) text += '\n';
    begin = end + 1;
  }
  return text;
}

std::string cut_at_line(std::string text, std::size_t limit) {
  if (text.size() <= limit) return text;
  const std::size_t end = text.rfind('\n', limit);
  text.resize(end == std::string::npos || end == 0 ? limit : end);
  return text;
}

void fill_facet_defaults(const KnowledgeBase& kb, Strictness strictness, Article& article) {
  for (const Facet& facet : kb.facets) {
    if (article.facets.count(facet.name) > 0) continue;
    if (facet.default_value) {
      article.facets[facet.name] = {*facet.default_value};
    } else if (facet.name == "topic" && strictness == Strictness::kLenient) {
      article.facets[facet.name] = {"muut"};
    }
  }
}

// The beginning of a text, whole words, for a summary.
std::string beginning_of(const std::string& text, std::size_t limit) {
  if (code_point_count(text) <= limit) return text;
  std::string cut(first_code_points(text, limit - 2));
  const std::size_t space = cut.rfind(' ');
  if (space != std::string::npos && space > 0) cut.resize(space);
  return cut + " …";
}

void derive_title_and_summary(SourceArticle& source, const MarkdownBody& body) {
  Article& article = source.article;
  if (source.fields.count("title") == 0) {
    const auto headed =
        std::find_if(body.sections.begin(), body.sections.end(), [](const Section& s) { return !s.anchor.empty(); });
    if (body.has_title_heading) {
      article.title = body.first_heading;
    } else {
      article.title = headed != body.sections.end() ? headed->title : std::string(stem_of(article.path));
    }
  }
  if (source.fields.count("summary") == 0) {
    const auto first = std::find_if(body.runs.begin(), body.runs.end(), [](const TextRun& r) { return !r.is_heading; });
    if (first != body.runs.end()) article.summary = beginning_of(first->text, kMaxSummary);
  }
}

}  // namespace

std::optional<std::string> language_of(std::string_view path, const KnowledgeBase& kb) {
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos || !kb.has_language(path.substr(0, slash))) return std::nullopt;
  return std::string(path.substr(0, slash));
}

SourceArticle read_article_head(const std::string& path, const std::string& bytes, const KnowledgeBase& kb,
                                Strictness strictness, Findings& findings) {
  SourceArticle source;
  source.path = path;
  source.text = readable_text(bytes, findings);
  Article& article = source.article;
  article.path = sanitize(path);
  article.lang = language_of(path, kb).value_or(kb.languages.empty() ? "fi" : kb.languages.front());
  if (source.text.size() > kMaxArticleBytes) {
    findings.add("article-size", {},
                 {{"bytes", std::to_string(source.text.size())}, {"limit", std::to_string(kMaxArticleBytes)}});
    source.text = cut_at_line(std::move(source.text), kMaxArticleBytes);
  }
  FileParts parts = split_file(source.text);
  if (strictness == Strictness::kLenient && parts.has_front_matter && parts.closed && !holds_keys(parts.yaml)) {
    source.text.insert(0, "\n");  // behind an empty line the rules are rules
    parts = split_file(source.text);
  }
  source.fields = read_front_matter(parts, kb, strictness, article, findings);
  fill_facet_defaults(kb, strictness, article);
  const std::string stem(stem_of(path));
  if (strictness == Strictness::kStrict) {
    const std::string slug = slugify(sanitize(stem));
    if (!is_slug(stem)) {
      findings.add("bad-file-name", {}, {{"value", sanitize(stem)}, {"near", slug.empty() ? "new-name" : slug}});
    }
    if (article.id.empty()) article.id = is_slug(stem) ? stem : slug;
    if (article.slug.empty()) article.slug = is_slug(stem) ? stem : slug;
  }
  article.body_digest = body_digest(split_file(without_byte_order_mark(bytes)).body);
  return source;
}

void read_article_body(SourceArticle& source, const KnowledgeBase& kb, Strictness strictness,
                       const std::function<std::optional<std::string>(std::string_view)>& slug_of, Findings& findings) {
  const FileParts parts = split_file(source.text);
  MarkdownOptions options;
  options.first_line = parts.body_line;
  options.strictness = strictness;
  options.lang = source.article.lang;
  options.folder = folder_of(source.article.path);
  options.title = source.article.title;
  options.has_title = source.fields.count("title") > 0;
  options.kb = &kb;
  options.slug_of = slug_of;
  MarkdownBody body = read_markdown(parts.body, options, findings);
  if (strictness == Strictness::kLenient) derive_title_and_summary(source, body);
  source.article.sections = std::move(body.sections);
  source.section_places = std::move(body.section_places);
  source.links = std::move(body.links);
  source.runs = std::move(body.runs);
}

}  // namespace tiski
