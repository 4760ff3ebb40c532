#include "description/server.hpp"

#include <gtest/gtest.h>

namespace http_task::description {
namespace {

TEST(server, host_is_lower_case_without_port_and_user) {
  EXPECT_EQ(host_of("https://Dialpad.COM/"), "dialpad.com");
  EXPECT_EQ(host_of("HTTP://user:pass@example.com:8080/a?b"), "example.com");
  EXPECT_EQ(host_of("https://[::1]:80/"), "::1");
  EXPECT_EQ(host_of("/api"), "");
  EXPECT_EQ(host_of("https://"), "");
  EXPECT_EQ(host_of("https://[::1"), "::1");
}

TEST(server, paths_are_joined_with_one_slash) {
  EXPECT_EQ(join_uri("https://a.example/", "/b"), "https://a.example/b");
  EXPECT_EQ(join_uri("https://a.example//", "/b"), "https://a.example/b");
  EXPECT_EQ(join_uri("https://a.example", "b"), "https://a.example/b");
  EXPECT_EQ(join_uri("/", "/b"), "/b");
}

TEST(server, variables_are_filled_once_and_within_bounds) {
  const json::array servers{
      json::object{{"url", "https://{a}.example/{open"},
                   {"variables", json::object{{"a", json::object{{"default", "{a}{a}"}}}}}}};
  warning_list warnings(10);
  EXPECT_EQ(read_servers(&servers, trail("/servers"), warnings)[0].url, "https://{a}{a}.example/{open");
  std::string long_url = "https://x.example/";
  for (int i = 0; i < 100'000; ++i)
    long_url += "{a}";
  const json::array many{json::object{
      {"url", long_url}, {"variables", json::object{{"a", json::object{{"default", long_url}}}}}}};
  EXPECT_LT(read_servers(&many, trail("/servers"), warnings)[0].url.size(), 3'000U);
}

} // namespace
} // namespace http_task::description
