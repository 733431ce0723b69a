#pragma once

#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/article/date.h"

namespace tiski {

// A name and what stands for {name} in a message.
using MessageArguments = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// Every sentence of the user interface in one language, from templates/messages/LANG: lines `key = text`, `#` comments.
// Text with a number has two keys, KEY_one and KEY_other, and {count}. Immutable; thread safe.
// An unknown key gives the key itself: tests read the sources and see to it that none is unknown and none unused.
class Catalog {
 public:
  // Throws Error naming file and line: unreadable, no `key = text`, a key twice.
  static Catalog load(const std::filesystem::path& file, std::string lang);

  const std::string& lang() const { return lang_; }
  const std::string& text(std::string_view key) const;
  std::string format(std::string_view key, MessageArguments arguments) const;
  // KEY_one or KEY_other, {count} set.
  std::string count(std::string_view key, std::size_t n, MessageArguments arguments = {}) const;
  // "3.11.2026", "3 November 2026".
  std::string date(Date date) const;

  bool has(std::string_view key) const { return texts_.find(key) != texts_.end(); }
  std::vector<std::string> keys() const;

 private:
  std::string lang_;
  std::map<std::string, std::string, std::less<>> texts_;
};

// The catalogs of all languages that have one.
class Messages {
 public:
  // Reads every file of the folder; its name is the language. Throws Error: no file, or a key that only some have.
  static Messages load(const std::filesystem::path& folder);

  // Of that language, else English, else any: a knowledge base may speak languages that the program does not.
  const Catalog& in(std::string_view lang) const;
  const std::map<std::string, Catalog, std::less<>>& catalogs() const { return catalogs_; }

 private:
  std::map<std::string, Catalog, std::less<>> catalogs_;
};

}  // namespace tiski
