#include "server/html/template_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

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

// Of one file: what of it has been read, for messages.
struct Place {
  std::string_view file;  // "help.fi"
  std::string_view source;
  std::size_t at = 0;
};

[[noreturn]] void fail(const Place& place, std::string_view what, std::string hint = {}) {
  const auto line =
      1 + std::count(place.source.begin(), place.source.begin() + static_cast<std::ptrdiff_t>(place.at), '\n');
  throw Error(fmt::format("{}.mustache:{}: {}", place.file, line, what), std::move(hint));
}

// {{#x}} and {{^x}} end with {{/x}} in the file where they begin.
class OpenSections {
 public:
  void see(const Tag& tag, const Place& place) {
    if (tag.kind == '#' || tag.kind == '^') open_.push_back({tag.name, place});
    if (tag.kind != '/') return;
    if (open_.empty()) fail(place, fmt::format("the section {} ends here but has not begun", tag.name));
    if (open_.back().name != tag.name) {
      fail(place, fmt::format("the section {} ends here, but {} is open", tag.name, open_.back().name));
    }
    open_.pop_back();
  }
  void expect_none() const {
    if (!open_.empty()) fail(open_.back().place, fmt::format("the section {} does not end", open_.back().name));
  }

 private:
  struct Section {
    std::string_view name;
    Place place;
  };
  std::vector<Section> open_;
};

class Expander {
 public:
  Expander(const TemplateSources& sources, std::string_view lang, const TemplateConstants& constants)
      : sources_(sources), lang_(lang), constants_(constants) {}

  std::string expand(std::string_view name, int depth) {
    const auto found = find(name);
    if (found == sources_.end()) throw Error(fmt::format("there is no template {}.mustache", name));
    Place place{found->first, found->second};
    if (depth > kMaxDepth) fail(place, "this template holds itself");
    std::string out;
    std::size_t done = 0;
    OpenSections sections;
    while (const auto tag = next_tag(place.source, done)) {
      place.at = tag->begin;
      out.append(place.source.substr(done, tag->begin - done));
      done = tag->end;
      sections.see(*tag, place);
      put(*tag, place, name, depth, out);
    }
    sections.expect_none();
    out.append(place.source.substr(done));
    return out;
  }

 private:
  TemplateSources::const_iterator find(std::string_view name) const {
    const auto of_language = sources_.find(fmt::format("{}.{}", name, lang_));
    return of_language != sources_.end() ? of_language : sources_.find(name);
  }

  void put(const Tag& tag, const Place& place, std::string_view name, int depth, std::string& out) {
    switch (tag.kind) {
      case '?':
        fail(place, "a tag is not closed");
      case '=':
        fail(place, "delimiters may not be changed");
      case '{':
      case '&':
        if (name != kTrustedTemplate) {
          fail(place, fmt::format("only {} may write without escaping", kTrustedTemplate),
               "write {{x}} with two braces");
        }
        break;
      case '>':
        return put_partial(tag, place, depth, out);
      case ' ':
        if (put_constant(tag, place, out)) return;
        break;
      default:
        break;
    }
    if (tag.kind != '!') out.append(place.source.substr(tag.begin, tag.end - tag.begin));
  }

  void put_partial(const Tag& tag, const Place& place, int depth, std::string& out) {
    const auto name = fmt::format("partials/{}", tag.name);
    if (find(name) == sources_.end()) fail(place, fmt::format("there is no {}.mustache", name));
    auto partial = expand(name, depth + 1);
    if (!partial.empty() && partial.back() == '\n') partial.pop_back();
    out.append(partial);
  }

  // False: the name is no constant's.
  bool put_constant(const Tag& tag, const Place& place, std::string& out) const {
    const bool is_message = tag.name.starts_with("t.");
    const bool is_asset = tag.name.starts_with("asset.");
    if (!is_message && !is_asset) return false;
    try {
      const auto text = is_message ? constants_.message(tag.name.substr(2)) : constants_.asset(tag.name.substr(6));
      out.append(html_escape(text));
    } catch (const Error& error) {
      fail(place, error.what(), error.hint());
    }
    return true;
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
