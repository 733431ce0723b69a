#include "tests/http/hostile_table.h"

namespace tiski::test {
namespace {

using namespace std::string_literals;
using Texts = std::vector<std::string>;

}  // namespace

void HostileTable::framings() {
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

void HostileTable::forms() {
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

void HostileTable::parameters() {
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

void HostileTable::sizes() {
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

}  // namespace tiski::test
