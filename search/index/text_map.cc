#include "search/index/text_map.h"

#include <algorithm>
#include <limits>

#include "search/error.h"

// The encoding: numbers are varints (seven bits a byte, low ones first); a text is its length, then its bytes.
//
//   map    := version part-count part*
//   part   := kind gap-before-first anchor title-length text token-count (gap length)*
//
// `gap-before-first` counts from the position after the previous part's last token, a token's `gap` from the end of the
// token before it. The heading is the beginning of the text and is not stored twice. A token costs two bytes: 600 words
// decode in a few microseconds, which is less than decompressing them would take.

namespace tiski {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr auto kMaxNumber = std::numeric_limits<std::uint32_t>::max();

void put_number(std::string& bytes, std::size_t number) {
  while (number >= 0x80) {
    bytes += static_cast<char>(0x80 | (number & 0x7F));
    number >>= 7;
  }
  bytes += static_cast<char>(number);
}

void put_text(std::string& bytes, std::string_view text) {
  put_number(bytes, text.size());
  bytes += text;
}

[[noreturn]] void throw_damaged() {
  throw Error("the text map of an article is damaged", "Build the index again: tiski-indexer build");
}

// Reads what put_… wrote and never past the end.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  std::uint32_t number() {
    if (at_ == end_) throw_damaged();
    const auto byte = static_cast<std::uint8_t>(*at_++);
    return byte < 0x80 ? byte : rest_of_number(byte & 0x7Fu);
  }

  // A count of things that take at least `bytes_each` bytes: never more than the rest can hold, so that a damaged count
  // reserves no memory.
  std::uint32_t count(std::size_t bytes_each) {
    const std::uint32_t value = number();
    if (value > left() / bytes_each) throw_damaged();
    return value;
  }

  std::string_view text() {
    const std::uint32_t size = count(1);
    const std::string_view text(at_, size);
    at_ += size;
    return text;
  }

  std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }

 private:
  std::uint32_t rest_of_number(std::uint64_t value) {
    for (int shift = 7; shift < 35; shift += 7) {
      if (at_ == end_) throw_damaged();
      const auto byte = static_cast<std::uint8_t>(*at_++);
      value |= static_cast<std::uint64_t>(byte & 0x7Fu) << shift;
      if (byte < 0x80) {
        if (value > kMaxNumber) break;
        return static_cast<std::uint32_t>(value);
      }
    }
    throw_damaged();
  }

  const char* at_;
  const char* end_;
};

std::uint32_t sum(std::uint32_t a, std::uint32_t b, std::uint32_t limit) {
  if (a > limit || b > limit - a) throw_damaged();
  return a + b;
}

TextMap::Part read_part(Reader& reader, std::uint32_t next_position) {
  TextMap::Part part;
  const std::uint32_t kind = reader.number();
  if (kind > static_cast<std::uint32_t>(TextMap::PartKind::kTags)) throw_damaged();
  part.kind = static_cast<TextMap::PartKind>(kind);
  part.first = sum(next_position, reader.number(), kMaxNumber);
  part.anchor = reader.text();
  const std::uint32_t title_size = reader.number();
  part.text = reader.text();
  if (title_size > part.text.size()) throw_damaged();
  part.title.assign(part.text, 0, title_size);
  part.tokens.resize(reader.count(2));
  const auto text_size = static_cast<std::uint32_t>(part.text.size());
  std::uint32_t offset = 0;
  for (TextMap::Span& token : part.tokens) {
    token.begin = sum(offset, reader.number(), text_size);
    token.end = offset = sum(token.begin, reader.number(), text_size);
  }
  return part;
}

}  // namespace

std::optional<TextMap::Place> TextMap::find(std::uint32_t position) const {
  auto after = std::upper_bound(parts.begin(), parts.end(), position,
                                [](std::uint32_t wanted, const Part& part) { return wanted < part.first; });
  if (after == parts.begin()) return std::nullopt;
  const Part& part = *--after;
  const std::size_t token = position - part.first;
  if (token >= part.tokens.size()) return std::nullopt;
  return Place{&part, part.tokens[token]};
}

std::string TextMap::encode() const {
  std::string bytes;
  put_number(bytes, kVersion);
  put_number(bytes, parts.size());
  std::size_t next_position = 0;
  for (const Part& part : parts) {
    put_number(bytes, static_cast<std::size_t>(part.kind));
    put_number(bytes, part.first - next_position);
    put_text(bytes, part.anchor);
    put_number(bytes, part.title.size());
    put_text(bytes, part.text);
    put_number(bytes, part.tokens.size());
    std::size_t offset = 0;
    for (const Span& token : part.tokens) {
      put_number(bytes, token.begin - offset);
      put_number(bytes, token.end - token.begin);
      offset = token.end;
    }
    next_position = part.first + part.tokens.size();
  }
  return bytes;
}

TextMap TextMap::decode(std::string_view bytes) {
  Reader reader(bytes);
  if (reader.number() != kVersion) throw_damaged();
  TextMap map;
  constexpr std::size_t kSmallestPart = 6;
  const std::uint32_t part_count = reader.count(kSmallestPart);
  map.parts.reserve(part_count);
  std::uint32_t next_position = 0;
  for (std::uint32_t i = 0; i < part_count; ++i) {
    map.parts.push_back(read_part(reader, next_position));
    const Part& part = map.parts.back();
    next_position = sum(part.first, static_cast<std::uint32_t>(part.tokens.size()), kMaxNumber);
  }
  if (reader.left() != 0) throw_damaged();
  return map;
}

}  // namespace tiski
