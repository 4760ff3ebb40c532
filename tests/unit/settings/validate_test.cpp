#include "dialpad_description.hpp"
#include "settings/validate.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace http_task::settings {
namespace {

std::string pointers(const std::vector<finding>& findings) {
  std::string all;
  for (const finding& f : findings)
    all += (all.empty() ? "" : " ") + (f.pointer.empty() ? "(root)" : f.pointer);
  return all;
}

report check(std::string_view text, stage when = stage::stored) {
  return validate(json::parse(text).value(), nullptr, when);
}

report check_dialpad(std::string_view text, stage when = stage::stored) {
  const json::value description = dialpad_description();
  return validate(json::parse(text).value(), &description, when);
}

std::string errors(std::string_view text) {
  return pointers(check(text).errors);
}
std::string warnings(std::string_view text) {
  return pointers(check(text).warnings);
}

// Settings for Dialpad's endpoint with this body.
std::string dialpad(std::string_view body) {
  return R"({"method":"POST","uri":"https://dialpad.com/api/v2/subscriptions/call","body":)" +
         std::string(body) + "}";
}

} // namespace

TEST(Validate, FindsAValueThatIsNotAllowedAndSaysWhatIs) {
  const report r = check_dialpad(dialpad(R"({"target_type":"desk"})"));
  ASSERT_EQ(pointers(r.errors), "/body/target_type");
  EXPECT_NE(r.errors[0].detail.find("\"desk\""), std::string::npos) << r.errors[0].detail;
  EXPECT_NE(r.errors[0].detail.find("callrouter"), std::string::npos) << r.errors[0].detail;
  EXPECT_EQ(check_dialpad(dialpad(R"({"target_type":"ofice"})")).errors.at(0).suggestion, "\"office\"");
}

TEST(Validate, FindsAWrongType) {
  const report r = check_dialpad(dialpad(R"({"call_states":"calling"})"));
  ASSERT_EQ(pointers(r.errors), "/body/call_states");
  EXPECT_NE(r.errors[0].detail.find("array"), std::string::npos) << r.errors[0].detail;
}

