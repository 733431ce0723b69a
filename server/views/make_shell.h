#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "server/views/shell.h"
#include "server/views/visit.h"

namespace tiski {

// What differs between the shells of pages.
struct ShellContent {
  std::string page;   // the template's name
  std::string title;  // of the page; the site's name is added; empty on the home page
  std::string description;
  std::string canonical_url;
  std::string q;                                               // in the search field
  std::function<std::string(const std::string& lang)> url_in;  // this page in another language; empty: its home page
  bool no_index = false;
};

views::Shell make_shell(const Visit& visit, ShellContent content);

// The language's own name, and its name in the page's language ("ruotsi"); its code where the program has no words.
std::string own_language_name(const Messages& messages, const std::string& lang);
std::string language_name(const Catalog& words, std::string_view lang);

// `lang` where it is another one than the page's, else empty.
std::string foreign(const Visit& visit, std::string_view lang);

// Desk mode, for a shared screen at the desk: as kb.yaml says, but ?desk=1 turns it on for this browser, ?desk=0 off.
bool is_desk(const Visit& visit);

views::Day make_day(const Catalog& words, Date date);

}  // namespace tiski
