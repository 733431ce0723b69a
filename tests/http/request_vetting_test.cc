#include "server/http/request_vetting.h"

#include <gtest/gtest.h>

#include <random>

namespace tiski {
namespace {

const AllowedHosts kHosts(8080, {{"tiski.example", std::nullopt}, {"kb.example", 443}});
const HttpLimits kLimits;

// The status of the refusal; 0 when the head passes.
int refusal_of(const std::string& head) {
  const auto arrival = find_head(head, 0, kLimits);
  if (arrival.state == Arrival::State::kRefused) return arrival.refusal.status;
  if (arrival.state == Arrival::State::kIncomplete) return -1;
  const auto vetted = vet_head(std::string_view(head).substr(0, arrival.head_size), kHosts, kLimits);
  const auto* refusal = std::get_if<Refusal>(&vetted);
  return refusal == nullptr ? 0 : refusal->status;
}

std::string with_line(const std::string& request_line) { return request_line + "\r\nHost: localhost:8080\r\n\r\n"; }
std::string with_header(const std::string& header) {
  return "GET / HTTP/1.1\r\nHost: localhost:8080\r\n" + header + "\r\n\r\n";
}
std::string post_with(const std::string& headers) {
  return "POST /fi/feedback HTTP/1.1\r\nHost: localhost:8080\r\n" + headers + "\r\n\r\n";
}

struct Case {
  std::string head;
  int status;
};

class RequestVetting : public ::testing::TestWithParam<Case> {};

TEST_P(RequestVetting, AnswersByItsTable) { EXPECT_EQ(refusal_of(GetParam().head), GetParam().status); }

using namespace std::string_literals;

INSTANTIATE_TEST_SUITE_P(
    RequestLine, RequestVetting,
    ::testing::Values(
        Case{with_line("GET / HTTP/1.1"), 0}, Case{with_line("HEAD /fi/ HTTP/1.0"), 0},
        Case{with_line("GET /fi/search?q=a?b HTTP/1.1"), 0}, Case{with_line("GET /fi/%C3%A4 HTTP/1.1"), 0},
        Case{with_line("GET  / HTTP/1.1"), 400}, Case{with_line("GET / HTTP/1.1 "), 400}, Case{with_line("GET /"), 400},
        Case{with_line("GET / HTTP/2.0"), 400}, Case{with_line("GET / HTTP/1.2"), 400},
        Case{with_line("GET / http/1.1"), 400}, Case{with_line("GET / FTP/1.1"), 400},
        Case{with_line("DELETE / HTTP/1.1"), 405}, Case{with_line("OPTIONS / HTTP/1.1"), 405},
        Case{with_line("TRACE / HTTP/1.1"), 405}, Case{with_line("CONNECT a:1 HTTP/1.1"), 405},
        Case{with_line("PATCH / HTTP/1.1"), 405}, Case{with_line("BREW / HTTP/1.1"), 405},
        Case{with_line("get / HTTP/1.1"), 405}, Case{with_line("G\tT / HTTP/1.1"), 400},
        Case{with_line("OPTIONS * HTTP/1.1"), 405}, Case{with_line("GET * HTTP/1.1"), 400},
        Case{with_line("GET http://localhost:8080/ HTTP/1.1"), 400}, Case{with_line("GET localhost HTTP/1.1"), 400},
        Case{with_line("GET //evil.example/ HTTP/1.1"), 400}, Case{with_line("GET /fi//a HTTP/1.1"), 400},
        Case{with_line("GET /../etc/passwd HTTP/1.1"), 400}, Case{with_line("GET /%2e%2e/x HTTP/1.1"), 400},
        Case{with_line("GET /a/%2e%2e%2f%2e%2e%2fx HTTP/1.1"), 400}, Case{with_line("GET /./x HTTP/1.1"), 400},
        Case{with_line("GET /a%09b HTTP/1.1"), 400}, Case{with_line("GET /a%0ab HTTP/1.1"), 400},
        Case{with_line("GET /a%7fb HTTP/1.1"), 400}, Case{with_line("GET /?q=\x7f HTTP/1.1"), 400},
        Case{with_line("GET /?q=\xff HTTP/1.1"), 400}, Case{with_line("GET /a%00b HTTP/1.1"), 400},
        Case{with_line("GET /a%0d%0ab HTTP/1.1"), 400}, Case{with_line("GET /a%5c..%5cb HTTP/1.1"), 400},
        Case{with_line("GET /a\\b HTTP/1.1"), 400}, Case{with_line("GET /%zz HTTP/1.1"), 400},
        Case{with_line("GET /% HTTP/1.1"), 400}, Case{with_line("GET /%ff%fe HTTP/1.1"), 400},
        Case{with_line("GET /\xc3\xa4 HTTP/1.1"), 400}, Case{with_line("GET /a#b HTTP/1.1"), 400},
        Case{with_line("GET /a\x7f HTTP/1.1"), 400},
        Case{with_line("GET /" + std::string(2000, 'a') + " HTTP/1.1"), 414},
        Case{with_line("GET /?q=" + std::string(9000, 'a') + " HTTP/1.1"), 414},
        Case{"GET /" + std::string(40'000, 'a'), 414}, Case{"GET /", -1}, Case{"\r\n", 400},
        Case{"\r\nGET / HTTP/1.1\r\n\r\n", 400}));

INSTANTIATE_TEST_SUITE_P(
    Host, RequestVetting,
    ::testing::Values(Case{"GET / HTTP/1.1\r\n\r\n", 421}, Case{"GET / HTTP/1.0\r\n\r\n", 421},
                      Case{"GET / HTTP/1.1\r\nHost: localhost:8080\r\nHost: localhost:8080\r\n\r\n", 421},
                      Case{"GET / HTTP/1.1\r\nHost: localhost:8080\r\nhOsT: evil.example\r\n\r\n", 421},
                      Case{"GET / HTTP/1.1\r\nHost:\r\n\r\n", 421},
                      Case{"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421},
                      Case{"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 421},
                      Case{"GET / HTTP/1.1\r\nHost: localhost:8081\r\n\r\n", 421},
                      Case{"GET / HTTP/1.1\r\nHost: localhost.:8080\r\n\r\n", 421},
                      Case{"GET / HTTP/1.1\r\nHost: localhost:8080@evil.example\r\n\r\n", 421},
                      Case{"GET / HTTP/1.1\r\nHost: evil.example#localhost:8080\r\n\r\n", 421},
                      Case{"GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example:8080\r\n\r\n", 421},
                      Case{"GET / HTTP/1.1\r\nHost: 2130706433:8080\r\n\r\n", 421},
                      Case{"GET / HTTP/1.1\r\nHost: 0x7f000001:8080\r\n\r\n", 421},
                      Case{"GET / HTTP/1.1\r\nHost: 0.0.0.0:8080\r\n\r\n", 421},
                      Case{"GET / HTTP/1.1\r\nHost: localhost:08080x\r\n\r\n", 421},
                      Case{"GET / HTTP/1.1\r\nHost: LOCALHOST:8080\r\n\r\n", 0},
                      Case{"GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n", 0},
                      Case{"GET / HTTP/1.1\r\nHost: 127.8.9.1:8080\r\n\r\n", 0},
                      Case{"GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", 0},
                      Case{"GET / HTTP/1.1\r\nHost: [::2]:8080\r\n\r\n", 421},
                      Case{"GET / HTTP/1.1\r\nHost: tiski.example:8080\r\n\r\n", 0},
                      Case{"GET / HTTP/1.1\r\nHost: tiski.example\r\n\r\n", 421},
                      Case{"GET / HTTP/1.1\r\nHost: kb.example\r\n\r\n", 0},
                      Case{"GET / HTTP/1.1\r\nHost: kb.example:443\r\n\r\n", 0},
                      Case{"GET / HTTP/1.1\r\nHost: kb.example:8080\r\n\r\n", 421}));

std::string many_headers(int count) {
  auto head = "GET / HTTP/1.1\r\nHost: localhost:8080\r\n"s;
  for (int i = 1; i < count; ++i) head += "X-" + std::to_string(i) + ": y\r\n";
  return head + "\r\n";
}

INSTANTIATE_TEST_SUITE_P(
    Headers, RequestVetting,
    ::testing::Values(Case{with_header("Accept: */*"), 0}, Case{with_header("Accept:*/*"), 0},
                      Case{with_header("X-Empty:"), 0}, Case{with_header("Range: bytes=0-1,2-3"), 0},
                      Case{with_header("Expect: 100-continue"), 0}, Case{with_header("X-Tab: a\tb"), 0},
                      Case{with_header("X: sis\xc3\xa4lt\xc3\xb6"), 0}, Case{with_header("Bad"), 400},
                      Case{with_header("Bad : x"), 400}, Case{with_header(" folded: x"), 400},
                      Case{with_header("X: a\r\n b"), 400}, Case{with_header("X: a\r\n\tb"), 400},
                      Case{with_header(": x"), 400}, Case{with_header("N\xc3\xa4in: x"), 400},
                      Case{with_header("X: a\x01"), 400}, Case{with_header("X: a"s + '\0' + "b"), 400},
                      Case{with_header("Origin: http://localhost:8080\r\nOrigin: http://evil.example"), 400},
                      Case{with_header("Sec-Fetch-Site: same-origin\r\nsec-fetch-site: cross-site"), 400},
                      Case{with_header("Origin:\r\nOrigin: http://evil.example"), 400},
                      Case{with_header("X-Tiski-Token: a\r\nX-Tiski-Token: b"), 400},
                      Case{with_header("Content-Type: text/plain\r\nContent-Type: application/json"), 400},
                      Case{with_header("If-Match: \"a\"\r\nIf-Match: \"b\""), 400},
                      Case{with_header("Cookie: a=b\r\nCookie: c=d\r\nAccept: a/b\r\nAccept: c/d"), 0},
                      Case{with_header("X: a\rb: c"), 400}, Case{with_header("X: a\x7f"), 400},
                      Case{"GET / HTTP/1.1\nHost: localhost:8080\n\n", 400},
                      Case{"GET / HTTP/1.1\r\nHost: localhost:8080\nX: y\r\n\r\n", 400}, Case{many_headers(64), 0},
                      Case{many_headers(65), 431}, Case{with_header("X: " + std::string(31'000, 'a')), 0},
                      Case{with_header("X: " + std::string(40'000, 'a')), 431}));

INSTANTIATE_TEST_SUITE_P(
    Framing, RequestVetting,
    ::testing::Values(Case{post_with("Content-Length: 0"), 0}, Case{post_with("Content-Length: 65536"), 0},
                      Case{post_with("Content-Length: 65537"), 413},
                      Case{post_with("Content-Length: 99999999999999999999999"), 413}, Case{post_with("X: y"), 411},
                      Case{post_with("Content-Length: 3\r\nContent-Length: 3"), 400},
                      Case{post_with("Content-Length: 3\r\ncontent-length: 4"), 400},
                      Case{post_with("Content-Length: 3, 3"), 400}, Case{post_with("Content-Length: +3"), 400},
                      Case{post_with("Content-Length: -3"), 400}, Case{post_with("Content-Length: 0x3"), 400},
                      Case{post_with("Content-Length: 3 4"), 400}, Case{post_with("Content-Length:"), 400},
                      Case{post_with("Content-Length: 3\r\nTransfer-Encoding: chunked"), 411},
                      Case{post_with("Transfer-Encoding: chunked"), 411},
                      Case{post_with("Transfer-Encoding: identity"), 411},
                      Case{post_with("Content-Length: 3\r\nContent-Encoding: gzip"), 415},
                      Case{with_header("Transfer-Encoding: chunked"), 411}, Case{with_header("Content-Length: 3"), 400},
                      Case{with_header("Content-Length: 0"), 0},
                      Case{"PUT /trainer/x HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: 1048576\r\n\r\n", 0},
                      Case{"PUT /trainer/x HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: 1048577\r\n\r\n", 413}));

TEST(RequestVettingProperty, NeverPassesAHostThatIsNotOnTheListAndNeverCrashes) {
  std::mt19937 random(7);
  const std::string base =
      "POST /fi/search?q=a%20b HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: 12\r\nX: y\r\n\r\n";
  const std::string spice =
      "\r\n\t :;,=%/\\?#*\0\x01\x7f\xc3\xff"
      "GET0123456789";
  for (int round = 0; round < 20'000; ++round) {
    auto head = base;
    for (int change = std::uniform_int_distribution<>(1, 4)(random); change > 0; --change) {
      const auto at = std::uniform_int_distribution<std::size_t>(0, head.size() - 1)(random);
      const char byte = spice[std::uniform_int_distribution<std::size_t>(0, spice.size() - 1)(random)];
      switch (std::uniform_int_distribution<>(0, 2)(random)) {
        case 0:
          head[at] = byte;
          break;
        case 1:
          head.insert(at, 1, byte);
          break;
        default:
          head.erase(at, 1);
      }
    }
    const auto arrival = find_head(head, 0, kLimits);
    if (arrival.state != Arrival::State::kHeadComplete) continue;
    const auto vetted = vet_head(std::string_view(head).substr(0, arrival.head_size), kHosts, kLimits);
    if (const auto* passed = std::get_if<Head>(&vetted)) {
      ASSERT_TRUE(kHosts.allows(passed->request.host)) << head;
      ASSERT_EQ(passed->request.path.find("//"), std::string::npos) << head;
      ASSERT_LE(passed->body_size, kLimits.max_body) << head;
    }
  }
}

TEST(FindHead, FindsTheSameEndHoweverTheBytesArrive) {
  const std::string head = "GET / HTTP/1.1\r\nHost: localhost:8080\r\n\r\nrest";
  for (std::size_t seen = 0; seen < head.size() - 4; ++seen) {
    EXPECT_EQ(find_head(head, seen, kLimits).head_size, head.size() - 4) << seen;
  }
}

TEST(FindHead, RefusesTlsAtItsFirstByte) {
  EXPECT_EQ(find_head("\x16\x03\x01\x02", 0, kLimits).state, Arrival::State::kRefused);
  EXPECT_EQ(find_head("G", 0, kLimits).state, Arrival::State::kIncomplete);
}

Request passed(const std::string& head) { return std::get<Head>(vet_head(head, kHosts, kLimits)).request; }

TEST(VetHead, NotesWhoseConnectionEndsWithTheAnswer) {
  EXPECT_FALSE(passed(with_header("Connection: keep-alive")).wants_close);
  EXPECT_TRUE(passed(with_header("Connection: close")).wants_close);
  EXPECT_TRUE(passed(with_header("Connection: Keep-Alive, CLOSE")).wants_close);
  EXPECT_TRUE(passed(with_header("Connection: close\r\nConnection: keep-alive")).wants_close);
  EXPECT_FALSE(passed(with_line("GET / HTTP/1.1")).http_1_0);
  EXPECT_TRUE(passed(with_line("GET / HTTP/1.0")).http_1_0);
}

TEST(VetHead, SaysHowARefusalIsToBeWritten) {
  const auto refused = [](const std::string& line) {
    return std::get<Refusal>(vet_head(line + " HTTP/1.1\r\n\r\n", kHosts, kLimits));
  };
  EXPECT_TRUE(refused("HEAD /fi/").is_head);
  EXPECT_FALSE(refused("GET /fi/").is_head);
  EXPECT_TRUE(refused("GET /api/v1/search").is_api);
  EXPECT_TRUE(refused("TRACE /api/v1/search").is_api);
  EXPECT_FALSE(refused("GET /fi/?q=/api/").is_api);
}

TEST(VetHead, KeepsOnlyHeadersThatSomeHandlerReads) {
  const auto vetted = vet_head(with_header("Range: bytes=0-1\r\nExpect: 100-continue\r\nX-Forwarded-For: 1.2.3.4\r\n"
                                           "REMOTE_ADDR: 1.2.3.4\r\nCookie: lang=fi"),
                               kHosts, kLimits);
  const auto& request = std::get<Head>(vetted).request;
  EXPECT_EQ(request.headers, (HeaderList{{"cookie", "lang=fi"}}));
}

}  // namespace
}  // namespace tiski
