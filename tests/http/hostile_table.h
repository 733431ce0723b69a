#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/http/hostile_requests.h"

namespace tiski::test {

inline std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

// Gathers hostile requests; each family of them is one of its functions.
class HostileTable {
 public:
  using Expected = HostileRequest::Expected;

  explicit HostileTable(int port) : host_("127.0.0.1:" + std::to_string(port)) {}

  void add(const std::string& name, std::string bytes, Expected expected) {
    std::string shown;
    for (const char c : name.substr(0, 60)) shown += c > 0x20 && c < 0x7f ? c : '_';
    all_.push_back({std::move(shown), std::move(bytes), expected});
  }
  void line(const std::string& text, Expected expected = Expected::kRefused) {
    add("line " + text, text + "\r\nHost: " + host_ + "\r\n\r\n", expected);
  }
  void get(const std::string& target, Expected expected) { line("GET " + target + " HTTP/1.1", expected); }
  void header(const std::string& text, Expected expected) {
    add("header " + text, "GET /fi/ HTTP/1.1\r\nHost: " + host_ + "\r\n" + text + "\r\n\r\n", expected);
  }
  void post(const std::string& path, const std::string& headers, const std::string& body,
            Expected expected = Expected::kBelow500) {
    add("POST " + path + ' ' + headers,
        "POST " + path + " HTTP/1.1\r\nHost: " + host_ + "\r\n" + headers + "\r\n" + body, expected);
  }

  void request_lines();
  void paths();
  void hosts();
  void headers();
  void framings();
  void forms();
  void parameters();
  void sizes();

  const std::string& host() const { return host_; }
  std::vector<HostileRequest> take() { return std::move(all_); }

 private:
  std::string host_;
  std::vector<HostileRequest> all_;
};

}  // namespace tiski::test
