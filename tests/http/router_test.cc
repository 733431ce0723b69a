#include "server/http/router.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <new>
#include <stdexcept>
#include <string>

namespace tiski {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* kSecret = "what only the log may say";

Response page(int status, std::string body) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

Router::Fallbacks fallbacks(Router::Handler not_found) {
  Router::Fallbacks made;
  made.not_found = std::move(not_found);
  made.wrong_method = [](const Request&, const std::string&) { return page(405, "method"); };
  made.foreign_origin = [](const Request&) { return page(403, "origin"); };
  made.failed = [](const Request&, const std::exception_ptr&) { return page(500, "something failed"); };
  made.refusal_page = [](const Refusal&) { return std::string("refused"); };
  return made;
}

std::string answer_to(const Router& router, const std::string& path) {
  Request request;
  request.path = path;
  request.host = "localhost:8080";
  return router.answer(std::move(request)).bytes;
}

auto tells_nothing() {
  return AllOf(StartsWith("HTTP/1.1 500"), HasSubstr("something failed"), Not(HasSubstr(kSecret)),
               Not(HasSubstr("EXCEPTION")), HasSubstr("Content-Security-Policy: default-src 'none'"));
}

TEST(Router, TellsNobodyWhatAHandlerHasThrown) {
  Router router(fallbacks([](const Request&) { return page(404, "nothing"); }));
  router.add(Method::kGet, "/throws", "throws", [](const Request&) -> Response { throw std::runtime_error(kSecret); });
  router.add(Method::kGet, "/throws-no-exception", "throws", [](const Request&) -> Response { throw kSecret; });
  EXPECT_THAT(answer_to(router, "/throws"), tells_nothing());
  EXPECT_THAT(answer_to(router, "/throws-no-exception"), tells_nothing());
}

// What a browser is told, word for word: a policy that was loosened by mistake would still be on every answer.
TEST(Router, SendsThePolicyAndNoHeaderOfTheLibrary) {
  Router router(fallbacks([](const Request&) { return page(404, "nothing"); }));
  router.add(Method::kGet, "/", "root", [](const Request&) { return page(200, "x"); });
  const auto bytes = answer_to(router, "/");
  for (const auto* header :
       {"Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src "
        "'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'\r\n",
        "X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: same-origin\r\n", "X-Frame-Options: DENY\r\n",
        "Cross-Origin-Opener-Policy: same-origin\r\n", "Cross-Origin-Resource-Policy: same-origin\r\n"}) {
    EXPECT_THAT(bytes, HasSubstr(header));
    EXPECT_THAT(router.refuse({}), HasSubstr(header));
  }
  for (const auto* header : {"Keep-Alive:", "Accept-Ranges:", "Connection:", "Server:"}) {
    EXPECT_THAT(bytes, Not(HasSubstr(header)));
  }
}

TEST(Router, KeepsTheConnectionAfterAPageThatWasReadAndAfterNothingElse) {
  Router router(fallbacks([](const Request&) { return page(404, "nothing"); }));
  router.add(Method::kGet, "/", "root", [](const Request&) { return page(200, "x"); });
  router.add(Method::kPost, "/", "write", [](const Request&) { return page(200, "x"); });
  const auto keeps = [&router](Method method, const std::string& path, bool http_1_0 = false,
                               bool wants_close = false) {
    Request request;
    request.method = method;
    request.path = path;
    request.http_1_0 = http_1_0;
    request.wants_close = wants_close;
    const auto answer = router.answer(std::move(request));
    const bool says_close = answer.bytes.find("\r\nConnection: close\r\n") != std::string::npos;
    EXPECT_NE(answer.keep_alive, says_close) << path;
    return answer.keep_alive;
  };
  EXPECT_TRUE(keeps(Method::kGet, "/"));
  EXPECT_TRUE(keeps(Method::kHead, "/"));
  EXPECT_FALSE(keeps(Method::kPost, "/"));
  EXPECT_FALSE(keeps(Method::kGet, "/nowhere"));
  EXPECT_FALSE(keeps(Method::kGet, "/", true));
  EXPECT_FALSE(keeps(Method::kGet, "/", false, true));
}

TEST(Router, RefusesHeadWithoutABodyAndTheApiInJson) {
  const Router router(fallbacks([](const Request&) { return page(404, "nothing"); }));
  EXPECT_THAT(router.refuse({400, "odd"}), testing::EndsWith("\r\n\r\nrefused"));
  EXPECT_THAT(router.refuse({400, "odd", "", false, true}), testing::EndsWith("\r\n\r\n"));
  EXPECT_THAT(router.refuse({400, "odd", "", true}), HasSubstr("application/problem+json"));
  EXPECT_THAT(router.refuse({405, "odd", "GET, HEAD"}), HasSubstr("\r\nAllow: GET, HEAD\r\n"));
}

TEST(Router, EndsTheConnectionWhereThereIsNoMemoryForAnAnswer) {
  auto poor = fallbacks([](const Request&) { return page(404, "nothing"); });
  poor.failed = [](const Request&, const std::exception_ptr&) -> Response { throw std::bad_alloc(); };
  Router router(std::move(poor));
  router.add(Method::kGet, "/throws", "throws", [](const Request&) -> Response { throw std::bad_alloc(); });
  Request request;
  request.path = "/throws";
  const auto answer = router.answer(std::move(request));
  EXPECT_EQ(answer.bytes, "");
  EXPECT_FALSE(answer.keep_alive);
}

TEST(Router, TellsNobodyWhatThePageForNothingHasThrown) {
  const Router router(fallbacks([](const Request&) -> Response { throw std::runtime_error(kSecret); }));
  EXPECT_THAT(answer_to(router, "/nowhere"), tells_nothing());
}

}  // namespace
}  // namespace tiski
