#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiski {

enum class Method { kGet, kHead, kPost, kPut };

std::string_view to_string(Method method);

using HeaderList = std::vector<std::pair<std::string, std::string>>;

// Names and values of a query or a form, decoded, in their order; repeated names stay.
using Parameters = std::vector<std::pair<std::string, std::string>>;

// One whole request that has passed the vetting (request_vetting.h): what handlers see. Only the headers that some
// handler needs are kept, with lower-case names and values as sent.
struct Request {
  Method method = Method::kGet;
  bool http_1_0 = false;
  bool wants_close = false;  // Connection: close
  std::string path;          // percent-decoded, UTF-8, begins with '/', without empty, "." and ".." segments
  std::string query;         // as sent, without '?'
  Parameters parameters;     // of the query, read by the worker; text is sanitised (search/language/text.h)
  HeaderList headers;
  std::string host;      // as sent, on the list of allowed hosts
  std::string base_url;  // "http://" + host
  std::string body;
  std::string id;                     // in the log and in X-Request-Id
  std::vector<std::string> captures;  // what the route's groups matched in the path

  // The value of a kept header; empty where it is absent.
  std::string_view header(std::string_view lower_case_name) const;
  // The first value of a parameter; empty where it is absent.
  std::string_view parameter(std::string_view name) const;
  bool has_parameter(std::string_view name) const;
};

// What a handler answers. The router adds what every answer has: security headers, request id, date, length,
// compression, connection.
struct Response {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  HeaderList headers;
  std::string etag;  // with quotes and W/; empty: none
  std::string cache_control = "no-cache";
  bool is_gzip = false;  // the body has been compressed already
};

// A refusal on the way in, before any handler: status and a few words, English, for the log and for problem+json.
struct Refusal {
  int status = 400;
  std::string reason = {};
  std::string allow = {};  // 405: the methods that are allowed
  bool is_api = false;     // asked of /api/: answered in JSON
  bool is_head = false;    // answered without a body
};

// "404" → "Not Found"; "Error" for unknown ones.
std::string_view status_phrase(int status);

}  // namespace tiski
