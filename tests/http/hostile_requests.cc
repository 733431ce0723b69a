#include "tests/http/hostile_requests.h"

#include <random>

#include "tests/http/hostile_table.h"

namespace tiski::test {
namespace {

using Expected = HostileRequest::Expected;
using namespace std::string_literals;
using Texts = std::vector<std::string>;

}  // namespace

void HostileTable::request_lines() {
  const Texts methods = {"DELETE",
                         "OPTIONS",
                         "TRACE",
                         "CONNECT",
                         "PATCH",
                         "PROPFIND",
                         "BREW",
                         "get",
                         "Get",
                         "GETT",
                         "G",
                         "",
                         "GET\t",
                         "G@T",
                         "\x01GET",
                         "\xc3\xa4",
                         "POST ",
                         "PRI",
                         std::string(5'000, 'A')};
  const Texts targets = {"/", "/fi/", "*", "http://127.0.0.1/", "/fi/search?q=a"};
  const Texts versions = {"HTTP/1.1",   "HTTP/1.0", "HTTP/2.0",  "HTTP/0.9",  "HTTP/1.2",
                          "HTTP/11",    "http/1.1", "HTTP/1.1 ", "HTTP/ 1.1", "",
                          "HTTP/1.1\t", "HTTP/9.9", "ICAP/1.0",  "HTTP/1.10", "HTTP/-1.1"};
  for (const auto& method : methods) {
    for (const auto& target : targets) {
      for (const auto& version : versions) line(method + ' ' + target + ' ' + version);
    }
  }
  for (const auto& version : versions) {
    if (version != "HTTP/1.1" && version != "HTTP/1.0") line("GET /fi/ " + version);
  }
  for (const auto& each :
       {"GET /"s, "GET"s, ""s, " "s, "GET  / HTTP/1.1"s, "GET / / HTTP/1.1"s, "GET\t/\tHTTP/1.1"s,
        "GET / HTTP/1.1\rX: y"s, "\0\0\0\0"s, "\x16\x03\x01\x02\x00\x01\xfc\x03\x03"s, "SSH-2.0-x"s,
        "PRI * HTTP/2.0\r\n\r\nSM"s, "GET /\0 HTTP/1.1"s, "GET /fi/\x0b HTTP/1.1"s, "\r\nGET / HTTP/1.1"s}) {
    line(each);
  }
}

void HostileTable::paths() {
  const Texts ups = {"../",  "..%2f", "%2e%2e/", "%2e%2e%2f", ".%2e/", "..%5c",
                     "..\\", "%2e./", "..%00/",  "./",        "%2f",   "/"};
  const Texts bases = {"/", "/fi/", "/assets/", "/media/", "/fi/a/", "/api/v1/", "/api/v1/articles/", "/static/"};
  const Texts files = {"etc/passwd", "content/kb.yaml", "var/tiski.db", "x.md%00.html"};
  for (const auto& base : bases) {
    for (const auto& up : ups) {
      for (const auto times : {1UL, 3UL, 8UL, 40UL}) {
        for (const auto& file : files) get(base + repeated(up, times) + file, Expected::kRefused);
      }
    }
  }
  // Read as they stand these are names of nothing: over-long UTF-8, twice encoded, other separators.
  const Texts odd = {"..%c0%af",    "%c0%ae%c0%ae/",
                     "..%252f",     "%252e%252e/",
                     "....//",      "..;/",
                     "..%ef%bc%8f", "%uff0e/",
                     "~/",          "file:///",
                     "%ff",         "%c3",
                     "%ed%a0%80",   "%f4%90%80%80",
                     "%00",         "%0d%0aX:%20y",
                     "%0a",         "%09",
                     "%1b",         "%7f",
                     "%zz",         "%",
                     "%a"};
  for (const auto& base : bases) {
    for (const auto& each : odd) {
      for (const auto& end : {"", "x", "oma-virhe", "etc/passwd"}) get(base + each + end, Expected::kRefused);
    }
  }
  const Texts absolute = {"http://127.0.0.1/",
                          "http://" + host_ + "/fi/",
                          "https://evil.example/",
                          "//evil.example/",
                          "///x",
                          "*",
                          "fi/",
                          "?q=a",
                          "#x",
                          "/fi/#x",
                          "/fi/<b>",
                          "/fi/ä",
                          "/fi/\xff",
                          "http:/fi/",
                          "/\\evil.example/",
                          "@evil.example/",
                          "/fi/\"x\""};
  for (const auto& each : absolute)
    get(each, each == "/fi/<b>" || each == "/fi/\"x\"" ? Expected::kBelow500 : Expected::kRefused);
  for (const auto& each : {"/nothing", "/fi/nothing", "/xx/", "/fi/a/", "/fi/a/-", "/api/", "/api/v2/search",
                           "/trainer/", "/.git/config", "/wp-login.php", "/fi/c/nothing",
                           "/api/v1/articles/nothing/related", "/fi/a/A", "/index.html", "/server-status"}) {
    get(each, Expected::kRefused);
    line("HEAD "s + each + " HTTP/1.1");
  }
}

void HostileTable::hosts() {
  const auto port = host_.substr(host_.find(':'));
  const Texts values = {"",
                        " ",
                        "evil.example",
                        "evil.example" + port,
                        "127.0.0.1",
                        "127.0.0.1:1",
                        "127.0.0.1:99999",
                        "127.0.0.1" + port + "0",
                        "127.0.0.1" + port + ".evil.example",
                        "127.0.0.1" + port + "@evil.example",
                        "evil.example@127.0.0.1" + port,
                        "user:pw@127.0.0.1" + port,
                        "127.0.0.1" + port + ",evil.example",
                        "127.0.0.1" + port + " evil.example",
                        "127.0.0.1" + port + "/",
                        "http://127.0.0.1" + port,
                        "127.0.0.1:" + port,
                        "127.0.0.1:+" + port.substr(1),
                        "0" + port,
                        "2130706433" + port,
                        "0x7f.1" + port,
                        "127.1" + port,
                        "0177.0.0.1" + port,
                        "0.0.0.0" + port,
                        "[::ffff:127.0.0.1]" + port,
                        "localhost.evil.example" + port,
                        "localhost." + port,
                        "xn--localhost" + port,
                        "[::1",
                        "::1" + port,
                        "[::1]evil",
                        "*",
                        "localhost\t" + port,
                        "lo\0calhost"s + port,
                        "\xff" + port,
                        std::string(4'000, 'a') + port,
                        "169.254.169.254" + port};
  for (const auto& path : {"/fi/", "/", "/api/v1/search?q=a", "/nothing", "/assets/x", "/robots.txt"}) {
    const auto start = "GET "s + path + " HTTP/1.1\r\n";
    for (const auto& value : values) add("Host " + value, start + "Host: " + value + "\r\n\r\n", Expected::kRefused);
    add("no Host", start + "X: y\r\n\r\n", Expected::kRefused);
    add("two Hosts", start + "Host: " + host_ + "\r\nHost: evil.example\r\n\r\n", Expected::kRefused);
    add("two Hosts", start + "Host: evil.example\r\nhost: " + host_ + "\r\n\r\n", Expected::kRefused);
    add("the same Host twice", start + "Host: " + host_ + "\r\nHost: " + host_ + "\r\n\r\n", Expected::kRefused);
    add("Host folded", start + "Host:\r\n " + host_ + "\r\n\r\n", Expected::kRefused);
    add("Host with space before the colon", start + "Host : " + host_ + "\r\n\r\n", Expected::kRefused);
    add("X-Forwarded-Host", start + "Host: evil.example\r\nX-Forwarded-Host: " + host_ + "\r\n\r\n",
        Expected::kRefused);
  }
}

void HostileTable::headers() {
  const Texts broken = {
      "X",       ": y",         " X: y",        "X : y",          "X: y\rZ", "X: a\0b"s,        "X: \x01",
      "X: \x7f", "X\t: y",      "X: y\nZ: w",   "\xc3\xa4: y",    "X{}: y",  "X: y\r\n folded", "X: y\r\n\tfolded",
      "\0: y"s,  "X: \x1b[31m", "(comment): y", "GET / HTTP/1.1", "X\xff: y"};
  for (const auto& each : broken) header(each, Expected::kRefused);
  const Texts names = {"Accept",
                       "Accept-Encoding",
                       "Accept-Language",
                       "Authorization",
                       "Connection",
                       "Content-Type",
                       "Cookie",
                       "Date",
                       "Expect",
                       "Forwarded",
                       "From",
                       "If-Match",
                       "If-Modified-Since",
                       "If-None-Match",
                       "If-Range",
                       "Keep-Alive",
                       "LOCAL_ADDR",
                       "Origin",
                       "Pragma",
                       "Proxy",
                       "Proxy-Connection",
                       "Range",
                       "Referer",
                       "REMOTE_ADDR",
                       "Sec-Fetch-Site",
                       "TE",
                       "Trailer",
                       "Upgrade",
                       "User-Agent",
                       "Via",
                       "X-Forwarded-For",
                       "X-Forwarded-Proto",
                       "X-HTTP-Method-Override",
                       "X-Original-URL",
                       "X-Rewrite-URL",
                       "X-Tiski-Token"};
  const Texts values = {"",
                        "*",
                        ",",
                        ",,,,,,,,,,",
                        ";",
                        ";q=",
                        "gzip;q=99999999999999999999",
                        "gzip;q=-1",
                        "a;q=0.0000000000000000000001",
                        "\"",
                        "\"\"\"\"",
                        "W/\"",
                        "=",
                        "lang=",
                        "lang=xx; desk=9",
                        "lang=%0d%0aSet-Cookie:%20a=b",
                        "<script>alert(1)</script>",
                        "bytes=0-0,1-1,-1,0-",
                        "bytes=9-1",
                        "bytes=99999999999999999999-",
                        "100-continue",
                        "close, keep-alive",
                        "websocket",
                        "h2c",
                        "trailers, deflate;q=0.5",
                        "%s%n%x",
                        "${jndi:ldap://x/a}",
                        "() { :; }; echo x",
                        "../../etc/passwd",
                        "http://evil.example",
                        "\xff\xfe\xfd",
                        "\xc3\xa4",
                        std::string(9'000, 'a'),
                        repeated("a,", 4'000),
                        repeated("lang=fi; ", 900),
                        "bytes=" + repeated("0-1,", 2'000) + "5-6"};
  for (const auto& name : names) {
    for (const auto& value : values) header(name + ": " + value, Expected::kBelow500);
  }
}

std::vector<HostileRequest> hostile_requests(int port) {
  HostileTable table(port);
  table.request_lines();
  table.paths();
  table.hosts();
  table.headers();
  table.framings();
  table.forms();
  table.parameters();
  table.sizes();
  return table.take();
}

std::vector<HostileRequest> mutated_requests(int port, unsigned seed, std::size_t count) {
  const auto host = "Host: 127.0.0.1:" + std::to_string(port) + "\r\n";
  const Texts sound = {
      "GET /fi/search?q=vihainen%20asiakas&group=kuulo HTTP/1.1\r\n" + host + "Cookie: lang=fi\r\n\r\n",
      "HEAD /fi/a/oma-virhe HTTP/1.1\r\n" + host + "If-None-Match: W/\"x\"\r\nAccept-Encoding: gzip\r\n\r\n",
      "GET /api/v1/search?q=angry&lang=en&per_page=3 HTTP/1.0\r\n" + host + "Range: bytes=0-9\r\n\r\n",
      "POST /api/v1/missing HTTP/1.1\r\n" + host +
          "Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"q\":\"a\"}"};
  const auto spice =
      "\r\n\t :;,=%/\\?#*\0\x01\x7f\xc3\xff"
      "GET0123456789"s;
  std::mt19937 random(seed);
  const auto below = [&random](std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
  };
  std::vector<HostileRequest> all;
  for (std::size_t i = 0; i < count; ++i) {
    auto bytes = sound[i % sound.size()];
    for (auto changes = below(4) + 1; changes > 0; --changes) {
      const auto at = below(bytes.size());
      const auto kind = below(3);
      if (kind == 0) bytes[at] = spice[below(spice.size())];
      if (kind == 1) bytes.insert(at, 1, spice[below(spice.size())]);
      if (kind == 2) bytes.erase(at, 1 + below(3));
    }
    all.push_back({"mutation " + std::to_string(i), std::move(bytes), Expected::kNotWhole});
  }
  return all;
}

}  // namespace tiski::test
