#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/article/article.h"

namespace tiski {

struct FacetValue {
  std::string id;
  LocalizedText label;
  bool operator==(const FacetValue&) const = default;
};

struct Facet {
  std::string name;
  LocalizedText label;
  bool multiple = false;                     // may an article carry several values?
  std::optional<std::string> default_value;  // taken where the article has none
  std::vector<FacetValue> values;            // in kb.yaml's order

  const FacetValue* find(std::string_view id) const;
  bool operator==(const Facet&) const = default;
};

struct Role {
  std::string id;
  LocalizedText label;
  bool operator==(const Role&) const = default;
};

// One link of the emergency strip.
struct EmergencyLink {
  LocalizedText label;
  std::string article;
  LocalizedText anchor;  // may be empty
  bool operator==(const EmergencyLink&) const = default;
};

// content/kb.yaml. Without one: one language ("fi"), no facets but topic with the value "muut".
struct KnowledgeBase {
  LocalizedText name;
  LocalizedText tagline;
  std::vector<std::string> languages;  // the first is the default
  std::vector<Role> roles;
  std::optional<Period> review_default;
  std::map<std::string, Period> review_by_topic;
  std::vector<EmergencyLink> emergency;
  std::vector<std::string> home_cards;  // article ids whose first say-card the home page shows
  std::vector<Facet> facets;
  bool shared_pc = false;  // many people use one browser: it keeps nothing of what is read
  bool desk_mode = false;  // pages are for a screen at the desk, unless a reader chooses otherwise

  const Facet* find_facet(std::string_view name) const;
  const Role* find_role(std::string_view id) const;
  bool has_language(std::string_view lang) const;
  bool operator==(const KnowledgeBase&) const = default;
};

// The text in `lang`, else in `fallback` (the knowledge base's first language), else any; empty only for an empty map.
const std::string& text_in(const LocalizedText& text, std::string_view lang, std::string_view fallback = {});

// One term of content/glossary.yaml.
struct GlossaryTerm {
  std::string id;
  std::map<std::string, std::vector<std::string>> words;  // per language; the first is the head word
  LocalizedText definition;
  LocalizedText say;  // plain-language wording to say; may be empty
  bool operator==(const GlossaryTerm&) const = default;
};

// content/synonyms.yaml, as written: words and short phrases, not analysed.
struct Synonyms {
  struct Related {
    std::vector<std::string> words;    // asking for one of these …
    std::vector<std::string> related;  // … also finds these, at a low weight; not the other way round
    bool operator==(const Related&) const = default;
  };
  struct Language {
    std::vector<std::vector<std::string>> equal;  // groups of equal words
    std::vector<Related> related;
    std::vector<std::pair<std::string, std::string>> spoken;  // "oonko" → "olenko"
    bool operator==(const Language&) const = default;
  };
  std::map<std::string, Language> languages;
  // Words across languages: each entry maps a language to words of equal meaning in it.
  std::vector<std::map<std::string, std::vector<std::string>>> across;
  bool operator==(const Synonyms&) const = default;
};

}  // namespace tiski
