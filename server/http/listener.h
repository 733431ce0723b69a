#pragma once

#include <string>

#include "server/http/allowed_hosts.h"
#include "server/http/socket.h"

namespace tiski {

// A socket that listens, without blocking. SO_REUSEADDR only: with SO_REUSEPORT two servers would share one port and
// answer in turns. Throws Error with a hint: the port is taken, the address is not ours, no right to the port.
struct Listener {
  Socket socket;
  std::string address;  // "127.0.0.1:8080", "[::1]:8080": with the port that port 0 became
  int port = 0;
};

// `where.host` is a numeric address or "localhost".
Listener listen_on(const HostPort& where);

// Raises the limit of open files as far as the system lets us; gives the limit.
std::size_t raise_descriptor_limit();

}  // namespace tiski
