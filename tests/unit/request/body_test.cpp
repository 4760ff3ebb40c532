#include "request_from.hpp"

#include <gtest/gtest.h>

namespace http_task::request {
namespace {

using namespace std::string_literals;

std::string post(std::string_view body, std::string_view content_type = "application/json") {
  return with(R"("method":"POST","contentType":")" + std::string(content_type) + R"(","body":)" +
              std::string(body));
}

std::string body_of(std::string_view body, std::string_view content_type = "application/json") {
  return request_from(post(body, content_type)).value().message.body.value_or("(none)");
}

} // namespace

TEST(Body, IsJsonByDefault) {
  EXPECT_EQ(body_of(R"({"b":[1.5,10.0,"x",null],"a":18446744073709551615})"),
            R"({"b":[1.5,10.0,"x",null],"a":18446744073709551615})");
  EXPECT_EQ(body_of("[1]", "application/problem+json; charset=utf-8"), "[1]");
  EXPECT_EQ(body_of("true"), "true");
  EXPECT_EQ(body_of("\"hello\""), "\"hello\"");
}

TEST(Body, SendsAJsonTextAsItStands) {
  EXPECT_EQ(body_of(R"("{ \"a\": 1.50 }")"), "{ \"a\": 1.50 }");
  EXPECT_EQ(body_of(R"("{ \"a\": ")"), R"("{ \"a\": ")") << "what is no JSON becomes a JSON string";
  EXPECT_EQ(body_of(R"("123")"), R"("123")");
}

TEST(Body, IsAFormForItsContentType) {
  EXPECT_EQ(body_of(R"({"f":"a&b=c\r\n+ ü*~","l":[1,true],"n":null,"x y":0.5})",
                    "application/x-www-form-urlencoded"),
            "f=a%26b%3Dc%0D%0A%2B+%C3%BC*%7E&l=1&l=true&x+y=0.5");
  EXPECT_EQ(body_of(R"("a=b")", "application/x-www-form-urlencoded"), "a=b");
  EXPECT_EQ(failure_of(post(R"({"a":{"b":1}})", "application/x-www-form-urlencoded")),
            "input.unsupported /body/a");
  EXPECT_EQ(failure_of(post(R"({"a":[[1]]})", "application/x-www-form-urlencoded")),
            "input.unsupported /body/a");
}

TEST(Body, IsTextForOtherContentTypes) {
  EXPECT_EQ(body_of(R"("<a/>")", "application/xml"), "<a/>");
  EXPECT_EQ(body_of("5", "text/plain"), "5");
  EXPECT_EQ(failure_of(post("{}", "text/plain")), "input.invalid /body");
  EXPECT_EQ(failure_of(post("[]", "application/x-www-form-urlencoded")), "input.invalid /body");
  EXPECT_EQ(failure_of(post("{}", "multipart/mixed")), "input.unsupported /body");
}

TEST(Body, FollowsTheHeaderFieldBeforeContentType) {
  EXPECT_EQ(request_from(with(R"("method":"POST","headers":{"content-type":"text/plain"},"body":"x")"))
                ->message.body,
            "x");
}

TEST(Body, TakesBytesAsTheyAre) {
  const result<prepared> r =
      request_from(with(R"("method":"PUT","contentType":"application/pdf","body":{"a":1})"), "\0\xFF"s);
  ASSERT_TRUE(r);
  EXPECT_EQ(r->message.body, "\0\xFF"s);
  EXPECT_EQ(*r->message.headers.find("Content-Type"), "application/pdf");
  EXPECT_EQ(request_from(with(R"("method":"PUT")"), "")->message.body, "");
}

TEST(Body, IsNotThereUnlessGiven) {
  EXPECT_EQ(request_from(with(R"("method":"POST","body":null)"))->message.body, std::nullopt);
  EXPECT_EQ(request_from(with(R"("method":"POST")"))->message.body, std::nullopt);
}

TEST(Body, IsRefusedWhereHttpHasNone) {
  EXPECT_EQ(failure_of(with(R"("method":"TRACE","body":{})")), "input.invalid /body");
  EXPECT_EQ(failure_of(with(R"("method":"GET","body":{})")), "ok") << "search APIs take one";
}

TEST(Body, RefusesAContentTypeThatIsNone) {
  EXPECT_EQ(failure_of(post("{}", "not a type")), "input.invalid /contentType");
  EXPECT_EQ(failure_of(with(R"("headers":{"Content-Type":"json"})")), "input.invalid /headers/Content-Type");
}

} // namespace http_task::request
