#include "request_from.hpp"

#include <gtest/gtest.h>

namespace http_task::request {
namespace {

// Or the type of the problem.
std::string target_of(std::string_view text) {
  const result<prepared> r = request_from(text);
  return r ? r->message.target : r.error().type;
}

} // namespace

TEST(Build, MakesDialpadsCallSubscription) {
  const message::request r = request_from(R"({"endpoint":{"id":"dialpad.com:POST:/api/v2/subscriptions/call"},
    "method":"POST","uri":"https://dialpad.com/api/v2/subscriptions/call",
    "headers":{"Content-Type":"application/json"},"body":{"endpoint_id":9007199254740993,"enabled":true},
    "authentication":{"type":"bearer","token":"abc"}})")
                                 .value()
                                 .message;
  EXPECT_EQ(r.method, "POST");
  EXPECT_EQ(r.origin, (message::origin{"https", "dialpad.com", 443}));
  EXPECT_EQ(r.target, "/api/v2/subscriptions/call");
  EXPECT_EQ(r.body, R"({"endpoint_id":9007199254740993,"enabled":true})");
  EXPECT_EQ(*r.headers.find("Authorization"), "Bearer abc");
  EXPECT_EQ(*r.headers.find("Content-Type"), "application/json");
  for (const std::string_view set_by_client : {"Host", "Content-Length", "Connection"})
    EXPECT_FALSE(r.headers.contains(set_by_client));
}

TEST(Build, PutsPathParametersIn) {
  EXPECT_EQ(
      target_of(
          R"({"uri":"http://h.test/u/{id}/{x}","pathParameters":{"id":18446744073709551615,"x":"a/b"}})"),
      "/u/18446744073709551615/a%2Fb");
  EXPECT_EQ(target_of(R"({"uri":"http://h.test/u/{ids}","pathParameters":{"ids":[1,2]}})"), "/u/1,2");
  EXPECT_EQ(failure_of(R"({"uri":"http://h.test/{id}"})"), "input.path_param /pathParameters/id");
  EXPECT_EQ(failure_of(R"({"uri":"http://h.test/{a}","pathParameters":{"a":".."}})"),
            "input.path_param /pathParameters/a");
  EXPECT_EQ(failure_of(R"({"uri":"http://h.test/{a}","pathParameters":{"a":""}})"),
            "input.path_param /pathParameters/a");
}

TEST(Build, AppendsQueryParametersInOrder) {
  EXPECT_EQ(target_of(
                R"({"uri":"http://h.test/a?z=1",
              "queryParameters":{"b":[1,"x y"],"a":true,"n":null,"c":0.5,"e":[]}})"),
            "/a?z=1&b=1&b=x%20y&a=true&c=0.5");
  EXPECT_EQ(target_of(R"({"uri":"http://h.test","queryParameters":{"a=b&c":"[1]"}})"), "/?a%3Db%26c=%5B1%5D");
}

TEST(Build, ExpandsUriTemplates) {
  const auto target = [](std::string_view uri, std::string_view parameters) {
    return target_of(R"({"uri":")" + std::string(uri) + R"(","pathParameters":)" + std::string(parameters) +
                     R"(,"queryParameters":{"z":1}})");
  };
  EXPECT_EQ(target("https://x.test/{+path}", R"({"path":"a/b"})"), "/a/b?z=1");
  EXPECT_EQ(target("https://x.test/s{?q,lang}", R"({"q":"a b"})"), "/s?q=a%20b&z=1");
  EXPECT_EQ(target("https://x.test{;a*}", R"({"a":{"k":1}})"), "url.structure_changed");
  EXPECT_EQ(target("https://x.test/p{;a*}", R"({"a":{"k":1,"l":[]}})"), "/p;k=1?z=1");
  EXPECT_EQ(target("https://x.test{/a*}", R"({"a":["b","c"]})"), "/b/c?z=1");
}

TEST(Build, WritesParametersInTheirStyles) {
  EXPECT_EQ(target_of(R"({"uri":"http://h.test/{m}/{l}/{user-id}",
    "pathParameters":{"m":{"a":1},"l":[1,2],"user-id":{"j":[1]}},
    "queryParameters":{"filter":{"a":{"b":1},"tags":["x"]},"p":[1,2],"s":["a","b"],"f":{"k":"v"},"c":{"d":1},
      "X-Foo.bar":1,"$top":2,"r":"a/b&c"},
    "parameterStyles":{
      "pathParameters":{"m":{"style":"matrix","explode":true},"l":{"style":"label"},
        "user-id":{"content":"application/json"}},
      "queryParameters":{"filter":{"style":"deepObject"},"p":{"style":"pipeDelimited"},
        "s":{"style":"spaceDelimited"},"c":{"content":"application/json"},"r":{"allowReserved":true}}}})"),
            "/;a=1/.1,2/%7B%22j%22%3A%5B1%5D%7D"
            "?filter%5Ba%5D%5Bb%5D=1&filter%5Btags%5D%5B%5D=x&p=1%7C2&s=a%20b&k=v&c=%7B%22d%22%3A1%7D"
            "&X-Foo.bar=1&%24top=2&r=a/b%26c");
  EXPECT_EQ(failure_of(R"({"uri":"http://h.test","queryParameters":{"q":{"a":[1]}}})"),
            "input.invalid /queryParameters/q");
  EXPECT_EQ(failure_of(R"({"uri":"http://h.test/{a*}","pathParameters":{"a":[1]},
    "parameterStyles":{"pathParameters":{"a":{"style":"label"}}}})"),
            "input.conflict /pathParameters/a");
  EXPECT_EQ(failure_of(R"({"uri":"http://h.test/x/{a}","pathParameters":{"a":""},
    "parameterStyles":{"pathParameters":{"a":{"style":"label"}}}})"),
            "input.path_param /pathParameters/a");
}

TEST(Build, RefusesUrls) {
  EXPECT_EQ(failure_of(R"({"uri":"ftp://h.test/"})"), "url.invalid /uri");
  EXPECT_EQ(failure_of(R"({"uri":"http://h.test/{a"})"), "url.invalid /uri");
  EXPECT_EQ(failure_of(R"({"uri":"http://h.test/{#a}"})"), "url.structure_changed /uri");
  EXPECT_EQ(failure_of(R"({"uri":"http://{h}/","pathParameters":{"h":"a b"}})"), "url.invalid /uri");
}

TEST(Build, PointsIntoConductorsHttpRequest) {
  const result<prepared> r =
      request_from(R"({"http_request":{"uri":"http://h.test/","headers":{"Host":"x"}}})");
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().pointer, "/http_request/headers/Host");
  EXPECT_EQ(r.error().source, "settings");
}

TEST(Build, KeepsCredentialsOutOfTextAlsoWhenItFails) {
  redactor secrets;
  ASSERT_FALSE(
      build(settings_from(R"({"uri":"ftp://h","authentication":{"type":"bearer","token":"hunter22"}})"), {},
            secrets));
  EXPECT_EQ(secrets.redact("Bearer hunter22"), "Bearer ***");
}

} // namespace http_task::request
