#include "search/language/freedict.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <memory>
#include <utility>

#include <zlib.h>

#include "search/error.h"
#include "search/language/text.h"

namespace tiski {
namespace {

constexpr const char* kReinstall = "Install the dict-freedict packages anew, or remove them: they are optional.";

[[noreturn]] void throw_damaged(const std::filesystem::path& file) {
  throw Error("The dictionary " + file.string() + " is damaged.", kReinstall);
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text(std::filesystem::file_size(file), '\0');
  if (!in.read(text.data(), static_cast<std::streamsize>(text.size()))) throw_damaged(file);
  return text;
}

struct GzipCloser {
  void operator()(gzFile_s* file) const { gzclose(file); }
};

std::string read_gzip(const std::filesystem::path& file) {
  constexpr std::size_t kLimit = 64U << 20U;  // eight times the largest
  constexpr std::size_t kChunk = 1U << 20U;
  const std::unique_ptr<gzFile_s, GzipCloser> in(gzopen(file.c_str(), "rb"));
  if (!in) throw_damaged(file);
  gzbuffer(in.get(), static_cast<unsigned>(kChunk));
  std::string text;
  text.reserve(3 * std::filesystem::file_size(file) + kChunk);  // they are packed to about .4
  while (text.size() < kLimit) {
    const std::size_t had = text.size();
    text.resize(had + kChunk);
    const int got = gzread(in.get(), text.data() + had, static_cast<unsigned>(kChunk));
    if (got < 0) throw_damaged(file);
    text.resize(had + static_cast<std::size_t>(got));
    if (got == 0) return text;
  }
  throw_damaged(file);
}

constexpr std::int8_t base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<std::int8_t>(c - 'A');
  if (c >= 'a' && c <= 'z') return static_cast<std::int8_t>(c - 'a' + 26);
  if (c >= '0' && c <= '9') return static_cast<std::int8_t>(c - '0' + 52);
  if (c == '+') return 62;
  return c == '/' ? 63 : -1;
}

// dictd writes numbers in base 64, the most significant digit first. Nothing for other characters.
std::optional<std::uint64_t> base64_number(std::string_view digits) {
  constexpr std::size_t kMaxDigits = 8;  // 48 bits
  if (digits.empty() || digits.size() > kMaxDigits) return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : digits) {
    const std::int8_t digit = base64_digit(c);
    if (digit < 0) return std::nullopt;
    number = number * 64 + static_cast<std::uint64_t>(digit);
  }
  return number;
}

// One line of an index: key, offset and length of its entry.
std::array<std::string_view, 3> columns(std::string_view line) {
  std::array<std::string_view, 3> found;
  for (std::string_view& column : found) {
    const std::size_t end = std::min(line.find('\t'), line.size());
    column = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return found;
}

std::string_view line_at(std::string_view text, std::size_t begin) {
  const std::string_view rest = text.substr(begin);
  return rest.substr(0, rest.find('\n'));
}

// A word as dictd keys it: lower case, only letters, digits and spaces.
std::string key_of(std::string_view word) {
  std::string key;
  for (const char c : to_lower(word)) {
    const bool kept =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ' || static_cast<unsigned char>(c) >= 0x80;
    if (kept) key += c;
  }
  return key;
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

std::size_t leading_digits(std::string_view line) {
  return std::min(line.find_first_not_of("0123456789"), line.size());
}

// " 3." alone numbers an explanation, "jono 2." at the end of a line the next one.
bool is_explanation_number(std::string_view line) {
  if (!line.starts_with(' ')) return false;
  line.remove_prefix(1);
  return leading_digits(line) > 0 && line.substr(leading_digits(line)) == ".";
}

std::string_view without_number_at_end(std::string_view line) {
  const std::size_t space = line.rfind(' ');
  if (space != std::string_view::npos && is_explanation_number(line.substr(space))) line = line.substr(0, space);
  return line;
}

// A translation without its remarks: "mieluummin (kuin)" → "mieluummin". Empty where markup was left in it.
std::string plain_words(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  int depth = 0;
  for (const char c : text) {
    if (c == '(') ++depth;
    if (depth == 0) plain += c;
    if (c == ')' && depth > 0) --depth;
  }
  while (plain.ends_with(' ')) plain.pop_back();
  plain.erase(0, plain.find_first_not_of(' '));
  return plain.find_first_of("[]{}<>&=|") == std::string::npos ? plain : std::string();
}

void add_translations(FreeDict::Sense& sense, std::string_view line) {
  line = without_number_at_end(line);
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(", "), line.size());
    std::string words = plain_words(line.substr(0, end));
    if (!words.empty()) sense.translations.push_back(std::move(words));
    line.remove_prefix(std::min(end + 2, line.size()));
  }
}

