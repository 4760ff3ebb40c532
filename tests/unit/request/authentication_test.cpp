#include "request/authentication.hpp"
#include "request_from.hpp"

#include <gtest/gtest.h>

namespace http_task::request {
namespace {

std::string authenticated(std::string_view authentication, std::string_view more = "") {
  return with(R"("authentication":)" + std::string(authentication) + std::string(more));
}

std::string field_of(std::string_view text, std::string_view name) {
  const result<prepared> r = request_from(text);
  const std::string* value = r ? r->message.headers.find(name) : nullptr;
  return value ? *value : "(none)";
}

std::string api_key(std::string_view in, std::string_view name, std::string_view value,
                    std::string_view more = "") {
  return authenticated(R"({"type":"apiKey","in":")" + std::string(in) + R"(","name":")" + std::string(name) +
                           R"(","value":")" + std::string(value) + "\"}",
                       more);
}

} // namespace

TEST(Authentication, SendsABearerToken) {
  EXPECT_EQ(field_of(authenticated(R"({"type":"bearer","token":"a.b-c"})"), "authorization"), "Bearer a.b-c");
  EXPECT_EQ(failure_of(authenticated(R"({"type":"bearer","token":""})")),
            "input.invalid /authentication/token");
  EXPECT_EQ(failure_of(authenticated(R"({"type":"bearer","token":"a\r\nb"})")),
            "input.invalid /authentication/token");
}

// RFC 7617, section 2 and 2.1.
TEST(Authentication, SendsBasicCredentials) {
  EXPECT_EQ(field_of(authenticated(R"({"type":"basic","username":"Aladdin","password":"open sesame"})"),
                     "Authorization"),
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  EXPECT_EQ(
      field_of(authenticated(R"({"type":"basic","username":"test","password":"123£"})"), "Authorization"),
      "Basic dGVzdDoxMjPCow==");
  EXPECT_EQ(failure_of(authenticated(R"({"type":"basic","username":"us:er","password":""})")),
            "input.invalid /authentication/username");
  EXPECT_EQ(failure_of(authenticated(R"({"type":"basic","username":"u","password":"p\n"})")),
            "input.invalid /authentication/password");
}

TEST(Authentication, SendsAnApiKeyWhereItBelongs) {
  EXPECT_EQ(field_of(api_key("header", "X-Key", "k"), "x-key"), "k");
  EXPECT_EQ(request_from(api_key("query", "key", "a&b"))->message.target, "/?key=a%26b");
  EXPECT_EQ(field_of(api_key("cookie", "sid", "k"), "cookie"), "sid=k");
  EXPECT_EQ(field_of(api_key("cookie", "sid", "k", R"(,"headers":{"cookie":"a=b"})"), "cookie"),
            "a=b; sid=k");
  EXPECT_EQ(field_of(api_key("header", "User-Agent", "k"), "user-agent"), "k") << "in place of a default";
}

TEST(Authentication, RefusesKeysThatCannotBeSent) {
  EXPECT_EQ(failure_of(api_key("header", "X Key", "k")), "input.invalid /authentication/name");
  EXPECT_EQ(failure_of(api_key("header", "Host", "k")), "input.reserved_header /authentication/name");
  EXPECT_EQ(failure_of(api_key("header", "X-Key", "k\\u0000")), "input.invalid /authentication/value");
  EXPECT_EQ(failure_of(api_key("cookie", "a=b", "k")), "input.invalid /authentication/name");
  EXPECT_EQ(failure_of(api_key("cookie", "a", "k; admin=1")), "input.invalid /authentication/value");
}

TEST(Authentication, RefusesToChooseBetweenTwo) {
  EXPECT_EQ(
      failure_of(authenticated(R"({"type":"bearer","token":"t"})", R"(,"headers":{"authorization":"x"})")),
      "input.conflict /headers/authorization");
  EXPECT_EQ(failure_of(api_key("header", "x-key", "k", R"(,"headers":{"X-Key":"x"})")),
            "input.conflict /headers/X-Key");
  EXPECT_EQ(failure_of(api_key("query", "key", "k", R"(,"queryParameters":{"key":"x"})")),
            "input.conflict /queryParameters/key");
  EXPECT_EQ(failure_of(with(R"("queryParameters":{"a":{"key":"1"}},
    "authentication":{"type":"apiKey","in":"query","name":"key","value":"v"})")),
            "input.conflict /queryParameters/a");
  EXPECT_EQ(failure_of(with(R"("queryParameters":{"a":{"key":"1"}},
    "parameterStyles":{"queryParameters":{"a":{"style":"deepObject"}}},
    "authentication":{"type":"apiKey","in":"query","name":"key","value":"v"})")),
            "ok");
  EXPECT_EQ(failure_of(with(R"("cookies":{"key":"1"},
    "authentication":{"type":"apiKey","in":"cookie","name":"key","value":"v"})")),
            "input.conflict /cookies/key");
  EXPECT_EQ(*request_from(with(R"("cookies":{"a":"1"},
    "authentication":{"type":"apiKey","in":"cookie","name":"key","value":"v"})"))
                 ->message.headers.find("Cookie"),
            "a=1; key=v");
}

TEST(Authentication, TellsTheRedactorEveryFormOfACredential) {
  redactor secrets;
  add_credentials(settings::basic_authentication{"Aladdin", "open sesame"}, secrets);
  EXPECT_EQ(secrets.redact("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ== open sesame"), "Basic *** ***");
  add_credentials(settings::api_key_authentication{{}, "k", "key 1"}, secrets);
  EXPECT_EQ(secrets.redact("?k=key%201"), "?k=***");
}

} // namespace http_task::request
