#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/socket.h"

namespace tiski::test {

// An answer as it came over the wire.
struct Answer {
  int status = 0;
  std::string head;                                 // status line and headers
  std::multimap<std::string, std::string> headers;  // lower-case names
  std::string body;

  std::string header(const std::string& lower_case_name) const;  // empty where it is absent
};

// A client that sends exactly the bytes it is given: hostile requests pass through no library.
class HttpClient {
 public:
  explicit HttpClient(int port);

  bool send(std::string_view bytes);
  // The next answer; nothing when the connection ends or `timeout` passes before it is whole. `head_only` for answers
  // to HEAD, which have a length but no body.
  std::optional<Answer> receive(std::chrono::milliseconds timeout = std::chrono::seconds(30), bool head_only = false);
  // The next answer to whatever was asked: one that is followed by another answer, or by the end, has no body.
  std::optional<Answer> receive_any(std::chrono::milliseconds timeout);
  // Does the server close this connection within that time? Bytes that still come are thrown away.
  bool is_closed_within(std::chrono::milliseconds time);
  void shutdown_write();
  int fd() const { return socket_.fd(); }

 private:
  bool read_more(std::chrono::steady_clock::time_point deadline);

  Socket socket_;
  std::string buffer_;
  bool ended_ = false;
};

// "GET PATH" with the right Host on a connection of its own, which is closed after it.
Answer get(int port, const std::string& path, const std::vector<std::string>& headers = {});
Answer post(int port, const std::string& path, const std::string& content_type, const std::string& body,
            const std::vector<std::string>& headers = {});
Answer request(int port, const std::string& method, const std::string& path,
               const std::vector<std::string>& headers = {}, const std::string& body = {});

// The bytes of a GET that keeps the connection.
std::string get_bytes(int port, std::string_view path, std::string_view more_headers = "");

std::string gunzip(std::string_view bytes);

}  // namespace tiski::test
