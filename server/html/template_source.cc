#include "server/html/template_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "search/error.h"
#include "search/language/text.h"
#include "server/html/escape.h"

namespace tiski {
namespace {

constexpr int kMaxDepth = 12;
constexpr char kHiddenBlank = '\xfe';
constexpr char kHiddenLineEnd = '\xff';

struct Tag {
  std::size_t begin = 0;  // of the first brace
  std::size_t end = 0;    // after the last
  char kind = ' ';        // '{' and '&' unescaped, '>' partial, '=' delimiters, '#', '^', '/', '!', ' ' variable
  std::string_view name;
};

void hide(std::string& text, std::size_t begin, std::size_t end) {
  const auto at = [&text](std::size_t place) { return text.begin() + static_cast<std::ptrdiff_t>(place); };
  std::replace(at(begin), at(end), ' ', kHiddenBlank);
  std::replace(at(begin), at(end), '\n', kHiddenLineEnd);
}

// A part of a line that has a tag: the blanks beside the tag stay, as a line of tags and blanks alone is left out.
void hide_inside(std::string& text, std::size_t begin, std::size_t end) {
  const auto inside = trimmed(std::string_view(text).substr(begin, end - begin));
  if (inside.empty()) return;
  const auto first = static_cast<std::size_t>(inside.data() - text.data());
  hide(text, first, first + inside.size());
}

// What stands between two tags.
void hide_between(std::string& text, std::size_t begin, std::size_t end) {
  const auto first = text.find('\n', begin);
  if (first == std::string::npos || first >= end) return hide_inside(text, begin, end);
  const auto last = text.rfind('\n', end - 1);
  hide_inside(text, begin, first);
  if (first < last) hide(text, first + 1, last);
  hide_inside(text, last + 1, end);
}

// The next tag from `from` on; nothing at the end. An unclosed one reaches to the end and has kind '?'.
std::optional<Tag> next_tag(std::string_view source, std::size_t from) {
  const auto begin = source.find("{{", from);
  if (begin == std::string_view::npos) return std::nullopt;
  const bool triple = source.substr(begin, 3) == "{{{";
  const std::string_view closing = triple ? "}}}" : "}}";
  const auto close = source.find(closing, begin);
  if (close == std::string_view::npos) return Tag{begin, source.size(), '?', {}};
  auto content = trimmed(source.substr(begin + closing.size(), close - begin - closing.size()));
  Tag tag{begin, close + closing.size(), triple ? '{' : ' ', content};
  if (!triple && !content.empty() && std::string_view("&>=#^/!").find(content.front()) != std::string_view::npos) {
    tag.kind = content.front();
    tag.name = trimmed(content.substr(1));
  }
  return tag;
}

const std::string* find_source(const TemplateSources& sources, std::string_view name, std::string_view lang) {
  auto found = sources.find(fmt::format("{}.{}", name, lang));
  if (found == sources.end()) found = sources.find(name);
  return found == sources.end() ? nullptr : &found->second;
}

class Expander {
 public:
  Expander(const TemplateSources& sources, std::string_view lang, const TemplateConstants& constants)
      : sources_(sources), lang_(lang), constants_(constants) {}

  std::string expand(std::string_view name, int depth) {
    const auto* found = find_source(sources_, name, lang_);
    if (found == nullptr) throw Error(fmt::format("there is no template {}", name));
    if (depth > kMaxDepth) throw Error(fmt::format("the template {} holds itself", name));
    const std::string_view source = *found;
    std::string out;
    std::size_t done = 0;
    while (const auto tag = next_tag(source, done)) {
      out.append(source.substr(done, tag->begin - done));
      done = tag->end;
      put(*tag, source, name, depth, out);
    }
    out.append(source.substr(done));
    return out;
  }

 private:
  void put(const Tag& tag, std::string_view source, std::string_view name, int depth, std::string& out) {
    switch (tag.kind) {
      case '?':
        throw Error(fmt::format("template {}: a tag is not closed", name));
      case '=':
        throw Error(fmt::format("template {}: delimiters may not be changed", name));
      case '{':
      case '&':
        if (name != kTrustedTemplate) {
          throw Error(fmt::format("template {}: only {} may write without escaping", name, kTrustedTemplate),
                      "write {{x}} with two braces");
        }
        break;
      case '>': {
        auto partial = expand(fmt::format("partials/{}", tag.name), depth + 1);
        if (!partial.empty() && partial.back() == '\n') partial.pop_back();
        out.append(partial);
        return;
      }
      case ' ':
        if (tag.name.starts_with("t.")) {
          out.append(html_escape(constants_.message(tag.name.substr(2))));
          return;
        }
        if (tag.name.starts_with("asset.")) {
          out.append(html_escape(constants_.asset(tag.name.substr(6))));
          return;
        }
        break;
      default:
        break;
    }
    if (tag.kind != '!') out.append(source.substr(tag.begin, tag.end - tag.begin));
  }

  const TemplateSources& sources_;
  std::string_view lang_;
  const TemplateConstants& constants_;
};

}  // namespace

std::string expand_template(const TemplateSources& sources, std::string_view name, std::string_view lang,
                            const TemplateConstants& constants) {
  return Expander(sources, lang, constants).expand(name, 0);
}

std::string hide_blanks(std::string_view expanded) {
  std::string hidden(expanded);
  std::size_t done = 0;
  while (const auto tag = next_tag(expanded, done)) {
    hide_between(hidden, done, tag->begin);
    done = tag->end;
  }
  hide_between(hidden, done, hidden.size());
  return hidden;
}

void show_blanks(std::string& rendered) {
  std::replace(rendered.begin(), rendered.end(), kHiddenBlank, ' ');
  std::replace(rendered.begin(), rendered.end(), kHiddenLineEnd, '\n');
}

std::size_t count_unescaped_tags(std::string_view source) {
  std::size_t count = 0;
  std::size_t from = 0;
  while (const auto tag = next_tag(source, from)) {
    if (tag->kind == '{' || tag->kind == '&') ++count;
    from = tag->end;
  }
  return count;
}

}  // namespace tiski
