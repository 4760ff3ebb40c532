#include "settings/read.hpp"
#include "json/parse.hpp"
#include "json/write.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace http_task::settings {
namespace {

result<request_settings> read_text(std::string_view text) {
  return read(json::parse(text).value());
}

// A value with lists as "[a,b]" and objects as "{a:b}".
std::string shown(const uri::value& v) {
  if (const std::string* text = v.if_text()) return *text;
  std::string all;
  if (const uri::value::list* items = v.if_list()) {
    for (const uri::value& item : *items)
      all += (all.empty() ? "" : ",") + shown(item);
    return "[" + all + "]";
  }
  if (const uri::value::object* members = v.if_object()) {
    for (const uri::member& m : *members)
      all += (all.empty() ? "" : ",") + m.name + ":" + shown(m.value);
    return "{" + all + "}";
  }
  return "undefined";
}

// The pointers of what is wrong, or "ok".
std::string wrong(std::string_view text) {
  const result<request_settings> s = read_text(text);
  if (s) return "ok";
  EXPECT_EQ(s.error().type, "settings.invalid");
  EXPECT_EQ(s.error().source, "settings");
  std::string pointers;
  for (const finding& f : s.error().findings)
    pointers += (pointers.empty() ? "" : " ") + (f.pointer.empty() ? "(root)" : f.pointer);
  return pointers;
}

} // namespace

