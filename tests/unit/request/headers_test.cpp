#include "request_from.hpp"

#include <gtest/gtest.h>

namespace http_task::request {
namespace {

// "Name: value" in the order in which they are sent.
std::vector<std::string> headers_of(std::string_view text) {
  std::vector<std::string> lines;
  for (const message::field& f : request_from(text).value().message.headers)
    lines.push_back(f.name + ": " + f.value);
  return lines;
}

using lines = std::vector<std::string>;

constexpr const char* codings = "Accept-Encoding: gzip, deflate, br, zstd";

} // namespace

TEST(Headers, HaveConductorsDefaults) {
  EXPECT_EQ(headers_of(R"({"uri":"http://h.test/"})"),
            (lines{"Accept: application/json", codings, "User-Agent: http-task/" HTTP_TASK_VERSION}))
      << "without a body no Content-Type is sent";
  EXPECT_EQ(headers_of(R"({"uri":"http://h.test/","method":"POST","body":{}})"),
            (lines{"Accept: application/json", "Content-Type: application/json", codings,
                   "User-Agent: http-task/" HTTP_TASK_VERSION}));
  EXPECT_EQ(
      headers_of(with(R"("accept":"text/plain","contentType":"text/plain","body":"x","method":"PUT")"))[1],
      "Content-Type: text/plain");
}

TEST(Headers, GoFirstInTheirOrder) {
  EXPECT_EQ(
      headers_of(with(R"("headers":{"X-B":["1",2],"x-a":"v","accept":"a/b","user-agent":"me","gone":null})")),
      (lines{"X-B: 1", "X-B: 2", "x-a: v", "accept: a/b", "user-agent: me", codings}));
}

TEST(Headers, AreWrittenInTheirStyle) {
  EXPECT_EQ(
      headers_of(with(
          R"("headers":{"A":{"k":1,"l":"m n"},"B":{"k":1,"l":2},"C":{"k":[1]},"none":[],"L":["a ",null,"b"]},
    "parameterStyles":{"headers":{"b":{"explode":true},"L":{"style":"simple"},"C":{"content":"application/json"}}},"accept":"")")),
      (lines{"A: k,1,l,m n", "B: k=1,l=2", R"(C: {"k":[1]})", "L: a ,b", codings,
             "User-Agent: http-task/" HTTP_TASK_VERSION}));
  EXPECT_EQ(failure_of(with(R"("headers":{"A":[[1]]})")), "input.invalid /headers/A");
  EXPECT_EQ(failure_of(with(R"("headers":{"A":{"k":[1]}})")), "input.invalid /headers/A");
  EXPECT_EQ(failure_of(with(R"("headers":{"A":{"k\nX-Evil: 1":1}})")), "input.invalid /headers/A");
}

TEST(Headers, HaveOneFieldForAllCookies) {
  const auto cookie_of = [](std::string_view members) {
    return headers_of(with(R"("accept":"",)" + std::string(members))).front();
  };
  EXPECT_EQ(cookie_of(R"("cookies":{"a":1,"b":"x;y z","gone":null,"none":[],"c":["p","q"]})"),
            "Cookie: a=1; b=x%3By%20z; c=p; c=q");
  EXPECT_EQ(cookie_of(R"("cookies":{"a":["p","q"],"b":{"k":"v"},"j":{"k":1},"r":"x/y==,"},
    "parameterStyles":{"cookies":{"a":{"explode":false},"j":{"content":"application/json"},
    "r":{"allowReserved":true}}})"),
            "Cookie: a=p,q; k=v; j=%7B%22k%22%3A1%7D; r=x/y==%2C");
  EXPECT_EQ(cookie_of(R"("cookies":{"a":null},"headers":{"Cookie":"b=1"})"), "Cookie: b=1");
  EXPECT_EQ(failure_of(with(R"("cookies":{"a":1},"headers":{"cookie":"b=1"})")), "input.conflict /cookies");
  EXPECT_EQ(failure_of(with(R"("cookies":{"a=b":1})")), "input.invalid /cookies/a=b");
  EXPECT_EQ(failure_of(with(R"("cookies":{"a":{"b":{}}})")), "ok") << "which is no value";
  EXPECT_EQ(failure_of(with(R"("cookies":{"a":{"b":{"c":1}}})")), "input.invalid /cookies/a");
}

TEST(Headers, AreSentAsUtf8WithoutOuterBlanks) {
  EXPECT_EQ(headers_of(with(R"("headers":{"X":"  \u010d\u010a  ","Y":""},"accept":"")")),
            (lines{"X: \u010d\u010a", "Y: ", codings, "User-Agent: http-task/" HTTP_TASK_VERSION}));
}

TEST(Headers, AreRefusedWithTheirPointer) {
  EXPECT_EQ(failure_of(with(R"("headers":{"X":"a\r\nb"})")), "input.invalid /headers/X");
  EXPECT_EQ(failure_of(with(R"("headers":{"X":["a","b\u0000"]})")), "input.invalid /headers/X");
  EXPECT_EQ(failure_of(with(R"("headers":{"X/Y":"a"})")), "input.invalid /headers/X~1Y");
  EXPECT_EQ(failure_of(with(R"("headers":{"content-LENGTH":"5"})")),
            "input.reserved_header /headers/content-LENGTH");
  EXPECT_EQ(failure_of(with(R"("headers":{"X-A":"1","x-a":"2"})")), "input.duplicate_header /headers/x-a");
  EXPECT_EQ(failure_of(with(R"("headers":{"Content-Type":["a/b","c/d"]})")),
            "input.duplicate_header /headers/Content-Type");
  EXPECT_EQ(failure_of(with(R"("accept":"a\nb")")), "input.invalid /accept");
}

TEST(Headers, ShowNoValueInAMessage) {
  const result<prepared> r = request_from(with(R"("headers":{"Authorization":"hunter22\n"})"));
  ASSERT_FALSE(r);
  EXPECT_EQ((r.error().detail + r.error().advice).find("hunter22"), std::string::npos);
  EXPECT_NE(r.error().detail.find("ends with a line break"), std::string::npos);
}

} // namespace http_task::request
