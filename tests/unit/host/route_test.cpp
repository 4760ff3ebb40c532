#include "sandbox/route.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

using values = std::map<std::string, std::string>;

TEST(MatchPath, TakesPlaceholders) {
  EXPECT_EQ(match_path("/users/{id}", "/users/42"), (values{{"id", "42"}}));
  EXPECT_EQ(match_path("/users/{id}/keys/{key}", "/users/a%2Fb/keys/k"),
            (values{{"id", "a%2Fb"}, {"key", "k"}}));
  EXPECT_EQ(match_path("/plain", "/plain"), values{});
}

TEST(MatchPath, TakesPartsOfASegment) {
  EXPECT_EQ(match_path("/files/{name}.json", "/files/a.b.json"), (values{{"name", "a.b"}}));
  EXPECT_EQ(match_path("/{a}-{b}", "/x-y-z"), (values{{"a", "x"}, {"b", "y-z"}}));
  EXPECT_FALSE(match_path("/files/{name}.json", "/files/.json"));
}

TEST(MatchPath, TakesTheEndAsFixed) {
  EXPECT_EQ(match_path("/{name}.json", "/a.json.json"), (values{{"name", "a.json"}}));
  EXPECT_EQ(match_path("/{a}{b}", "/xyz"), (values{{"a", "x"}, {"b", "yz"}}));
  EXPECT_FALSE(match_path("/{a}-{b}", "/x-"));
  EXPECT_FALSE(match_path("/ab{x}bc", "/abc"));
}

TEST(MatchPath, IsLinear) {
  std::string pattern = "/";
  for (int i = 0; i < 200; ++i)
    pattern += "{p" + std::to_string(i) + "}-";
  EXPECT_FALSE(match_path(pattern + "x", "/" + std::string(20'000, '-')));
}

TEST(MatchPath, RefusesTheRest) {
  EXPECT_FALSE(match_path("/users/{id}", "/users/"));
  EXPECT_FALSE(match_path("/users/{id}", "/users/1/2"));
  EXPECT_FALSE(match_path("/users/{id}", "/users"));
  EXPECT_FALSE(match_path("/users", "/Users"));
  EXPECT_FALSE(match_path("/a{", "/b"));
}

json::object description(const char* servers) {
  return *parse_object(std::string(R"({"properties": {"uri": {"default": "https://api.test/v1/items/{id}"}},
                          "endpoint": {"method": "GET", "path": "/items/{id}", "servers": )") +
                           servers + "}}",
                       "test");
}

sandbox_request request(const char* host, const char* target, const char* method = "GET") {
  return {"https", method, target, {{"host", host}}, {}};
}

TEST(FindRoute, ComparesHostMethodAndPath) {
  const json::object d =
      description(R"([{"url": "https://API.test/v1/"}, {"url": "https://two.test:8443"}])");
  const auto way = find_route(d, request("api.test", "/v1/items/7?x=1"));
  ASSERT_TRUE(way);
  EXPECT_EQ(way->uri, "https://API.test/v1/items/{id}");
  EXPECT_EQ(way->path_parameters, (values{{"id", "7"}}));
  EXPECT_TRUE(find_route(d, request("two.test:8443", "/items/7")));
  EXPECT_FALSE(find_route(d, request("two.test", "/v1/items/7")));
  EXPECT_FALSE(find_route(d, request("other.test", "/v1/items/7")));
  EXPECT_TRUE(find_route(d, request("other.test", "/v1/items/7"), hosts::any));
  EXPECT_FALSE(find_route(d, request("api.test", "/v1/items/7", "POST")));
}

TEST(FindRoute, TakesLoopbackForAnyServer) {
  const json::object d = description(R"([{"url": "https://api.test/v1"}])");
  EXPECT_TRUE(find_route(d, request("127.0.0.1:4000", "/v1/items/7")));
  EXPECT_TRUE(find_route(d, request("[::1]:4000", "/v1/items/7")));
  EXPECT_TRUE(find_route(d, request("localhost:4000", "/v1/items/7")));
}

TEST(FindRoute, TakesTheUriWithoutServers) {
  EXPECT_TRUE(find_route(description("[]"), request("api.test", "/v1/items/7")));
  EXPECT_FALSE(find_route(description("[]"), request("other.test", "/v1/items/7")));
}

} // namespace
} // namespace http_task::host
