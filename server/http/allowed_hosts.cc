#include "server/http/allowed_hosts.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace tiski {
namespace {

constexpr int kHttpPort = 80;
constexpr int kHttpsPort = 443;

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

std::optional<int> parse_port(std::string_view digits) {
  int port = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  const bool all_digits = digits.find_first_not_of("0123456789") == std::string_view::npos;
  if (digits.empty() || !all_digits || failure != std::errc() || port > 65535) return std::nullopt;
  return port;
}

}  // namespace

std::optional<HostPort> parse_host_port(std::string_view text) {
  HostPort result;
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  std::string_view rest = lower;
  if (rest.starts_with('[')) {
    const auto close = rest.find(']');
    if (close == std::string_view::npos) return std::nullopt;
    result.host = rest.substr(1, close - 1);
    in6_addr address{};
    if (inet_pton(AF_INET6, result.host.c_str(), &address) != 1) return std::nullopt;
    rest.remove_prefix(close + 1);
  } else {
    result.host = rest.substr(0, rest.find(':'));
    rest.remove_prefix(result.host.size());
    if (result.host.empty() || !std::all_of(result.host.begin(), result.host.end(), is_host_character)) {
      return std::nullopt;
    }
  }
  if (rest.empty()) return result;
  if (rest.front() != ':') return std::nullopt;
  result.port = parse_port(rest.substr(1));
  if (!result.port) return std::nullopt;
  return result;
}

bool is_numeric_loopback(std::string_view host) {
  const std::string text(host);
  in_addr v4{};
  if (inet_pton(AF_INET, text.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24U) == 127;
  in6_addr v6{};
  return inet_pton(AF_INET6, text.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

bool AllowedHosts::allows(std::string_view host_header) const {
  const auto asked = parse_host_port(host_header);
  if (!asked) return false;
  const auto port_fits = [&asked](int port) {
    if (asked->port) return *asked->port == port;
    return port == kHttpPort || port == kHttpsPort;
  };
  if (is_numeric_loopback(asked->host) || asked->host == "localhost") return port_fits(port_);
  return std::any_of(names_.begin(), names_.end(), [&](const HostPort& name) {
    return name.host == asked->host && port_fits(name.port.value_or(port_));
  });
}

std::string AllowedHosts::base_url(std::string_view host_header) const {
  const auto asked = parse_host_port(host_header);
  const bool https = asked && asked->port.value_or(kHttpsPort) == kHttpsPort &&
                     std::any_of(names_.begin(), names_.end(), [&](const HostPort& name) {
                       return name.host == asked->host && name.port == kHttpsPort;
                     });
  return (https ? "https://" : "http://") + std::string(host_header);
}

}  // namespace tiski
