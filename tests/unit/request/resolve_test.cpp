#include "request/resolve.hpp"
#include "json/parse.hpp"
#include "json/write.hpp"

#include <gtest/gtest.h>

namespace http_task::request {
namespace {

// The uri with `value` for ${v}, or "type pointer" of the problem.
std::string uri_with(std::string_view uri, std::string_view value) {
  const json::value settings = json::object{{"uri", uri}};
  const json::value data = json::object{{"v", value}, {"w", "w"}};
  redactor used;
  const result<json::value> r = resolve(settings, {&data, nullptr}, used);
  return r ? std::string(json::view(r->at("uri").as_string())) : r.error().type + " " + r.error().pointer;
}

constexpr std::string_view changed = "url.structure_changed /uri";

} // namespace

TEST(ResolveUri, PutsValuesIn) {
  EXPECT_EQ(uri_with("https://${v}.good.example/x", "tenant1"), "https://tenant1.good.example/x");
  EXPECT_EQ(uri_with("https://${v}/x", "localhost:8080"), "https://localhost:8080/x");
  EXPECT_EQ(uri_with("https://h.test/${v}/b?c=${v}", "a"), "https://h.test/a/b?c=a");
  EXPECT_EQ(uri_with("${v}/users", "https://h.test/api"), "https://h.test/api/users");
  EXPECT_EQ(uri_with("${v}", "https://h.test/a?b#c"), "https://h.test/a?b#c");
  EXPECT_EQ(uri_with("https://h.test:8080${v}", "/a/b?c=d"), "https://h.test:8080/a/b?c=d");
  EXPECT_EQ(uri_with("https://h.test/${v}", "a/b?c=d&e"), "https://h.test/a/b?c=d&e") << "as Conductor does";
  EXPECT_EQ(uri_with("http${v}://h.test/", "s"), "https://h.test/");
}

TEST(ResolveUri, KeepsTheHost) {
  EXPECT_EQ(uri_with("https://${v}:443/x", "x@evil.example"), changed);
  EXPECT_EQ(uri_with("https://${v}.good.example/x", "evil.example/"), changed);
  EXPECT_EQ(uri_with("https://${v}.good.example/x", "evil.example?"), changed);
  EXPECT_EQ(uri_with("https://${v}.good.example/x", "evil.example#"), changed);
  EXPECT_EQ(uri_with("https://${v}.good.example/x", "evil.example\\\\"), changed);
  EXPECT_EQ(uri_with("https://${v}.good.example/x", "evil.example:80"), changed);
  EXPECT_EQ(uri_with("https://${v}:443/x", "evil.example:80"), changed);
  EXPECT_EQ(uri_with("https://${v}.good.example/x", "[::1]"), changed);
  EXPECT_EQ(uri_with("https://good.example${v}/x", "@evil.example"), changed);
  EXPECT_EQ(uri_with("https://good.example${v}.test/x", "/"), changed);
  EXPECT_EQ(uri_with("https://${v}${w}/x", "/"), changed);
  EXPECT_EQ(uri_with("http${v}h.test/", "://evil.example/"), changed);
}

TEST(ResolveUri, KeepsThePath) {
  EXPECT_EQ(uri_with("https://h.test/users/${v}/x", "../admin"), changed);
  EXPECT_EQ(uri_with("https://h.test/users/${v}", ".."), changed);
  EXPECT_EQ(uri_with("https://h.test/users/.${v}", "."), changed);
  EXPECT_EQ(uri_with("https://h.test/users/${v}", "%2E%2e"), changed);
  EXPECT_EQ(uri_with("https://h.test/users/${v}", "a#"), changed);
  EXPECT_EQ(uri_with("https://h.test/users/${v}", "{id}"), changed);
  EXPECT_EQ(uri_with("https://h.test/../${v}", "a"), "https://h.test/../a") << "what is written may";
  EXPECT_EQ(uri_with("https://h.test/?q=${v}", "../a"), "https://h.test/?q=../a")
      << "a query has no segments";
}

TEST(Resolve, ResolvesTheRestToo) {
  const json::value settings =
      *json::parse(R"({"http_request":{"uri":"https://h.test/${v}","body":"${n}"}})");
  const json::value data = *json::parse(R"({"v":"a","n":5})");
  redactor used;
  EXPECT_EQ(json::write(*resolve(settings, {&data, nullptr}, used)),
            R"({"http_request":{"uri":"https://h.test/a","body":5}})");
}

TEST(Resolve, FailsLikeExpressions) {
  const json::value settings =
      *json::parse(R"({"http_request":{"uri":"https://${v}/","headers":{"X":"${nope}"}}})");
  json::value data = *json::parse(R"({"v":"a/b"})");
  redactor used;
  const result<json::value> unresolved = resolve(settings, {&data, nullptr}, used);
  ASSERT_FALSE(unresolved);
  EXPECT_EQ(unresolved.error().type, "expression.unresolved");
  EXPECT_EQ(unresolved.error().source, "settings");
  EXPECT_EQ(unresolved.error().pointer, "/http_request/headers/X");
  data.as_object()["nope"] = 1;
  EXPECT_EQ(resolve(settings, {&data, nullptr}, used).error().pointer, "/http_request/uri");
}

// Reading says what it is instead.
TEST(Resolve, LeavesWhatIsNoSettings) {
  redactor used;
  EXPECT_EQ(*resolve(json::value(5), {}, used), json::value(5));
}

TEST(ResolveFilters, RefusesExpressionsInThem) {
  const json::value data = json::object{{"v", "'] || @['"}};
  redactor used;
  for (const std::string_view text :
       {R"({"http_request":{"uri":"http://h.test/","outputFilter":{"a":"$.response.body[?@.b=='${v}']"}}})",
        R"({"http_request":{"uri":"http://h.test/","successCondition":"${v}"}})"}) {
    const result<json::value> r = resolve(json::parse(text).value(), {&data, nullptr}, used);
    ASSERT_FALSE(r) << text;
    EXPECT_EQ(r.error().type, "expression.invalid");
    EXPECT_TRUE(r.error().pointer.starts_with("/http_request/")) << r.error().pointer;
  }
}

} // namespace http_task::request
