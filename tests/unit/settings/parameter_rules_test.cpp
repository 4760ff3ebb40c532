#include "settings/parameter_rules.hpp"
#include "json/parse.hpp"

#include <gtest/gtest.h>

namespace http_task::settings {
namespace {

report check(std::string_view text, stage when = stage::stored) {
  const json::value document = json::parse(text).value();
  return check_parameter_rules(unwrap(document).value(), when);
}

// The pointers of the errors, or "ok".
std::string wrong(std::string_view text, stage when = stage::stored) {
  std::string pointers;
  for (const finding& f : check(text, when).errors)
    pointers += (pointers.empty() ? "" : " ") + f.pointer;
  return pointers.empty() ? "ok" : pointers;
}

std::string wrong_uri(std::string_view uri) {
  return wrong(R"({"uri":")" + std::string(uri) + R"(","pathParameters":{"a":"x"}})");
}

} // namespace

TEST(ParameterRules, TakeUriTemplates) {
  for (const std::string_view uri :
       {"https://h/{a}", "https://h/{+a}", "https://h{/a}{?q,lang}", "https://h/x{;a*}", "${base}/{a}",
        "${base}{/a}", "https://${host}/{a}", "https://${host}{/a}", "https://h/${x}/{a}", "${u}"})
    EXPECT_EQ(wrong_uri(uri), "ok") << uri;
  for (const std::string_view uri :
       {"{+a}/x", "https://{+a}/", "https://h{a*}/", "https://h/{#a}", "https://h/{a", "https://${host}{+a}/",
        "ftp://h/{a}", "https://h/x y/{a}"})
    EXPECT_EQ(wrong_uri(uri), "/uri") << uri;
}

TEST(ParameterRules, AskOnlyForValuesThatMustBeThere) {
  EXPECT_EQ(wrong(R"({"uri":"https://h/{a}/{+b}{/c}{?d}"})"), "/pathParameters /pathParameters");
  const report found = check(R"({"uri":"https://h/{user}{?q}","pathParameters":{"usr":1,"q":2}})");
  ASSERT_EQ(found.errors.size(), 1U);
  EXPECT_EQ(found.errors[0].suggestion, "\"usr\"");
  ASSERT_EQ(found.warnings.size(), 1U);
  EXPECT_EQ(found.warnings[0].pointer, "/pathParameters/usr");
}

TEST(ParameterRules, NameEachValueThatCannotBePutIn) {
  EXPECT_EQ(wrong(R"({"uri":"https://h/{a}/{b}/{c}/{+d}{?e}",
                      "pathParameters":{"a":"","b":"..","c":"ok","d":"x/../y","e":[[1]]}})"),
            "/pathParameters/a /pathParameters/b /pathParameters/e /pathParameters/d");
  EXPECT_EQ(wrong(R"({"uri":"https://h/{a}/{b}","pathParameters":{"a":null,"b":[]}})"),
            "/pathParameters/a /pathParameters/b");
  EXPECT_EQ(wrong(R"({"http_request":{"uri":"https://h/{a}","pathParameters":{"a":"."}}})"),
            "/http_request/pathParameters/a");
}

TEST(ParameterRules, LetExpressionsPassUntilTheyAreKnown) {
  EXPECT_EQ(wrong(R"({"uri":"https://h/{a}","pathParameters":{"a":"${x}"},"queryParameters":{"q":"${y}"}})"),
            "ok");
  EXPECT_EQ(wrong(R"({"uri":"https://h/{a}","pathParameters":{"a":["${x}",".."]}})"), "/pathParameters/a");
  EXPECT_EQ(wrong(R"({"uri":"https://h/","queryParameters":{"q":{"k":{"l":"${y}"}}}})"),
            "/queryParameters/q");
  EXPECT_EQ(wrong(R"({"uri":"https://h/{a}","pathParameters":{"a":"${x}"}})", stage::resolved), "ok")
      << "text";
}

TEST(ParameterRules, KnowWhatAStyleCannotWrite) {
  const auto query = [](std::string_view value, std::string_view style) {
    return wrong(R"({"uri":"https://h/","queryParameters":{"q":)" + std::string(value) +
                 R"(},"parameterStyles":{"queryParameters":{"q":)" + std::string(style) + "}}}");
  };
  EXPECT_EQ(query(R"({"a":{"b":1}})", "{}"), "/queryParameters/q");
  EXPECT_EQ(query(R"({"a":{"b":1}})", R"({"style":"deepObject"})"), "ok");
  EXPECT_EQ(query(R"({"a":{"b":1}})", R"({"content":"application/json"})"), "ok");
  EXPECT_EQ(query(R"({"a":{"b":1}})", R"({"content":"text/plain"})"), "/queryParameters/q");
  EXPECT_EQ(query(R"(["a b"])", R"({"style":"spaceDelimited"})"), "/queryParameters/q");
  EXPECT_EQ(wrong(R"({"uri":"https://h/","headers":{"X":{"a":[1]}}})"), "/headers/X");
  EXPECT_EQ(wrong(R"({"uri":"https://h/","headers":{"X":{"a":"x\r\ny"}}})"), "/headers/X");
  EXPECT_EQ(wrong(R"({"uri":"https://h/x{/a}","pathParameters":{"a":"x"},
                      "parameterStyles":{"pathParameters":{"a":{"style":"label"}}}})"),
            "/pathParameters/a")
      << "the expression says itself how it is written";
}

TEST(ParameterRules, LookAfterCookies) {
  EXPECT_EQ(wrong(R"({"uri":"https://h/","cookies":{"a":"x","b":[1,2],"c":null}})"), "ok");
  EXPECT_EQ(wrong(R"({"uri":"https://h/","cookies":{"a b":"x"}})"), "/cookies/a b");
  EXPECT_EQ(wrong(R"({"uri":"https://h/","cookies":{"a":"x"},"headers":{"COOKIE":"b=y"}})"), "/cookies");
  EXPECT_EQ(wrong(R"({"uri":"https://h/","cookies":{"a":null},"headers":{"Cookie":"b=y"}})"), "ok");
  EXPECT_EQ(wrong(R"({"uri":"https://h/","cookies":{"a":"x"},"headers":{"Cookie":null}})"), "ok");
}

} // namespace http_task::settings
