#include "server/http/listener.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "search/error.h"

namespace tiski {
namespace {

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;
  int family = AF_INET;
};

Address numeric_address(const std::string& host, int port) {
  Address address;
  auto* v4 = reinterpret_cast<sockaddr_in*>(&address.storage);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&address.storage);
  if (host.find(':') != std::string::npos) {
    address.family = AF_INET6;
    address.size = sizeof(sockaddr_in6);
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(static_cast<std::uint16_t>(port));
    if (inet_pton(AF_INET6, host.c_str(), &v6->sin6_addr) == 1) return address;
  } else {
    address.size = sizeof(sockaddr_in);
    v4->sin_family = AF_INET;
    v4->sin_port = htons(static_cast<std::uint16_t>(port));
    if (inet_pton(AF_INET, host == "localhost" ? "127.0.0.1" : host.c_str(), &v4->sin_addr) == 1) return address;
  }
  throw Error(fmt::format("'{}' is no numeric address", host), "write --listen 127.0.0.1:8080 or --listen [::1]:8080");
}

[[noreturn]] void fail(const HostPort& where, int port, int error) {
  const auto what = fmt::format("cannot listen on {} port {}: {}", where.host, port, std::strerror(error));
  switch (error) {
    case EADDRINUSE:
      throw Error(what, fmt::format("another program, perhaps another tiski-server, has the port; stop it, or choose "
                                    "another one: --listen {}:0 takes a free one",
                                    where.host));
    case EACCES:
      throw Error(what, "ports below 1024 need rights; choose one above, as 8080");
    case EADDRNOTAVAIL:
      throw Error(what, "the address is none of this machine's; 127.0.0.1 always is");
    default:
      throw Error(what);
  }
}

int bound_port(int fd) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  getsockname(fd, reinterpret_cast<sockaddr*>(&storage), &size);
  return ntohs(storage.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6*>(&storage)->sin6_port
                                             : reinterpret_cast<sockaddr_in*>(&storage)->sin_port);
}

}  // namespace

Listener listen_on(const HostPort& where) {
  const int port = where.port.value_or(0);
  const auto address = numeric_address(where.host, port);
  Listener listener;
  listener.socket = Socket(::socket(address.family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const int fd = listener.socket.fd();
  if (fd < 0) fail(where, port, errno);
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (address.family == AF_INET6) setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
  if (bind(fd, reinterpret_cast<const sockaddr*>(&address.storage), address.size) != 0) fail(where, port, errno);
  if (::listen(fd, SOMAXCONN) != 0) fail(where, port, errno);
  listener.port = bound_port(fd);
  const auto host = address.family == AF_INET6 ? '[' + where.host + ']' : where.host;
  listener.address = fmt::format("{}:{}", host, listener.port);
  return listener;
}

std::size_t raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  const auto soft = limit.rlim_cur;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 65'536);
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0) limit.rlim_cur = soft;
  return limit.rlim_cur;
}

}  // namespace tiski
