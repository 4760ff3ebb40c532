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
  EXPECT_EQ(s.path_parameters[0].values, std::vector<std::string>{"18446744073709551615"});
  ASSERT_EQ(s.query_parameters.size(), 2U) << "null leaves a parameter out";
  EXPECT_EQ(s.query_parameters[0].name, "b") << "the order is kept";
  EXPECT_EQ(s.query_parameters[0].values, (std::vector<std::string>{"1", "x", "true"}));
  EXPECT_EQ(s.query_parameters[1].values, std::vector<std::string>{"0.5"});
  EXPECT_EQ(s.headers[1].values, (std::vector<std::string>{"2", "3"}));
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
}

TEST(Read, ReportsAllThatIsWrongWithPointers) {
  EXPECT_EQ(wrong("[]"), "");
  EXPECT_EQ(read_text("[]").error().pointer, "");
  EXPECT_EQ(read_text(R"({"http_request":"x"})").error().pointer, "/http_request");
  EXPECT_EQ(wrong("{}"), "(root)");
  EXPECT_EQ(wrong(R"({"uri":"http://h","method":"FETCH"})"), "/method");
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