void read_first_line(FreeDict::Entry& entry, std::string_view line) {
  const std::size_t part_of_speech = line.rfind(" <");
  if (part_of_speech != std::string_view::npos && line.ends_with('>')) {
    entry.part_of_speech = line.substr(part_of_speech + 2, line.size() - part_of_speech - 3);
    line = line.substr(0, part_of_speech);
  }
  entry.headword = line.substr(0, line.find(" /"));
}

// "Edition: 2022.11.18" in the dictionary's own description.
std::string version_in(std::string_view text) {
  constexpr std::string_view kKey = "\nEdition: ";
  const std::size_t found = text.substr(0, 1000).find(kKey);
  return found == std::string_view::npos ? std::string() : std::string(line_at(text, found + kKey.size()));
}

}  // namespace

FreeDict::Entry parse_freedict_entry(std::string_view text) {
  FreeDict::Entry entry;
  read_first_line(entry, take_line(text));
  for (bool first = true; !text.empty(); first = false) {
    std::string_view line = take_line(text);
    const std::size_t digits = leading_digits(line);
    const bool numbered = digits > 0 && line.substr(digits).starts_with(". ");
    if (numbered) line.remove_prefix(digits + 2);
    if (first || numbered) add_translations(entry.senses.emplace_back(), line);
  }
  return entry;
}

std::optional<FreeDict> FreeDict::open(std::string_view pair, const std::filesystem::path& folder) {
  const std::string name = "freedict-" + std::string(pair);
  const std::filesystem::path index = folder / (name + ".index");
  const std::filesystem::path text = folder / (name + ".dict.dz");
  if (!std::filesystem::exists(index) || !std::filesystem::exists(text)) return std::nullopt;
  FreeDict dictionary;
  dictionary.index_ = read_file(index);
  dictionary.text_ = read_gzip(text);
  dictionary.edition_ = std::string(pair) + ' ' + version_in(dictionary.text_);
  const std::string_view lines = dictionary.index_;
  for (std::size_t begin = 0; begin < lines.size(); begin += line_at(lines, begin).size() + 1) {
    const auto [key, offset, length] = columns(line_at(lines, begin));
    if (key.starts_with("00database")) continue;
    const auto at = base64_number(offset);
    const auto size = base64_number(length);
    if (!at || !size || *at + *size > dictionary.text_.size()) throw_damaged(index);
    dictionary.lines_.push_back(begin);
  }
  return dictionary;
}

std::string_view FreeDict::key(std::size_t index) const { return columns(line_at(index_, lines_[index]))[0]; }

FreeDict::Entry FreeDict::entry(std::size_t index) const {
  const auto [key, offset, length] = columns(line_at(index_, lines_[index]));
  return parse_freedict_entry(
      std::string_view(text_).substr(base64_number(offset).value_or(0), base64_number(length).value_or(0)));
}

std::vector<FreeDict::Entry> FreeDict::find(std::string_view word) const {
  const std::string wanted = key_of(word);
  const auto begin = std::lower_bound(
      lines_.begin(), lines_.end(), wanted,
      [this](std::size_t line, const std::string& key) { return columns(line_at(index_, line))[0] < key; });
  std::vector<Entry> entries;
  for (auto line = begin; line != lines_.end() && columns(line_at(index_, *line))[0] == wanted; ++line) {
    entries.push_back(entry(static_cast<std::size_t>(line - lines_.begin())));
  }
  return entries;
}

}  // namespace tiski
