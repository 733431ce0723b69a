#include "server/http/listener.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <exception>

namespace tiski {
namespace {

using ::testing::HasSubstr;

TEST(Listener, RefusesAPortThatIsTaken) {
  const auto first = listen_on({"127.0.0.1", 0});
  try {
    listen_on({"127.0.0.1", first.port});
    FAIL() << "two servers share a port";
  } catch (const std::exception& error) {
    EXPECT_THAT(error.what(), HasSubstr("cannot listen"));
  }
}

}  // namespace
}  // namespace tiski
