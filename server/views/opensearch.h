#pragma once

#include <string>

namespace tiski::views {

// templates/opensearch.mustache. Addresses are absolute, with {searchTerms} where the browser puts what was typed.
struct OpenSearch {
  std::string lang;
  std::string name;
  std::string description;
  std::string icon_url;  // may be empty
  std::string search_url;
  std::string suggest_url;
  std::string own_url;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("lang", lang);
    field("name", name);
    field("description", description);
    field("icon_url", icon_url);
    field("search_url", search_url);
    field("suggest_url", suggest_url);
    field("own_url", own_url);
  }
};

}  // namespace tiski::views
