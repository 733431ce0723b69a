#include "server/request/preferred_language.h"

#include <algorithm>
#include <charconv>

#include "search/language/text.h"

namespace tiski {
namespace {

// "sv-FI;q=0.8" → ("sv", 0.8)
std::pair<std::string, double> language_range(std::string_view item) {
  const auto tag = trimmed(item.substr(0, item.find(';')));
  std::string primary(tag.substr(0, tag.find('-')));
  for (char& c : primary) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  double weight = 1;
  if (const auto q = item.find("q="); q != std::string_view::npos) {
    const auto number = trimmed(item.substr(q + 2));
    std::from_chars(number.data(), number.data() + number.size(), weight);
  }
  return {primary, weight};
}

}  // namespace

std::string_view cookie_value(std::string_view cookie_header, std::string_view name) {
  while (!cookie_header.empty()) {
    const auto item = cookie_header.substr(0, cookie_header.find(';'));
    cookie_header.remove_prefix(std::min(cookie_header.size(), item.size() + 1));
    const auto equals = item.find('=');
    if (equals != std::string_view::npos && trimmed(item.substr(0, equals)) == name) {
      return trimmed(item.substr(equals + 1));
    }
  }
  return {};
}

std::string preferred_language(std::string_view cookie_header, std::string_view accept_language,
                               const std::vector<std::string>& languages) {
  const auto known = [&languages](std::string_view lang) {
    return std::find(languages.begin(), languages.end(), lang) != languages.end();
  };
  if (const auto saved = cookie_value(cookie_header, "lang"); known(saved)) return std::string(saved);
  std::string best = languages.front();
  double best_weight = 0;
  while (!accept_language.empty()) {
    const auto item = accept_language.substr(0, accept_language.find(','));
    accept_language.remove_prefix(std::min(accept_language.size(), item.size() + 1));
    const auto [lang, weight] = language_range(item);
    if (weight > best_weight && known(lang)) {
      best = lang;
      best_weight = weight;
    }
  }
  return best;
}

}  // namespace tiski
