// Any bytes as what a client sends: what passes the vetting keeps its promises, and everything that reads a passed
// request bears it.
#include <algorithm>

#include "search/language/text.h"
#include "server/http/compression.h"
#include "server/http/request_vetting.h"
#include "server/http/response_headers.h"
#include "server/request/form_body.h"
#include "server/request/preferred_language.h"
#include "server/request/search_state.h"
#include "server/request/url.h"
#include "server/state/masking.h"
#include "tests/fuzz/require.h"

namespace tiski {
namespace {

const AllowedHosts kHosts(8080, {{"tiski.example", std::nullopt}, {"kb.example", 443}});
const HttpLimits kLimits;

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

KnowledgeBase make_kb() {
  KnowledgeBase kb;
  kb.languages = {"fi", "en", "sv"};
  for (const auto* name : {"topic", "group"}) {
    Facet facet;
    facet.name = name;
    facet.multiple = kb.facets.empty();
    for (const auto* value : {"a", "b", "c"}) facet.values.push_back({value, {}});
    kb.facets.push_back(facet);
  }
  return kb;
}

void check_state(const Request& request) {
  static const KnowledgeBase kKb = make_kb();
  const auto state = read_page_state(request.parameters, kKb, "fi");
  require(code_point_count(state.q) <= kMaxQueryCodePoints, "a query has at most so many characters");
  require(state.page >= 1 && state.page <= kMaxPage && state.per_page >= 1 && state.per_page <= kMaxPerPage,
          "numbers are within their limits");
  const auto url = search_url(state, kKb);
  require(std::all_of(url.begin(), url.end(), [](char c) { return c > 0x20 && c < 0x7f; }), "a link is plain", url);
  require(std::count(url.begin(), url.end(), '?') <= 1, "a link has one question mark", url);
  const auto again =
      read_page_state(parse_parameters(url.substr(std::min(url.find('?'), url.size() - 1) + 1)), kKb, "fi");
  require(search_url(again, kKb) == url, "a link leads to the state that made it", url);
  read_api_state(request.parameters, kKb);
}

void check_passed(const Head& head, std::string body) {
  auto request = head.request;
  request.parameters = parse_parameters(request.query);
  require(kHosts.allows(request.host), "the Host is on the list", request.host);
  require(request.path.starts_with('/') && !has_control(request.path), "a path is plain", request.path);
  require(sanitize(request.path) == request.path, "a path is UTF-8", request.path);
  require(("/" + request.path + "/").find("/../") == std::string::npos && request.path.find("//") == std::string::npos,
          "a path has no dot and no empty segment", request.path);
  require(head.body_size <= (is_trainer_path(request.path) ? kLimits.max_trainer_body : kLimits.max_body),
          "a body is within its limit");
  for (const auto& [name, value] : request.headers)
    require(!has_control(value) || value.find('\t') != value.npos, "a value is plain", value);
  for (const auto& [name, value] : request.parameters) {
    require(sanitize(name) == name && sanitize(value) == value, "parameters are clean text", value);
  }
  request.body = std::move(body);
  if (const auto fields = read_form_body(request)) {
    for (const auto& [name, value] : *fields) require(sanitize(value) == value, "fields are clean text", value);
  }
  require(preferred_language(request.header("cookie"), request.header("accept-language"), {"fi", "en"}).size() == 2,
          "a language is one of ours");
  accepts_gzip(request.header("accept-encoding"));
  matches_etag(request.header("if-none-match"), "W/\"x\"");
  check_state(request);
}

void check_bytes(const std::string& bytes) {
  const auto arrival = find_head(bytes, 0, kLimits);
  if (arrival.state != Arrival::State::kHeadComplete) {
    require(arrival.state == Arrival::State::kIncomplete || arrival.refusal.status >= 400, "a refusal has a status");
    return;
  }
  require(find_head(bytes, arrival.head_size / 2, kLimits).head_size == arrival.head_size,
          "the head ends at the same place however it arrives");
  const auto vetted = vet_head(std::string_view(bytes).substr(0, arrival.head_size), kHosts, kLimits);
  if (const auto* refusal = std::get_if<Refusal>(&vetted)) {
    require(refusal->status >= 400 && refusal->status <= 505 && !has_control(refusal->reason), "a refusal says why");
    require(refusal->reason.find_first_of("\"\\") == std::string::npos, "a reason is fit for JSON", refusal->reason);
    return;
  }
  const auto& head = std::get<Head>(vetted);
  check_passed(head, bytes.substr(arrival.head_size, head.body_size));
}

}  // namespace
}  // namespace tiski

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tiski;
  const auto bytes = bytes_of(data, size);
  check_bytes(bytes);
  // What is no head by itself is looked at as a target and as the value of headers.
  check_bytes("GET /" + bytes + " HTTP/1.1\r\nHost: localhost:8080\r\n\r\n");
  check_bytes("POST /fi/feedback HTTP/1.1\r\nHost: localhost:8080\r\nCookie: " + bytes +
              "\r\nContent-Length: 9\r\n\r\n" + bytes);
  const auto once = mask_personal_data(sanitize(bytes));
  require(sanitize(once) == once, "masking leaves clean text", once);
  return 0;
}
