#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "server/http/allowed_hosts.h"
#include "server/http/limits.h"
#include "server/http/message.h"

namespace tiski {

// The first thing that sees a request: what passes here is plain HTTP/1.x as RFC 9112 means it, with one reading only.
// Bytes in, values out; no sockets. Thread safe.

// How far a request has arrived.
struct Arrival {
  enum class State { kIncomplete, kHeadComplete, kRefused };
  State state = State::kIncomplete;
  std::size_t head_size = 0;  // kHeadComplete: up to and with the empty line
  Refusal refusal;            // kRefused
};

// Looks for the end of the head; `scanned` bytes have been looked at before. Refuses at once what no more bytes can
// mend: a line that ends without CR, a head over the limit.
Arrival find_head(std::string_view bytes, std::size_t scanned, const HttpLimits& limits);

// A vetted head, and how many bytes of body belong to it.
struct Head {
  Request request;  // without body
  std::size_t body_size = 0;
};

// `head` ends with the empty line.
std::variant<Head, Refusal> vet_head(std::string_view head, const AllowedHosts& hosts, const HttpLimits& limits);

// Is it a path below which trainers work (larger bodies)?
bool is_trainer_path(std::string_view path);

}  // namespace tiski
