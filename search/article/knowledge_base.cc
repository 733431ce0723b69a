#include "search/article/knowledge_base.h"

#include <algorithm>

namespace tiski {

const FacetValue* Facet::find(std::string_view id) const {
  const auto found =
      std::find_if(values.begin(), values.end(), [&](const FacetValue& value) { return value.id == id; });
  return found == values.end() ? nullptr : &*found;
}

const Facet* KnowledgeBase::find_facet(std::string_view facet_name) const {
  const auto found =
      std::find_if(facets.begin(), facets.end(), [&](const Facet& facet) { return facet.name == facet_name; });
  return found == facets.end() ? nullptr : &*found;
}

const Role* KnowledgeBase::find_role(std::string_view id) const {
  const auto found = std::find_if(roles.begin(), roles.end(), [&](const Role& role) { return role.id == id; });
  return found == roles.end() ? nullptr : &*found;
}

bool KnowledgeBase::has_language(std::string_view lang) const {
  return std::find(languages.begin(), languages.end(), lang) != languages.end();
}

const std::string& text_in(const LocalizedText& text, std::string_view lang, std::string_view fallback) {
  static const std::string kEmpty;
  if (text.empty()) return kEmpty;
  auto found = text.find(std::string(lang));
  if (found == text.end()) found = text.find(std::string(fallback));
  return found == text.end() ? text.begin()->second : found->second;
}

}  // namespace tiski