TEST(Validate, FindsAnUnknownMethodOnce) {
  const report r = check(R"({"uri":"http://h.test/","method":"PSOT"})");
  ASSERT_EQ(pointers(r.errors), "/method");
  EXPECT_EQ(r.errors[0].suggestion, "\"POST\"");
  EXPECT_EQ(pointers(check_dialpad(R"({"uri":"http://h.test/","method":"PSOT","body":{}})").errors),
            "/method");
}

TEST(Validate, FindsAMissingUriOnce) {
  const report r = check_dialpad(R"({"method":"POST","body":{}})");
  ASSERT_EQ(pointers(r.errors), "(root)");
  EXPECT_NE(r.errors[0].detail.find("uri"), std::string::npos) << r.errors[0].detail;
}

TEST(Validate, TakesNoMethodForGet) {
  EXPECT_EQ(errors(R"({"uri":"http://h.test/"})"), "");
  const report r = check_dialpad(R"({"uri":"https://dialpad.com/","body":{}})");
  ASSERT_EQ(pointers(r.errors), "/method");
  EXPECT_NE(r.errors[0].detail.find("GET is sent"), std::string::npos) << r.errors[0].detail;
}

TEST(Validate, PassesExpressionsOfAnyType) {
  EXPECT_EQ(pointers(check_dialpad(dialpad(R"({"target_type":"${workflow.input.t}","call_states":"${a.b}",
    "enabled":"${a}","endpoint_id":"${create_webhook.output.response.body.id}"})"))
                         .errors),
            "");
  EXPECT_EQ(
      errors(R"({"uri":"${workflow.input.uri}","method":"${m}","totalTimeOut":"${t}","headers":"${h}"})"),
      "");
}

TEST(Validate, ChecksOnlyTheTypeOfTextWithAnExpressionInIt) {
  EXPECT_EQ(pointers(check_dialpad(dialpad(R"({"target_type":"call${x}"})")).errors), "");
  EXPECT_EQ(pointers(check_dialpad(dialpad(R"({"endpoint_id":"1${x}"})")).errors), "/body/endpoint_id");
}

TEST(Validate, ChecksResolvedSettingsLikeAnyOther) {
  EXPECT_EQ(pointers(check_dialpad(dialpad(R"({"endpoint_id":"${x}"})"), stage::resolved).errors),
            "/body/endpoint_id");
  EXPECT_EQ(pointers(check(R"({"uri":"http://h.test/","headers":{"X":"${"}})", stage::resolved).errors), "");
}

TEST(Validate, ReportsExpressionsThatCannotBeRead) {
  EXPECT_EQ(errors(R"({"uri":"https://h.test/${","headers":{"X":"${$.a[}"},"totalTimeOut":"${a b}"})"),
            "/uri /headers/X /totalTimeOut");
}

TEST(Validate, NamesTheControlCharacterInAHeader) {
  const report r = check(R"({"uri":"http://h.test/","headers":{"X-A":"a\r\nX-Evil: 1"}})");
  ASSERT_EQ(pointers(r.errors), "/headers/X-A");
  EXPECT_NE(r.errors[0].detail.find("U+000D"), std::string::npos) << r.errors[0].detail;
  EXPECT_EQ(r.errors[0].detail.find("X-Evil"), std::string::npos);
}

TEST(Validate, ChecksHeaders) {
  const auto headers = [](std::string_view text) {
    return errors(R"({"uri":"http://h.test/","headers":)" + std::string(text) + "}");
  };
  EXPECT_EQ(headers(R"({"X A":"1"})"), "/headers/X A");
  EXPECT_EQ(headers(R"({"Host":"x"})"), "/headers/Host");
  EXPECT_EQ(headers(R"({"Host":null})"), "") << "null is not sent";
  EXPECT_EQ(headers(R"({"X-A":"1","x-a":"2"})"), "/headers/x-a");
  EXPECT_EQ(headers(R"({"X-A":["1","2\n"]})"), "/headers/X-A/1");
  EXPECT_EQ(headers(R"({"Content-Type":["a/b","c/d"]})"), "/headers/Content-Type");
  EXPECT_EQ(headers(R"({"Content-Type":"not a type"})"), "/headers/Content-Type");
  EXPECT_EQ(headers(R"({"X-A":{"b":[1]}})"), "/headers/X-A");
  EXPECT_EQ(headers("5"), "/headers");
  EXPECT_EQ(errors(R"({"uri":"http://h.test/","contentType":"json"})"), "/contentType");
}

TEST(Validate, ChecksTheFieldsThatHaveNamesOfTheirOwn) {
  EXPECT_EQ(errors(R"({"uri":"http://h.test/","accept":"a/b\r\nX: 1"})"), "/accept");
  EXPECT_EQ(errors(R"({"uri":"http://h.test/","contentType":"text/plain\n"})"), "/contentType");
  EXPECT_EQ(errors(R"({"uri":"http://h.test/","contentType":" "})"), "/contentType");
  EXPECT_EQ(errors(R"({"uri":"http://h.test/","contentType":"","accept":""})"), "");
}

TEST(Validate, ChecksTheUri) {
  const auto uri = [](std::string_view text) { return errors(R"({"uri":")" + std::string(text) + "\"}"); };
  EXPECT_EQ(uri("ftp://h.test/"), "/uri");
  EXPECT_EQ(uri("http://u:p@h.test/"), "/uri");
  EXPECT_EQ(uri("http://h.test/a b"), "/uri");
  EXPECT_EQ(uri("http://h.test/{"), "/uri");
  EXPECT_EQ(uri("http://h.test/{#a}"), "/uri");
  EXPECT_EQ(uri("https://h.{test/x}/{id}"), "/uri");
  EXPECT_EQ(uri("http://${workflow.input.host}/x"), "");
  EXPECT_EQ(uri("http://h.test:${workflow.input.port}/x"), "");
  EXPECT_EQ(uri("http://h.test/${a.b}/a b"), "/uri")
      << "what is written is checked beside what is not known yet";
  EXPECT_EQ(uri("${base}/a b"), "") << "nothing is known of a uri that starts with an expression";
}

TEST(Validate, MatchesPathParametersWithTheUri) {
  const report missing = check(R"({"uri":"http://h.test/{user_id}/{b}","pathParameters":{"userid":1}})");
  EXPECT_EQ(pointers(missing.errors), "/pathParameters /pathParameters");
  EXPECT_EQ(missing.errors[0].suggestion, "\"userid\"");
  EXPECT_EQ(pointers(missing.warnings), "/pathParameters/userid");
  EXPECT_EQ(warnings(R"({"uri":"${base}","pathParameters":{"a":1}})"), "")
      << "the placeholder may come with the value";
  EXPECT_EQ(errors(R"({"uri":"http://h.test/{a}","pathParameters":{"a":".."}})"), "/pathParameters/a");
  EXPECT_EQ(errors(R"({"uri":"http://h.test/{a}","pathParameters":{"a":""}})"), "/pathParameters/a");
  EXPECT_EQ(errors(R"({"uri":"http://h.test/{a}","pathParameters":{"a":["b",""]}})"), "/pathParameters/a");
  EXPECT_EQ(errors(R"({"uri":"http://h.test/{a}","pathParameters":{"a":[]}})"), "/pathParameters/a");
  EXPECT_EQ(errors(R"({"uri":"http://h.test/{a}","pathParameters":{"a":"${x}"}})"), "");
  EXPECT_EQ(errors(R"({"uri":"https://{tenant}.h.test:{port}/","pathParameters":{"tenant":"a","port":1}})"),
            "");
}

TEST(Validate, NamesAMissingPathParameterOnce) {
  const json::value description =
      *json::parse(R"({"required":["pathParameters"],"properties":{"pathParameters":
    {"required":["a","b"],"properties":{"a":{},"b":{}}}}})");
  for (const std::string_view given : {"", R"(,"pathParameters":{})"}) {
    const json::value settings = *json::parse(R"({"uri":"http://h.test/{a}/{b}")" + std::string(given) + "}");
    const report r = validate(settings, &description);
    ASSERT_EQ(pointers(r.errors), "/pathParameters /pathParameters") << given;
    EXPECT_NE(r.errors[0].detail.find("\"a\""), std::string::npos);
    EXPECT_NE(r.errors[1].detail.find("\"b\""), std::string::npos);
  }
}

TEST(Validate, HintsAtNamesThatAreNotKnown) {
  const report r = check(R"({"uri":"http://h.test/","timout":5,"rateLimit":{"requests":1,"perSecond":1}})");
  ASSERT_GE(r.errors.size(), 2U);
  EXPECT_EQ(r.errors[0].pointer, "/timout");
  EXPECT_EQ(r.errors[0].suggestion, "\"totalTimeOut\"");
}

TEST(Validate, ChecksAuthentication) {
  const auto authentication = [](std::string_view text, std::string_view more = "") {
    return errors(R"({"uri":"http://h.test/","authentication":)" + std::string(text) + std::string(more) +
                  "}");
  };
  EXPECT_EQ(authentication(R"({"type":"bearer","token":""})"), "/authentication/token");
  EXPECT_EQ(authentication(R"({"type":"basic","username":"a:b","password":"c"})"),
            "/authentication/username");
  EXPECT_EQ(authentication(R"({"type":"apiKey","in":"header","name":"X Y","value":"c"})"),
            "/authentication/name");
  EXPECT_EQ(authentication(R"({"type":"apiKey","in":"cookie","name":"a","value":"b;c"})"),
            "/authentication/value");
  EXPECT_EQ(
      authentication(R"({"type":"bearer","token":"${secrets.T}"})", R"(,"headers":{"authorization":"x"})"),
      "/headers/authorization");
  EXPECT_EQ(authentication(R"({"type":"apiKey","in":"query","name":"k","value":"${secrets.T}"})",
                           R"(,"queryParameters":{"k":1})"),
            "/queryParameters/k");
  EXPECT_EQ(authentication(R"({"type":"oauth"})"), "/authentication/type");
  EXPECT_EQ(authentication(R"({"type":5})"), "/authentication/type");
  EXPECT_EQ(authentication(R"({"type":"bearer"})"), "/authentication");
  EXPECT_EQ(check(R"({"uri":"http://h.test/","authentication":{"type":"Basic"}})").errors.at(0).suggestion,
            "\"basic\"");
}

TEST(Validate, ShowsNoCredential) {
  for (const std::string_view text :
       {R"({"type":"bearer","token":"hunter22\n"})", R"({"type":"bearer","token":["hunter22"]})",
        R"({"type":"basic","username":"u","password":"hunter22\u0000"})",
        R"({"type":"basic","password":"hunter22"})"}) {
    const report r = check(R"({"uri":"http://h.test/","authentication":)" + std::string(text) + "}");
    EXPECT_FALSE(r.errors.empty()) << text;
    for (const finding& f : r.errors)
      EXPECT_EQ((f.detail + f.expected + f.suggestion).find("hunter22"), std::string::npos) << f.detail;
  }
}

TEST(Validate, WarnsWithoutRefusing) {
  EXPECT_EQ(warnings(R"({"uri":"http://h.test/","method":"get"})"), "/method");
  EXPECT_EQ(warnings(R"({"uri":"http://h.test/","vipAddress":"x","encode":true})"), "/vipAddress /encode");
  EXPECT_EQ(warnings(R"({"uri":"http://h.test/","tls":{"verify":false}})"), "/tls/verify");
  EXPECT_EQ(warnings(R"({"uri":"http://h.test/","authentication":{"type":"bearer","token":"plain"}})"),
            "/authentication/token");
  EXPECT_EQ(warnings(R"({"uri":"https://h.test/","tls":{"clientCertificate":{"certificate":"C","key":"K"}},
                         "proxy":{"url":"http://u:p@h"}})"),
            "/tls/clientCertificate/key /proxy/url");
  EXPECT_EQ(warnings(R"({"uri":"https://h.test/","tls":{"clientCertificate":{"certificate":"C",
                         "key":"${secrets.K}"}},"proxy":{"url":"http://${secrets.P}@h"}})"),
            "");
  EXPECT_EQ(warnings(R"({"http_request":{"uri":"http://h.test/"},"other":1})"), "/other");
}

TEST(Validate, TakesMethodsThatNobodyRegistered) {
  for (const char* method : {"M-SEARCH", "X_CUSTOM!", "PURGE"}) {
    const std::string settings = R"({"uri":"http://h.test/","method":")" + std::string(method) + "\"}";
    EXPECT_EQ(errors(settings), "") << method;
    EXPECT_EQ(warnings(settings), "/method") << method;
  }
  for (const char* method : {"", "GE T", "CONNECT", "connect", "GET\\r\\nX:"})
    EXPECT_EQ(errors(R"({"uri":"http://h.test/","method":")" + std::string(method) + "\"}"), "/method")
        << method;
}

TEST(Validate, PointsBelowConductorsHttpRequest) {
  EXPECT_EQ(
      errors(
          R"({"http_request":{"uri":"ftp://h","method":"X Y","headers":{"Host":"a"},"nope":1,"body":"${"}})"),
      "/http_request/uri /http_request/method /http_request/headers/Host /http_request/nope "
      "/http_request/body");
  EXPECT_EQ(pointers(check_dialpad(R"({"http_request":)" + dialpad(R"({"endpoint_id":"x"})") + "}").errors),
            "/http_request/body/endpoint_id");
}

TEST(Validate, LooksAtHeadersAsTheyAreSent) {
  EXPECT_EQ(pointers(check_dialpad(
                         R"({"method":"POST","uri":"https://dialpad.com/",
                  "headers":{"content-type":"application/json"}})")
                         .errors),
            "");
  const json::value strict = *json::parse(
      R"({"properties":{"headers":{"required":["X-Key"],"properties":{"X-Key":{"enum":["a"]}}}},
          "required":["headers"]})");
  const auto with = [&](std::string_view headers) {
    const json::value settings =
        *json::parse(R"({"uri":"http://h.test/","headers":)" + std::string(headers) + "}");
    return pointers(validate(settings, &strict).errors);
  };
  EXPECT_EQ(with(R"({"x-key":"a"})"), "");
  EXPECT_EQ(with(R"({"x-key":"b"})"), "/headers/x-key") << "the pointer is into what was typed";
  EXPECT_EQ(with(R"({"X-Key":null})"), "/headers") << "null is not sent";
}

TEST(Validate, RefusesWhatIsNoObject) {
  EXPECT_EQ(errors("[]"), "(root)");
  EXPECT_EQ(errors(R"({"http_request":5})"), "/http_request");
}

TEST(Validate, SaysThatADescriptionCannotBeUsed) {
  json::value broken = true;
  for (int level = 0; level < 1000; ++level)
    broken = json::object{{"not", std::move(broken)}};
  const report r = validate(*json::parse(R"({"uri":"http://h.test/"})"), &broken);
  EXPECT_TRUE(r.errors.empty());
  EXPECT_EQ(r.warnings.size(), 1U);
}

} // namespace http_task::settings
