#include "server/http/router.h"

#include <fmt/format.h>
#include <httplib.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <regex>
#include <set>

#include "search/index/digest.h"
#include "server/digest.h"
#include "server/http/compression.h"
#include "server/http/response_headers.h"
#include "server/request/url.h"

namespace tiski {
namespace {

constexpr std::size_t kWorthCompressing = 600;
constexpr int kPageCompression = 4;
constexpr std::string_view kNoRoute = "-";

// A request that is there as a whole, and room for its answer: the library never waits.
class MemoryStream : public httplib::Stream {
 public:
  explicit MemoryStream(std::string_view request) : rest_(request) {}

  bool is_readable() const override { return !rest_.empty(); }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, std::size_t size) override {
    const auto count = rest_.copy(to, size);
    rest_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* from, std::size_t size) override {
    answer_.append(from, size);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return INVALID_SOCKET; }

  std::string take_answer() { return std::move(answer_); }

 private:
  std::string_view rest_;
  std::string answer_;
};

// What one answer() knows while the library has it: the library's handlers are given only its own request.
struct Exchange {
  Request* request = nullptr;
  std::string_view route = kNoRoute;
  int status = 0;
  bool keep_alive = false;
};
thread_local Exchange* current = nullptr;

// Only what the library needs to route: no header of the client's but the length of its body, no query.
std::string request_for_library(const Request& request) {
  auto text = fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\n", to_string(request.method),
                          percent_encode_path(request.path));
  if (request.method == Method::kPost || request.method == Method::kPut) {
    // Of forms the library takes 8 KiB at most; as plain bytes they come through whole.
    text += "Content-Type: application/octet-stream\r\nContent-Length: 0\r\n";
  }
  return text + "\r\n";
}

bool may_keep_alive(const Request& request, int status) {
  const bool bodyless = request.method == Method::kGet || request.method == Method::kHead;
  return bodyless && status < 400 && !request.http_1_0 && !request.wants_close;
}

// Was it sent by one of our own pages, or by no page at all?
bool is_own_origin(const Request& request) {
  const auto site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return false;
  auto origin = request.header("origin");
  if (origin.empty()) return true;
  if (origin.starts_with("https://")) {
    origin.remove_prefix(8);
  } else if (origin.starts_with("http://")) {
    origin.remove_prefix(7);
  } else {
    return false;
  }
  return std::equal(origin.begin(), origin.end(), request.host.begin(), request.host.end(), [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  });
}

void compress(const Request& request, Response& response) {
  if (response.is_gzip || response.body.size() < kWorthCompressing || !is_compressible(response.content_type)) return;
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (!accepts_gzip(request.header("accept-encoding"))) return;
  response.body = gzip(response.body, kPageCompression);
  response.is_gzip = true;
}

std::string new_request_id() {
  static const auto start = to_hex(random_bytes(3));
  static std::atomic<std::uint64_t> count = 0;
  return fmt::format("{}-{:x}", start, ++count);
}

}  // namespace

class Router::Library : public httplib::Server {
 public:
  explicit Library(Fallbacks fallbacks) : fallbacks_(std::move(fallbacks)) {
    set_exception_handler([this](const httplib::Request&, httplib::Response& to, std::exception_ptr thrown) {
      put(fallbacks_.failed(*current->request, thrown), to);
    });
    set_error_handler([this](const httplib::Request&, httplib::Response& to) {
      if (current->status != 0) return;  // one of our handlers has answered
      try {                              // the library guards its handlers, but not this one
        put(unrouted(), to);
      } catch (...) {
        put(fallbacks_.failed(*current->request, std::current_exception()), to);
      }
    });
    set_post_routing_handler([](const httplib::Request&, httplib::Response& to) { finish(to); });
  }

  void add(Method method, const std::string& pattern, std::string name, Router::Handler handler) {
    routes_.push_back({method, std::regex(pattern)});
    auto run = [this, name = std::move(name), handler = std::move(handler)](const httplib::Request& from,
                                                                            httplib::Response& to) {
      auto& request = *current->request;
      current->route = name;
      for (std::size_t i = 1; i < from.matches.size(); ++i) request.captures.push_back(from.matches[i].str());
      const bool writes = request.method == Method::kPost || request.method == Method::kPut;
      put(writes && !is_own_origin(request) ? fallbacks_.foreign_origin(request) : handler(request), to);
    };
    if (method == Method::kPost) {
      Post(pattern, run);
    } else if (method == Method::kPut) {
      Put(pattern, run);
    } else {
      Get(pattern, run);
    }
  }

