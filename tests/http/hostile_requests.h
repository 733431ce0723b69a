#pragma once

#include <string>
#include <vector>

namespace tiski::test {

// One thing that an attacker sends, byte for byte, and what is known of the answer beforehand.
struct HostileRequest {
  enum class Expected {
    kRefused,   // 4xx
    kBelow500,  // whatever it is, it is no failure of ours
    kNotWhole,  // the end is missing: no answer, or a refusal
  };
  std::string name;
  std::string bytes;
  Expected expected = Expected::kRefused;
};

// Made of tables, the same every time: request lines, paths, Hosts, headers, framings, forms, parameters, sizes.
std::vector<HostileRequest> hostile_requests(int port);

// `count` requests of ours with a few bytes changed, put in or taken out.
std::vector<HostileRequest> mutated_requests(int port, unsigned seed, std::size_t count);

}  // namespace tiski::test
