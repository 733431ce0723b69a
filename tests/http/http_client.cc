#include "tests/http/http_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <zlib.h>

#include <array>
#include <stdexcept>

namespace tiski::test {
namespace {

using Clock = std::chrono::steady_clock;

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return text;
}

void parse_head(Answer& answer) {
  answer.status = std::stoi(answer.head.substr(answer.head.find(' ') + 1));
  auto begin = answer.head.find("\r\n") + 2;
  while (begin < answer.head.size()) {
    const auto end = answer.head.find("\r\n", begin);
    const auto line = answer.head.substr(begin, end - begin);
    if (const auto colon = line.find(':'); colon != std::string::npos) {
      answer.headers.emplace(lower_case(line.substr(0, colon)), line.substr(line.find_first_not_of(' ', colon + 1)));
    }
    if (end == std::string::npos) break;
    begin = end + 2;
  }
}

}  // namespace

std::string Answer::header(const std::string& lower_case_name) const {
  const auto found = headers.find(lower_case_name);
  return found == headers.end() ? std::string() : found->second;
}

HttpClient::HttpClient(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_.fd(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("cannot connect to the server under test");
  }
  const int on = 1;
  setsockopt(socket_.fd(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

bool HttpClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_.fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool HttpClient::read_more(Clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
  pollfd waiting{socket_.fd(), POLLIN, 0};
  if (left <= 0 || ::poll(&waiting, 1, static_cast<int>(left)) <= 0) return false;
  std::array<char, 65536> bytes{};
  const auto got = ::recv(socket_.fd(), bytes.data(), bytes.size(), 0);
  if (got <= 0) {
    ended_ = true;
    return false;
  }
  buffer_.append(bytes.data(), static_cast<std::size_t>(got));
  return true;
}

std::optional<Answer> HttpClient::receive(std::chrono::milliseconds timeout, bool head_only) {
  const auto deadline = Clock::now() + timeout;
  auto end = buffer_.find("\r\n\r\n");
  for (; end == std::string::npos; end = buffer_.find("\r\n\r\n")) {
    if (!read_more(deadline)) return std::nullopt;
  }
  Answer answer;
  answer.head = buffer_.substr(0, end);
  buffer_.erase(0, end + 4);
  parse_head(answer);
  const auto length = answer.header("content-length");
  if (head_only || answer.status == 304 || length.empty()) return answer;
  const auto size = static_cast<std::size_t>(std::stoul(length));
  while (buffer_.size() < size) {
    if (!read_more(deadline)) return std::nullopt;
  }
  answer.body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return answer;
}

std::optional<Answer> HttpClient::receive_any(std::chrono::milliseconds timeout) {
  auto answer = receive(timeout, true);
  if (!answer) return answer;
  const auto length = answer->header("content-length");
  const auto size = length.empty() || answer->status == 304 ? 0 : static_cast<std::size_t>(std::stoul(length));
  const auto deadline = Clock::now() + timeout;
  while (buffer_.size() < size && !buffer_.starts_with("HTTP/1.1 ") && read_more(deadline)) {
  }
  if (buffer_.size() < size || buffer_.starts_with("HTTP/1.1 ")) return answer;
  answer->body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return answer;
}

bool HttpClient::is_closed_within(std::chrono::milliseconds time) {
  const auto deadline = Clock::now() + time;
  while (!ended_ && Clock::now() < deadline) read_more(deadline);
  return ended_;
}

void HttpClient::shutdown_write() { ::shutdown(socket_.fd(), SHUT_WR); }

std::string get_bytes(int port, std::string_view path, std::string_view more_headers) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n" +
         std::string(more_headers) + "\r\n";
}

Answer request(int port, const std::string& method, const std::string& path, const std::vector<std::string>& headers,
               const std::string& body) {
  HttpClient client(port);
  auto bytes = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n";
  for (const auto& header : headers) bytes += header + "\r\n";
  if (method == "POST" || method == "PUT") bytes += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  bytes += "Connection: close\r\n\r\n" + body;
  client.send(bytes);
  auto answer = client.receive(std::chrono::minutes(2), method == "HEAD");
  if (!answer) throw std::runtime_error("no answer to " + method + " " + path);
  return *answer;
}

Answer get(int port, const std::string& path, const std::vector<std::string>& headers) {
  return request(port, "GET", path, headers);
}

Answer post(int port, const std::string& path, const std::string& content_type, const std::string& body,
            const std::vector<std::string>& headers) {
  auto all = headers;
  all.push_back("Content-Type: " + content_type);
  return request(port, "POST", path, all, body);
}

std::string gunzip(std::string_view bytes) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  std::array<char, 16384> chunk{};
  int result = Z_OK;
  while (result == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = static_cast<uInt>(chunk.size());
    result = inflate(&stream, Z_NO_FLUSH);
    out.append(chunk.data(), chunk.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  return result == Z_STREAM_END ? out : std::string();
}

}  // namespace tiski::test