  WireAnswer answer(Request request) {
    const auto begin = std::chrono::steady_clock::now();
    request.id = new_request_id();
    request.parameters = parse_parameters(request.query);
    Exchange exchange{&request};
    current = &exchange;
    const auto text = request_for_library(request);
    MemoryStream stream(text);
    bool closed = false;
    process_request(stream, true, closed, nullptr);
    current = nullptr;
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    spdlog::info("{} {} {} {:.1f}ms {}", to_string(request.method), exchange.route, exchange.status, took.count(),
                 request.id);
    return {stream.take_answer(), exchange.keep_alive};
  }

  std::string refuse(const Refusal& refusal) const {
    const auto id = new_request_id();
    spdlog::info("- refused {} {} {}", refusal.status, refusal.reason, id);
    if (!refusal.is_api) {
      return refusal_bytes(refusal, "text/html; charset=utf-8", fallbacks_.refusal_page(refusal), id);
    }
    const auto body = fmt::format(R"({{"type":"about:blank","title":"{}","status":{},"detail":"{}"}})",
                                  status_phrase(refusal.status), refusal.status, refusal.reason);
    return refusal_bytes(refusal, "application/problem+json", body, id);
  }

 private:
  struct Route {
    Method method;
    std::regex pattern;
  };

  Response unrouted() const {
    const auto& request = *current->request;
    std::set<std::string> allowed;
    for (const auto& route : routes_) {
      if (!std::regex_match(request.path, route.pattern)) continue;
      allowed.emplace(to_string(route.method));
      if (route.method == Method::kGet) allowed.emplace("HEAD");
    }
    if (allowed.empty() || allowed.count(std::string(to_string(request.method))) != 0) {
      return fallbacks_.not_found(request);
    }
    return fallbacks_.wrong_method(request, fmt::format("{}", fmt::join(allowed, ", ")));
  }

  // Our answer as the library's.
  static void put(Response response, httplib::Response& to) {
    const auto& request = *current->request;
    const bool reads = request.method == Method::kGet || request.method == Method::kHead;
    if (reads && response.status == 200 && matches_etag(request.header("if-none-match"), response.etag)) {
      response.status = 304;
      response.body.clear();
    }
    compress(request, response);
    current->status = response.status;
    current->keep_alive = may_keep_alive(request, response.status);
    to.status = response.status;
    to.headers.clear();
    for (auto& [name, value] : response.headers) to.headers.emplace(name, value);
    if (!response.etag.empty()) to.headers.emplace("ETag", response.etag);
    to.headers.emplace("Cache-Control", response.cache_control);
    if (!response.body.empty()) to.headers.emplace("Content-Type", response.content_type);
    if (response.is_gzip && !response.body.empty()) to.headers.emplace("Content-Encoding", "gzip");
    to.body = std::move(response.body);
  }

  // The last word, after the library has added its own headers.
  static void finish(httplib::Response& to) {
    for (const auto* name : {"Keep-Alive", "Connection", "Accept-Ranges"}) to.headers.erase(name);
    if (to.status == 304) to.headers.erase("Content-Length");
    if (!current->keep_alive) to.headers.emplace("Connection", "close");
    to.headers.emplace("Date", http_date());
    to.headers.emplace("X-Request-Id", current->request->id);
    for (const auto& [name, value] : security_headers()) to.headers.emplace(name, value);
  }

  Fallbacks fallbacks_;
  std::vector<Route> routes_;
};

Router::Router(Fallbacks fallbacks) : library_(std::make_unique<Library>(std::move(fallbacks))) {}
Router::~Router() = default;

void Router::add(Method method, const std::string& pattern, std::string name, Handler handler) {
  library_->add(method, pattern, std::move(name), std::move(handler));
}

WireAnswer Router::answer(Request request) const {
  try {
    return library_->answer(std::move(request));
  } catch (const std::exception& error) {
    spdlog::error("no answer: {}", error.what());
    return {};
  }
}
std::string Router::refuse(const Refusal& refusal) const { return library_->refuse(refusal); }

}  // namespace tiski