TEST(Read, FillsInDefaults) {
  const request_settings s = read_text(R"({"uri":"https://example.com/"})").value();
  EXPECT_EQ(s.pointer, "");
  EXPECT_EQ(s.method, "GET");
  EXPECT_EQ(s.accept, "application/json");
  EXPECT_EQ(s.content_type, "application/json");
  EXPECT_FALSE(s.body);
  EXPECT_EQ(s.connection_timeout, milliseconds(10'000));
  EXPECT_EQ(s.read_timeout, milliseconds(60'000));
  EXPECT_EQ(s.total_timeout, milliseconds(120'000));
  EXPECT_EQ(s.max_response_bytes, 16'777'216U);
  EXPECT_TRUE(s.accepts(200) && s.accepts(299) && !s.accepts(199) && !s.accepts(300));
  EXPECT_TRUE(s.tls.verify);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(s.authentication));
}

TEST(Read, ReadsEveryField) {
  const request_settings s = read_text(R"({
    "endpoint": {"id": "a:GET:/x", 
                 "digest": "sha256:0000000000000000000000000000000000000000000000000000000000000000"},
    "uri": "https://example.com/{id}", "method": "PUT", "pathParameters": {"id": 18446744073709551615},
    "queryParameters": {"b": [1, "x", true], "a": 0.5, "gone": null}, 
    "headers": {"X-A": "1", "X-B": ["2", 3]},
    "accept": "text/plain", "contentType": "text/plain", "body": "hello",
    "authentication": {"type": "basic", "username": "u", "password": "p"},
    "connectionTimeOut": 1, "readTimeOut": 2, "totalTimeOut": 3, "maxResponseBytes": 4,
    "acceptedStatusCodes": [404, "3XX", "200-204", "500"], "rateLimit": {"requests": 5, "perSeconds": 0.5},
    "tls": {"verify": false}})")
                                 .value();
  EXPECT_EQ(s.endpoint_id, "a:GET:/x");
  EXPECT_EQ(s.endpoint_digest.size(), 71U);
  EXPECT_EQ(s.method, "PUT");
  EXPECT_EQ(shown(s.path_parameters[0].value), "18446744073709551615");
  ASSERT_EQ(s.query_parameters.size(), 2U) << "null leaves a parameter out";
  EXPECT_EQ(s.query_parameters[0].name, "b") << "the order is kept";
  EXPECT_EQ(shown(s.query_parameters[0].value), "[1,x,true]");
  EXPECT_EQ(shown(s.query_parameters[1].value), "0.5");
  EXPECT_FALSE(s.query_parameters[1].style);
  EXPECT_EQ(shown(s.headers[1].value), "[2,3]");
  EXPECT_EQ(json::write(*s.body), "\"hello\"");
  EXPECT_EQ(std::get<basic_authentication>(s.authentication).password, "p");
  EXPECT_EQ(s.connection_timeout, milliseconds(1));
  EXPECT_EQ(s.read_timeout, milliseconds(2));
  EXPECT_EQ(s.total_timeout, milliseconds(3));
  EXPECT_EQ(s.max_response_bytes, 4U);
  for (const unsigned status : {404U, 300U, 399U, 200U, 204U, 500U})
    EXPECT_TRUE(s.accepts(status)) << status;
  for (const unsigned status : {205U, 400U, 501U})
    EXPECT_FALSE(s.accepts(status)) << status;
  EXPECT_EQ(s.rate_limit->requests, 5U);
  EXPECT_EQ(s.rate_limit->per_seconds, 0.5);
  EXPECT_FALSE(s.tls.verify);
}

TEST(Read, ReadsHowToConnect) {
  const request_settings s = read_text(R"({"uri":"https://h","tls":{"minVersion":"1.3","ca":"CA",
    "clientCertificate":{"certificate":"C","key":"K","passphrase":"P"}},
    "proxy":{"url":"socks5h://p:1","noProxy":["a","b"]}})")
                                 .value();
  EXPECT_TRUE(s.tls.verify);
  EXPECT_TRUE(s.tls.only_1_3);
  EXPECT_EQ(s.tls.ca, "CA");
  EXPECT_EQ(s.tls.client_certificate.name, "");
  EXPECT_EQ(s.tls.client_certificate.certificate, "C");
  EXPECT_EQ(s.tls.client_certificate.key, "K");
  EXPECT_EQ(s.tls.client_certificate.passphrase, "P");
  EXPECT_EQ(s.proxy.url, "socks5h://p:1");
  EXPECT_EQ(s.proxy.no_proxy, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(
      read_text(R"({"uri":"https://h","tls":{"clientCertificate":"partner"}})")->tls.client_certificate.name,
      "partner");
}

TEST(Read, ReadsParametersWithTheirStyles) {
  using uri::style;
  const request_settings s = read_text(R"({"uri": "http://h/{id}/{gone}",
    "pathParameters": {"id": {"a": [1, null], "b": true}, "gone": null},
    "queryParameters": {"q": {"x": 1}, "json": {"y": [2]}, "raw": "{\"z\":3}", "text": "t"},
    "headers": {"X-Ids": [1, 2]}, "cookies": {"c": "v", "none": null},
    "parameterStyles": {"pathParameters": {"id": {"style": "label", "explode": true}},
      "queryParameters": {"q": {"style": "deepObject"}, "json": {"content": "application/json"},
        "raw": {"content": "application/vnd.x+json"}, "text": {"content": "text/plain"},
        "unused": {"explode": false}},
      "headers": {"x-ids": {"explode": true}}, "cookies": {"c": {"allowReserved": true}}}})")
                                 .value();
  EXPECT_EQ(shown(s.path_parameters[0].value), "{a:[1,undefined],b:true}");
  EXPECT_EQ(s.path_parameters[0].style, (uri::parameter_style{style::label, true, false}));
  EXPECT_EQ(shown(s.path_parameters[1].value), "undefined") << "which the template has to know";
  EXPECT_EQ(s.query_parameters[0].style, (uri::parameter_style{style::deep_object, false, false}));
  EXPECT_EQ(shown(s.query_parameters[1].value), R"({"y":[2]})");
  EXPECT_EQ(shown(s.query_parameters[2].value), R"({"z":3})");
  EXPECT_EQ(shown(s.query_parameters[3].value), "t");
  EXPECT_EQ(s.headers[0].style, (uri::parameter_style{style::simple, true, false}));
  ASSERT_EQ(s.cookies.size(), 1U);
  EXPECT_EQ(s.cookies[0].style, (uri::parameter_style{style::form, true, true}));
}

TEST(Read, RefusesStylesThatAPlaceDoesNotHave) {
  const auto with = [](std::string_view group, std::string_view entry) {
    return wrong(R"({"uri":"http://h","queryParameters":{"a":{}},"parameterStyles":{")" + std::string(group) +
                 R"(":{"a":)" + std::string(entry) + "}}}");
  };
  EXPECT_EQ(with("queryParameters", R"({"style":"pipeDelimited","explode":true})"), "ok");
  EXPECT_EQ(with("queryParameters", R"({"style":"label"})"), "/parameterStyles/queryParameters/a/style");
  EXPECT_EQ(with("pathParameters", R"({"style":"form"})"), "/parameterStyles/pathParameters/a/style");
  EXPECT_EQ(with("cookies", R"({"style":"simple"})"), "/parameterStyles/cookies/a/style");
  EXPECT_EQ(with("queryParameters", R"({"explode":"yes"})"), "/parameterStyles/queryParameters/a/explode");
  EXPECT_EQ(with("queryParameters", R"({"expload":true})"), "/parameterStyles/queryParameters/a/expload");
  EXPECT_EQ(with("queryParameters", R"({"content":"application/json","style":"form"})"),
            "/parameterStyles/queryParameters/a/style");
  EXPECT_EQ(with("body", "{}"), "/parameterStyles/body");
  EXPECT_EQ(with("queryParameters", R"({"content":"json"})"), "/queryParameters/a");
  EXPECT_EQ(with("queryParameters", R"({"content":"application/xml"})"), "/queryParameters/a");
}

TEST(Read, ReadsApiKeys) {
  using place = api_key_authentication::place;
  for (const auto& [name, in] :
       {std::pair{"header", place::header}, {"query", place::query}, {"cookie", place::cookie}}) {
    const request_settings s = read_text(R"({"uri":"http://h","authentication":{"type":"apiKey","in":")" +
                                         std::string(name) + R"(","name":"k","value":"v"}})")
                                   .value();
    EXPECT_EQ(std::get<api_key_authentication>(s.authentication).in, in) << name;
  }
}

