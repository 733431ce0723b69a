#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace tiski {

// The texts of templates by name: "search", "help.fi", "partials/head". Of NAME and NAME.LANG the second is taken for
// that language.
using TemplateSources = std::map<std::string, std::string, std::less<>>;

// What is put in when a template is loaded, once for each language: {{t.KEY}} a message, {{asset.FILE}} the hashed URL
// of a file of templates/assets. Throws Error for names that are not there.
struct TemplateConstants {
  std::function<std::string(std::string_view key)> message;
  std::function<std::string(std::string_view file)> asset;
};

// The only template that may hold {{{x}}}: the indexer's article HTML.
inline constexpr std::string_view kTrustedTemplate = "partials/trusted_html";

// The template with its partials ({{> head}}) and constants put in. The library parses partials anew at every use, so
// they are put in once, as text. Throws Error naming file and line: an unknown partial, one that holds itself, an
// unescaped tag outside kTrustedTemplate, changed delimiters, an unclosed tag or section, an unknown constant.
std::string expand_template(const TemplateSources& sources, std::string_view name, std::string_view lang,
                            const TemplateConstants& constants);

// The library keeps a component of 136 bytes for every word and every blank of a template, parsed for each language and
// thread: 30 MB of memory and most of a page's time. So blanks and line ends that no tag can touch (those between the
// words of a line, and those of lines without a tag) are hidden from it as two bytes that UTF-8 does not have.
std::string hide_blanks(std::string_view expanded);
// Puts them back into what was rendered.
void show_blanks(std::string& rendered);

// Number of tags that write without escaping.
std::size_t count_unescaped_tags(std::string_view source);

}  // namespace tiski
