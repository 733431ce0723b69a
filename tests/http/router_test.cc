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
