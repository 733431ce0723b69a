#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <string>

#include "server/http/front.h"
#include "server/http/message.h"

namespace tiski {

// From a vetted request to the bytes of its answer: cpp-httplib parses and routes it over a stream in memory, our
// handlers answer, and every answer gets what all of them have (security headers, request id, date, ETag and 304, gzip,
// length, keep-alive or close). The only place that knows the library. Routes are added before the first answer();
// then thread safe.
class Router {
 public:
  using Handler = std::function<Response(const Request&)>;

  // Answers for what no route is there for.
  struct Fallbacks {
    Handler not_found;
    std::function<Response(const Request&, const std::string& allow)> wrong_method;  // the path has other methods
    Handler foreign_origin;  // a POST or PUT that comes from another site
    // Something was thrown; may not throw itself. What it says must not be what the exception says.
    std::function<Response(const Request&, std::exception_ptr)> failed;
    std::function<std::string(const Refusal&)> refusal_page;  // HTML, ready made: it is asked on the front's own thread
  };

  explicit Router(Fallbacks fallbacks);
  ~Router();

  // `pattern` is an ECMAScript regular expression for the whole decoded path; its groups are Request::captures. GET
  // answers HEAD too. `name` is what the access log says of the request.
  void add(Method method, const std::string& pattern, std::string name, Handler handler);

  // Without bytes where there is no memory for an answer.
  WireAnswer answer(Request request) const;
  std::string refuse(const Refusal& refusal) const;

 private:
  class Library;
  std::unique_ptr<Library> library_;
};

}  // namespace tiski
