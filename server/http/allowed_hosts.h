#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiski {

// "127.0.0.1:8080", "[::1]:8080" → address and port.
struct HostPort {
  std::string host;  // lower case; an IPv6 address without brackets
  std::optional<int> port;
  bool operator==(const HostPort&) const = default;
};

// Nothing for what is no host, with or without a port 0–65535.
std::optional<HostPort> parse_host_port(std::string_view text);

// 127.0.0.0/8 and ::1, as numbers.
bool is_numeric_loopback(std::string_view host);

// The names under which this server may be asked: against DNS rebinding, where a foreign page's host name leads here.
// Numeric loopback and localhost with the server's own port, and each --host NAME (the server's port) or NAME:PORT
// (that port; for 80 and 443 also without one, as browsers leave it out). Immutable; thread safe.
class AllowedHosts {
 public:
  AllowedHosts(int port, std::vector<HostPort> names) : port_(port), names_(std::move(names)) {}

  bool allows(std::string_view host_header) const;
  // "http://localhost:8080"; https where a name with port 443 was given, as behind a proxy that speaks TLS.
  std::string base_url(std::string_view host_header) const;

 private:
  int port_;
  std::vector<HostPort> names_;
};

}  // namespace tiski
