#include "server/http/allowed_hosts.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace tiski {
namespace {

TEST(ParseHostPort, TakesNamesAndAddresses) {
  const std::vector<std::pair<const char*, HostPort>> table = {
      {"localhost", {"localhost", std::nullopt}}, {"LocalHost:8080", {"localhost", 8080}},
      {"127.0.0.1:0", {"127.0.0.1", 0}},          {"kb.example:65535", {"kb.example", 65535}},
      {"[::1]", {"::1", std::nullopt}},           {"[::1]:443", {"::1", 443}},
      {"[FE80::1]:80", {"fe80::1", 80}},          {"a-b_c.d1:1", {"a-b_c.d1", 1}},
  };
  for (const auto& [text, expected] : table) EXPECT_EQ(parse_host_port(text), expected) << text;
}

TEST(ParseHostPort, RefusesWhatBrowsersWouldReadAsSomethingElse) {
  for (const auto* text : {"",
                           ":80",
                           "localhost:",
                           "localhost:65536",
                           "localhost:99999999999999999999",
                           "localhost:+80",
                           "localhost: 80",
                           "localhost:80a",
                           "localhost:80:80",
                           "a b",
                           "a/b",
                           "a@b",
                           "user:x@b",
                           "a#b",
                           "a?b",
                           "a\\b",
                           "a%b",
                           "*",
                           "m\xc3\xbcller",
                           "[::1",
                           "[::1]80",
                           "[::1]x",
                           "[::1]:",
                           "[]",
                           "[127.0.0.1]",
                           "[::1%25lo]",
                           "::1"}) {
    EXPECT_EQ(parse_host_port(text), std::nullopt) << text;
  }
}

TEST(AllowedHosts, WriteLinksAsTheyWereAskedAndHttpsWhereAProxySpeaksIt) {
  const AllowedHosts hosts(8080, {{"tiski.example", std::nullopt}, {"kb.example", 443}});
  EXPECT_EQ(hosts.base_url("localhost:8080"), "http://localhost:8080");
  EXPECT_EQ(hosts.base_url("tiski.example:8080"), "http://tiski.example:8080");
  EXPECT_EQ(hosts.base_url("tiski.example"), "http://tiski.example");
  EXPECT_EQ(hosts.base_url("kb.example"), "https://kb.example");
  EXPECT_EQ(hosts.base_url("kb.example:443"), "https://kb.example:443");
  EXPECT_EQ(hosts.base_url("kb.example:80"), "http://kb.example:80");
}

}  // namespace
}  // namespace tiski
