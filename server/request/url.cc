#include "server/request/url.h"

#include "search/language/text.h"

namespace tiski {
namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string encode(std::string_view text, bool keep_slashes) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size() + text.size() / 2);
  for (const char c : text) {
    if (is_unreserved(c) || (keep_slashes && c == '/')) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

enum class Broken { kRefuse, kKeep };
enum class Plus { kIsPlus, kIsSpace };

std::optional<std::string> decode(std::string_view text, Broken broken, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == Plus::kIsSpace) {
      out += ' ';
      continue;
    }
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const int high = i + 1 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
    if (high < 0 || low < 0) {
      if (broken == Broken::kRefuse) return std::nullopt;
      out += '%';
      continue;
    }
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

std::string decode_parameter(std::string_view text) { return sanitize(*decode(text, Broken::kKeep, Plus::kIsSpace)); }

}  // namespace

std::string percent_encode(std::string_view text) { return encode(text, false); }
std::string percent_encode_path(std::string_view path) { return encode(path, true); }

std::optional<std::string> percent_decode(std::string_view text) {
  return decode(text, Broken::kRefuse, Plus::kIsPlus);
}

Parameters parse_parameters(std::string_view query) {
  Parameters parameters;
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    auto name = decode_parameter(pair.substr(0, equals));
    if (name.empty()) continue;
    auto value = equals == std::string_view::npos ? std::string() : decode_parameter(pair.substr(equals + 1));
    parameters.emplace_back(std::move(name), std::move(value));
  }
  return parameters;
}

std::string build_query(const Parameters& parameters) {
  std::string query;
  for (const auto& [name, value] : parameters) {
    if (value.empty()) continue;
    if (!query.empty()) query += '&';
    query += percent_encode(name);
    query += '=';
    query += percent_encode(value);
  }
  return query;
}

std::string build_url(std::string_view path, const Parameters& parameters) {
  const auto query = build_query(parameters);
  return query.empty() ? std::string(path) : std::string(path) + '?' + query;
}

}  // namespace tiski
