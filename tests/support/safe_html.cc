#include "tests/support/safe_html.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace tiski {
namespace {

constexpr std::array<std::string_view, 19> kElements = {"a",  "blockquote", "br",  "code",   "em", "h1",  "h2",
                                                        "h3", "h4",         "h5",  "h6",     "hr", "img", "li",
                                                        "ol", "p",          "pre", "strong", "ul"};
constexpr std::array<std::string_view, 3> kEmptyElements = {"br", "hr", "img"};
constexpr std::array<std::string_view, 6> kAttributes = {"alt", "class", "href", "src", "start", "title"};
constexpr std::array<std::string_view, 4> kSchemes = {"http", "https", "mailto", "tel"};

template <typename List>
bool holds(const List& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

// The value as a browser has it; '&' of what is no entity stays.
std::string decoded(std::string_view value) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#x27;", '\''}}};
  std::string out;
  while (!value.empty()) {
    const auto* entity = std::find_if(kEntities.begin(), kEntities.end(),
                                      [&](const auto& each) { return value.starts_with(each.first); });
    out += entity == kEntities.end() ? value.front() : entity->second;
    value.remove_prefix(entity == kEntities.end() ? 1 : entity->first.size());
  }
  return out;
}

class Reader {
 public:
  explicit Reader(std::string_view html) : rest_(html) {}

  std::string fault() {
    while (fault_.empty() && !rest_.empty()) {
      const auto text = rest_.substr(0, rest_.find('<'));
      if (text.find('>') != std::string_view::npos) return "a bare > in \"" + std::string(text) + '"';
      rest_.remove_prefix(text.size());
      if (rest_.starts_with("</")) {
        read_end();
      } else if (!rest_.empty()) {
        read_start();
      }
    }
    if (fault_.empty() && !open_.empty()) fault_ = "<" + open_.back() + "> is not closed";
    return fault_;
  }

 private:
  std::string_view take_name() {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_name);
    const auto name = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(name.size());
    return name;
  }

  bool take(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  void read_end() {
    rest_.remove_prefix(2);
    const std::string name(take_name());
    if (open_.empty() || open_.back() != name || !take(">")) {
      fault_ = "</" + name + "> closes nothing";
    } else {
      open_.pop_back();
    }
  }

  void read_start() {
    rest_.remove_prefix(1);
    const std::string name(take_name());
    if (!holds(kElements, name)) {
      fault_ = "<" + name + " is no element of articles: <" + std::string(rest_.substr(0, 40));
      return;
    }
    while (fault_.empty() && take(" ")) {
      if (rest_.starts_with("/>")) break;
      read_attribute();
    }
    if (!fault_.empty()) return;
    const bool is_empty = holds(kEmptyElements, name);
    if (!take(is_empty ? "/>" : ">")) {
      fault_ = "<" + name + " does not end as it must: " + std::string(rest_.substr(0, 40));
    } else if (!is_empty) {
      open_.push_back(name);
    }
  }

  void read_attribute() {
    const std::string name(take_name());
    if (!holds(kAttributes, name) || !take("=\"")) {
      fault_ = name + " is no attribute of articles, or has no quoted value";
      return;
    }
    const auto end = rest_.find('"');
    if (end == std::string_view::npos) {
      fault_ = name + " is not closed";
      return;
    }
    const auto raw = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    if (raw.find_first_of("<>") != std::string_view::npos) fault_ = name + " holds a bare < or >";
    const auto value = decoded(raw);
    if (name == "src" && !value.starts_with("/media/")) fault_ = "a picture from elsewhere: " + value;
    if (name == "href") check_address(value);
  }

  void check_address(const std::string& address) {
    // Browsers drop control characters and white space around an address, and read "\" as "/".
    const auto is_odd = [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == '\\'; };
    if (std::any_of(address.begin(), address.end(), is_odd) || address.starts_with("//")) {
      fault_ = "an odd address: " + address;
      return;
    }
    const auto end = address.find_first_of(":/?#");
    if (end == std::string::npos || address[end] != ':') return;
    auto scheme = address.substr(0, end);
    for (char& c : scheme) {
      if (is_letter(c)) c = static_cast<char>(c | 0x20);
    }
    if (!holds(kSchemes, scheme)) fault_ = "a forbidden scheme: " + address;
  }

  std::string_view rest_;
  std::vector<std::string> open_;
  std::string fault_;
};

}  // namespace

std::string fault_of_article_html(std::string_view html) { return Reader(html).fault(); }

}  // namespace tiski
