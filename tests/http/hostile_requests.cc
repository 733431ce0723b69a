#include "tests/http/hostile_requests.h"

#include <random>
#include <string_view>

namespace tiski::test {
namespace {

using Expected = HostileRequest::Expected;
using namespace std::string_literals;
using Texts = std::vector<std::string>;

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string short_name(const std::string& text) {
  std::string name;
  for (const char c : text.substr(0, 60)) name += c > 0x20 && c < 0x7f ? c : '_';
  return name;
}

class Table {
 public:
  explicit Table(int port) : host_("127.0.0.1:" + std::to_string(port)) {}

  void add(const std::string& name, std::string bytes, Expected expected) {
    all_.push_back({short_name(name), std::move(bytes), expected});
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

void Table::request_lines() {
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

void Table::paths() {
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

void Table::hosts() {
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

void Table::headers() {
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

void Table::framings() {
  const Texts headers = {
      "Transfer-Encoding: chunked",
      "Transfer-Encoding: identity",
      "Transfer-Encoding: gzip, chunked",
      "transfer-encoding:chunked",
      "Transfer-Encoding: xchunked",
      "Transfer-Encoding:\tchunked",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
      "Transfer-Encoding : chunked",
      "Transfer-Encoding\r\n: chunked",
      "X: y\r\n Transfer-Encoding: chunked",
      "Transfer-Encoding: ",
      "Content-Encoding: gzip",
      "Content-Encoding: deflate",
      "Content-Encoding: br",
      "Content-Length: 5, 5",
      "Content-Length: +5",
      "Content-Length: -5",
      "Content-Length: 0x5",
      "Content-Length: 5 5",
      "Content-Length: 5.0",
      "Content-Length: 1e3",
      "Content-Length:",
      "Content-Length: 18446744073709551617",
      "Content-Length: 99999999999",
      "Content-Length : 5",
      "Content-Length: 5\r\nContent-Length: 6",
      "Content-Length: 0\r\nContent-Length: 5",
      "Content-Length: \xd9\xa5",
  };
  const Texts lengths = {"", "Content-Length: 5\r\n", "Content-Length: 0\r\n", "Content-Length: 30\r\n"};
  const auto smuggled = "GET /smuggled HTTP/1.1\r\nHost: evil.example\r\n\r\n"s;
  for (const auto& each : headers) {
    for (const auto& length : lengths) {
      for (const auto& body : {"0\r\n\r\n" + smuggled, "5\r\nhello\r\n0\r\n\r\n"s, smuggled, ""s}) {
        post("/fi/feedback", length + each + "\r\n", body, Expected::kRefused);
        post("/api/v1/missing", each + "\r\n" + length, body, Expected::kRefused);
      }
      header(length + each, Expected::kRefused);
    }
  }
  for (const auto* length : {"1", "48", "65536"}) header("Content-Length: "s + length, Expected::kRefused);
  post("/fi/feedback", "", smuggled, Expected::kRefused);
  post("/fi/feedback", "Content-Length: 65537\r\n", smuggled, Expected::kRefused);
  post("/fi/feedback", "Content-Length: 60000\r\n", "not all of it", Expected::kNotWhole);
  post("/fi/feedback", "Expect: 100-continue\r\nContent-Length: 3\r\n", "abc");
  for (std::size_t size = 0; size < smuggled.size(); ++size)
    add("a part", smuggled.substr(0, size), Expected::kNotWhole);
  for (const auto* end : {"\n\n", "\r\r", "\n", "\r", "\r\n\r", "\n\r\n"}) {
    add("ends with an odd line end", "GET /fi/ HTTP/1.1\r\nHost: " + host_ + end, Expected::kNotWhole);
    add("lines with an odd end", "GET /fi/ HTTP/1.1"s + end + "Host: " + host_ + end + end, Expected::kNotWhole);
  }
}

void Table::forms() {
  const auto deep = repeated("[", 30'000);
  const Texts bodies = {"",
                        "=",
                        "&&&&",
                        "verdict=helped",
                        "verdict=%ff&text=%00",
                        "token=a.b.c&verdict=helped&article=x",
                        "q=" + std::string(60'000, 'q'),
                        repeated("a=b&", 10'000),
                        "{}",
                        "{",
                        "[]",
                        "null",
                        "\"x\"",
                        deep,
                        repeated("{\"a\":", 10'000),
                        "{\"q\":1}",
                        "{\"q\":\"\xff\"}",
                        "{\"q\":\"\\ud800\"}",
                        "{\"token\":\"..\",\"q\":\"x\"}",
                        "{\"q\":\"a\",\"q\":\"b\"}",
                        "\x1f\x8b\x08\0\0\0\0\0"s,
                        "--x\r\n\r\n--x--"};
  const Texts types = {"application/x-www-form-urlencoded",
                       "application/json",
                       "text/plain",
                       "multipart/form-data; boundary=x",
                       "multipart/form-data; boundary=" + std::string(8'000, '-'),
                       "application/json; charset=utf-7",
                       "",
                       "application/xml"};
  const Texts origins = {"",
                         "Origin: null\r\n",
                         "Origin: http://evil.example\r\n",
                         "Origin: http://" + host_ + ".evil.example\r\n",
                         "Origin: http://" + host_ + "\r\n",
                         "Sec-Fetch-Site: cross-site\r\n"};
  for (const auto& path :
       {"/fi/feedback", "/fi/missing", "/api/v1/feedback", "/api/v1/missing", "/fi/", "/api/v1/search"}) {
    for (const auto& type : types) {
      for (const auto& body : bodies) {
        const auto& origin = origins[(body.size() + type.size()) % origins.size()];
        post(path, origin + "Content-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n",
             body, Expected::kRefused);
      }
    }
  }
}

void Table::parameters() {
  const Texts values = {"",
                        "%",
                        "%00",
                        "%0d%0aX:%20y",
                        "%ff%fe",
                        "-1",
                        "0",
                        "101",
                        "99999999999999999999",
                        "1e9",
                        "%2b1",
                        "0x10",
                        "NaN",
                        "..%2f..",
                        "%22%3E%3Cscript%3E",
                        "%27%20OR%201=1--",
                        "%7B%7Bt.x%7D%7D",
                        "%E2%80%AE",
                        "%F0%9F%98%80",
                        "%CC%81",
                        std::string(2'000, 'a'),
                        repeated("%22", 700),
                        repeated("-a%20", 500),
                        repeated("%28", 900),
                        "*",
                        "%5C",
                        "a?b",
                        "a;b",
                        "%C2%AD%E2%80%8B"};
  const Texts names = {"q",      "page", "per_page", "sort",     "group",   "topic", "lang", "prefix", "limit",
                       "format", "desk", "sent",     "reported", "nothing", "%71",   "q%00", "q[]",    "__proto__"};
  for (const auto& path : {"/fi/search", "/fi/", "/fi/a/oma-virhe", "/api/v1/search", "/api/v1/suggest",
                           "/api/v1/facets", "/api/v1/articles", "/sv/az", "/opensearch.xml", "/en/glossary"}) {
    for (const auto& name : names) {
      for (const auto& value : values) get(path + "?"s + name + "=" + value, Expected::kBelow500);
    }
    for (const auto& each : {"???", "?&&&&", "?=&=&", "?a", "?%", "?q=a&q=b&q=c", "?q", "?q==a=b", "?a=b?c=d"})
      get(path + std::string(each), Expected::kBelow500);
    get(path + "?"s + repeated("q=a&", 1'900), Expected::kBelow500);
    get(path + "?"s + repeated("group=kuulo&", 600), Expected::kBelow500);
  }
}

void Table::sizes() {
  get("/" + std::string(1'100, 'a'), Expected::kRefused);
  get("/fi/" + repeated("a/", 450), Expected::kRefused);
  get("/fi/search?q=" + std::string(9'000, 'a'), Expected::kRefused);
  get("/" + std::string(60'000, 'a'), Expected::kRefused);
  add("a line without end", std::string(200'000, 'a'), Expected::kRefused);
  add("a header without end", "GET / HTTP/1.1\r\nX: " + std::string(200'000, 'a'), Expected::kRefused);
  for (const auto count : {65UL, 500UL, 5'000UL}) header(repeated("X: y\r\n", count) + "Z: w", Expected::kRefused);
  header(repeated("X-" + std::string(400, 'a') + ": y\r\n", 100) + "Z: w", Expected::kRefused);
  header("Cookie: " + std::string(40'000, 'c'), Expected::kRefused);
}

}  // namespace

std::vector<HostileRequest> hostile_requests(int port) {
  Table table(port);
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