// Conductor's documentation: parameters stand in inputParameters itself or below http_request.
TEST(Read, TakesConductorsForms) {
  const request_settings nested = read_text(R"({"http_request":{"uri":"http://h/","method":"GET",
    "connectionTimeOut":0,"readTimeOut":0,"vipAddress":null,"asyncComplete":false},
    "asyncComplete":false,"x":1})")
                                      .value();
  EXPECT_EQ(nested.pointer, "/http_request");
  EXPECT_EQ(nested.connection_timeout, nested.total_timeout) << "0 is no timeout of its own";
  EXPECT_EQ(nested.read_timeout, nested.total_timeout);
  EXPECT_EQ(
      wrong(R"({"uri":"http://h/","method":"GET","accept":"application/json","contentType":"application/json",
    "headers":{"a":"b"},"body":{"c":{}},"connectionTimeOut":3000,"readTimeOut":3000,"encode":true})"),
      "ok");
}

TEST(Read, RefusesWhatConductorDoesAndWeDoNot) {
  EXPECT_EQ(wrong(R"({"uri":"http://h/","asyncComplete":true})"), "/asyncComplete");
  EXPECT_EQ(wrong(R"({"http_request":{"uri":"http://h/"},"asyncComplete":true})"), "/asyncComplete");
  EXPECT_EQ(wrong(R"({"uri":"http://h/","oauthConsumerKey":"k","oauthConsumerSecret":"s"})"),
            "/oauthConsumerKey /oauthConsumerSecret");
}

TEST(Read, TakesNullAsNoBody) {
  EXPECT_FALSE(read_text(R"({"uri":"http://h","body":null})")->body);
}

TEST(Read, TakesMethodsInAnyCase) {
  EXPECT_EQ(read_text(R"({"uri":"http://h","method":"post"})")->method, "POST");
  EXPECT_EQ(read_text(R"({"uri":"http://h","method":"purge"})")->method, "purge");
}

TEST(Read, ReportsAllThatIsWrongWithPointers) {
  EXPECT_EQ(wrong("[]"), "");
  EXPECT_EQ(read_text("[]").error().pointer, "");
  EXPECT_EQ(read_text(R"({"http_request":"x"})").error().pointer, "/http_request");
  EXPECT_EQ(wrong("{}"), "(root)");
  EXPECT_EQ(wrong(R"({"uri":"http://h","method":"FE TCH"})"), "/method");
  EXPECT_EQ(wrong(R"({"uri":"http://h","method":"PSOT"})"), "/method");
  EXPECT_EQ(wrong(R"({"http_request":{"uri":5}})"), "/http_request/uri");
  EXPECT_EQ(wrong(R"({"uri":"http://h","readTimeOut":-1})"), "/readTimeOut");
  EXPECT_EQ(wrong(R"({"uri":"http://h","totalTimeOut":0})"), "/totalTimeOut");
  EXPECT_EQ(wrong(R"({"uri":"http://h","totalTimeOut":"5"})"), "/totalTimeOut");
  EXPECT_EQ(wrong(R"({"uri":"http://h","acceptedStatusCodes":["204-200"]})"), "/acceptedStatusCodes/0");
  EXPECT_EQ(wrong(R"({"uri":"http://h","rateLimit":{"requests":0,"perSeconds":1}})"), "/rateLimit/requests");
  EXPECT_EQ(wrong(R"({"uri":"http://h","maxResponseBytes":18446744073709551615})"), "/maxResponseBytes");
  EXPECT_EQ(wrong(R"({"uri":"","tls":{"verify":1}})"), "/uri /tls/verify");
}

TEST(Read, HintsAtTheNameThatWasMeant) {
  const auto meant = [](std::string_view name) {
    const result<request_settings> s = read_text(R"({"uri":"http://h",")" + std::string(name) + R"(":1})");
    return s ? "" : s.error().findings.front().suggestion;
  };
  EXPECT_EQ(meant("timout"), "\"totalTimeOut\"");
  EXPECT_EQ(meant("header"), "\"headers\"");
  EXPECT_EQ(meant("queryParamters"), "\"queryParameters\"");
  EXPECT_EQ(meant("URL"), "\"uri\"");
  EXPECT_EQ(meant("readTimeout"), "\"readTimeOut\"");
  EXPECT_EQ(meant("zzzzzzzz"), "");
}

// What looks like an expression was brought in by data and is text now.
TEST(Read, ChecksExpressionsAsText) {
  EXPECT_EQ(wrong(R"({"uri":"http://h","totalTimeOut":"${a}"})"), "/totalTimeOut");
}

} // namespace http_task::settings
