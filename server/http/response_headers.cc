#include "server/http/response_headers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace tiski {
namespace {

std::string_view without_weakness(std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  return etag;
}

}  // namespace

const HeaderList& security_headers() {
  static const HeaderList headers = {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
       "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "same-origin"},
      {"X-Frame-Options", "DENY"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
  };
  return headers;
}

std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 40> text{};
  const auto size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text.data(), size};
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
  if (etag.empty()) return false;
  while (!if_none_match.empty()) {
    auto item = if_none_match.substr(0, if_none_match.find(','));
    if_none_match.remove_prefix(std::min(if_none_match.size(), item.size() + 1));
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    if (item == "*" || without_weakness(item) == without_weakness(etag)) return true;
  }
  return false;
}

std::string refusal_bytes(const Refusal& refusal, std::string_view content_type, std::string_view body,
                          std::string_view request_id) {
  auto out =
      fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n",
                  refusal.status, status_phrase(refusal.status), http_date(), content_type, body.size());
  out += fmt::format("Cache-Control: no-store\r\nX-Request-Id: {}\r\n", request_id);
  if (!refusal.allow.empty()) out += fmt::format("Allow: {}\r\n", refusal.allow);
  for (const auto& [name, value] : security_headers()) out += fmt::format("{}: {}\r\n", name, value);
  out += "\r\n";
  if (!refusal.is_head) out += body;
  return out;
}

}  // namespace tiski
