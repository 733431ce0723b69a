#include "server/messages.h"

#include <fmt/format.h>

#include <sstream>

#include "search/error.h"
#include "search/language/text.h"
#include "server/read_file.h"

namespace tiski {
namespace {

bool is_key(std::string_view key) {
  return !key.empty() && key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

std::string fill(std::string_view pattern, MessageArguments arguments) {
  std::string out;
  out.reserve(pattern.size() + 32);
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    const auto close = pattern.find('}', open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    out.append(pattern.substr(0, open));
    const auto name = pattern.substr(open + 1, close - open - 1);
    for (const auto& [argument, value] : arguments) {
      if (argument == name) out.append(value);
    }
    pattern.remove_prefix(close + 1);
  }
  out.append(pattern);
  return out;
}

}  // namespace

Catalog Catalog::load(const std::filesystem::path& file, std::string lang) {
  std::istringstream in(read_file(file));
  Catalog catalog;
  catalog.lang_ = std::move(lang);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const auto content = trimmed(line);
    if (content.empty() || content.front() == '#') continue;
    const auto equals = content.find('=');
    const auto key = trimmed(content.substr(0, equals == std::string_view::npos ? 0 : equals));
    if (!is_key(key)) throw Error(fmt::format("{}:{}: not a message", file.string(), number), "write key = text");
    const auto text = trimmed(content.substr(equals + 1));
    if (!catalog.texts_.emplace(key, text).second) {
      throw Error(fmt::format("{}:{}: the key {} is there twice", file.string(), number, key), "remove one");
    }
  }
  return catalog;
}

const std::string& Catalog::text(std::string_view key) const {
  const auto found = texts_.find(key);
  if (found != texts_.end()) return found->second;
  thread_local std::string unknown;
  unknown = key;
  return unknown;
}

std::string Catalog::format(std::string_view key, MessageArguments arguments) const {
  return fill(text(key), arguments);
}

std::string Catalog::count(std::string_view key, std::size_t n, MessageArguments arguments) const {
  const auto number = std::to_string(n);
  const auto pattern = fmt::format("{}_{}", key, n == 1 ? "one" : "other");
  std::string counted = text(pattern);
  for (auto place = counted.find("{count}"); place != std::string::npos; place = counted.find("{count}")) {
    counted.replace(place, 7, number);
  }
  return fill(counted, arguments);
}

std::string Catalog::date(Date date) const {
  const auto day = std::to_string(static_cast<unsigned>(date.day()));
  const auto month = std::to_string(static_cast<unsigned>(date.month()));
  const auto year = std::to_string(static_cast<int>(date.year()));
  return format("date", {{"day", day}, {"month", month}, {"year", year}, {"month_name", text("month_" + month)}});
}

std::vector<std::string> Catalog::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, text] : texts_) keys.push_back(key);
  return keys;
}

Messages Messages::load(const std::filesystem::path& folder) {
  Messages messages;
  std::error_code failure;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
    auto lang = entry.path().filename().string();
    if (lang.empty() || lang.find_first_of(".~") != std::string::npos) continue;
    messages.catalogs_.emplace(lang, Catalog::load(entry.path(), lang));
  }
  if (messages.catalogs_.empty()) {
    throw Error(fmt::format("no messages in {}", folder.string()), "is --templates the right folder?");
  }
  const auto& first = messages.catalogs_.begin()->second;
  for (const auto& [lang, catalog] : messages.catalogs_) {
    for (const auto& key : catalog.keys()) {
      if (!first.has(key)) throw Error(fmt::format("messages/{} lacks the key {}", first.lang(), key));
    }
    for (const auto& key : first.keys()) {
      if (!catalog.has(key)) throw Error(fmt::format("messages/{} lacks the key {}", lang, key));
    }
  }
  return messages;
}

const Catalog& Messages::in(std::string_view lang) const {
  if (const auto found = catalogs_.find(lang); found != catalogs_.end()) return found->second;
  if (const auto english = catalogs_.find("en"); english != catalogs_.end()) return english->second;
  return catalogs_.begin()->second;
}

}  // namespace tiski
