#include "render/endpoint_reference.hpp"
#include "render/problem.hpp"
#include "render/search_results.hpp"
#include "render/structured_response.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace http_task::host {
namespace {

using testing::HasSubstr;
using testing::Not;

const palette plain(false);

TEST(RenderSearchResults, HighlightsMatches) {
  const auto found =
      parse_object(R"({"results": [{"id": "a:GET:/x", "api": "a", "method": "GET", "path": "/x",
    "title": "Create call", "summary": "", "deprecated": true,
    "matches": [{"field": "title", "offset": 7, "length": 4},
                {"field": "title", "offset": 0, "length": 99}]}]})",
                   "test");
  const json::array& results = *array_of(*found, "results");
  EXPECT_THAT(render_search_results(results, palette(true)), HasSubstr("Create \x1b[33mcall\x1b[0m"));
  EXPECT_THAT(render_search_results(results, plain), HasSubstr("Create call"));
  EXPECT_THAT(render_search_results(results, plain), HasSubstr("deprecated"));
}

std::string reference(const char* description) {
  return render_endpoint_reference(*parse_object(description, "test"), plain, 100);
}

TEST(RenderEndpointReference, ShowsFields) {
  const std::string text = reference(R"({
    "title": "Create", "description": "Creates **it**.",
    "properties": {
      "uri": {"default": "https://api.test/items"},
      "headers": {"required": ["Content-Type"],
                  "properties": {"Content-Type": {"type": "string", "default": "application/json"}}},
      "body": {"type": "object", "required": ["name"], "properties": {
        "name": {"type": "string", "maxLength": 5},
        "kind": {"type": ["string", "null"], "enum": ["a", "b"]},
        "owner": {"$ref": "#/$defs/Owner"},
        "tags": {"type": "array", "items": {"type": "string", "enum": ["x", "y"]}}}}},
    "endpoint": {"method": "POST", "path": "/items", "id": "api.test:POST:/items",
      "servers": [{"url": "https://api.test"}], "rateLimit": {"requests": 1200, "perSeconds": 60},
      "scopes": [{"name": "write"}], "security": [{"schemes": ["key"]}],
      "securitySchemes": {"key": {"type": "apiKey", "in": "query", "name": "k"}},
      "responses": {"200": {"description": "Made.", "schema": {"$ref": "#/$defs/Owner"}}}},
    "$defs": {"Owner": {"type": "object", "properties": {"id": {"type": "integer", "format": "int64"},
                                                          "parent": {"$ref": "#/$defs/Owner"}}}}})");
  EXPECT_THAT(text, HasSubstr("POST https://api.test/items"));
  EXPECT_THAT(text, HasSubstr("Creates it."));
  EXPECT_THAT(text, HasSubstr("Content-Type  string  required"));
  EXPECT_THAT(text, HasSubstr("default: application/json"));
  EXPECT_THAT(text, HasSubstr("name  string  required"));
  EXPECT_THAT(text, HasSubstr("length at most 5"));
  EXPECT_THAT(text, HasSubstr("kind  string or null"));
  EXPECT_THAT(text, HasSubstr("one of: a, b"));
  EXPECT_THAT(text, HasSubstr("tags  array of string"));
  EXPECT_THAT(text, HasSubstr("one of: x, y"));
  EXPECT_THAT(text, HasSubstr("id  integer (int64)"));
  EXPECT_THAT(text, HasSubstr("as above"));
  EXPECT_THAT(text, HasSubstr("1200 requests per minute"));
  EXPECT_THAT(text, HasSubstr("API key \"k\" in the query"));
  EXPECT_THAT(text, HasSubstr("200  Made."));
}

TEST(RenderEndpointReference, SurvivesAnything) {
  for (const char* description :
       {"{}", R"({"properties": 5, "endpoint": []})",
        R"({"properties": {"body": true}, "endpoint": {"security": [5]}})",
        R"({"properties": {"body": {"$ref": "#/properties/body"}}})",
        R"({"properties": {"body": {"properties": {"x": {"$ref": "#/%zz"}, "y": {"$ref": "#/nowhere"}}}}})"})
    EXPECT_FALSE(reference(description).empty());
}

constexpr const char* answered = R"({"status": "FAILED",
  "response": {"statusCode": 404, "reasonPhrase": "Not Found",
               "headers": {"content-type": ["application/json"]},
               "body": {"n": 1.50, "evil": "\u001b[2J"}, "bodyEncoding": "json"},
  "request": {"method": "GET", "uri": "http://127.0.0.1/",
              "head": "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "curl": "curl http://127.0.0.1/"},
  "responseHeaders": [{"name": "Content-Type", "value": "application/json"}],
  "timings": {"dns": -1, "connect": 0.5, "wait": 1, "total": 1.5},
  "connection": {"remoteAddress": "127.0.0.1", "remotePort": 80, "localAddress": "127.0.0.1", "localPort": 5,
    "httpVersion": "1.1", "reused": false,
    "tls": {"version": "TLSv1.3", "cipher": "X", "verified": false, "verifyMessage": "self-signed",
            "certificates": [{"subject": "CN=x", "issuer": "CN=y"}]}},
  "sizes": {"requestHeader": 37, "requestBody": 0, "responseHeader": 90, "responseBody": 12},
  "attempts": [{"number": 1, "statusCode": 404}],
  "checks": [{"rule": "status", "pass": false, "message": "404 is not accepted."}],
  "verdict": "Failed.",
  "error": {"type": "status.not_accepted", "title": "Not accepted", "advice": "Look."}})";

TEST(RenderStructuredResponse, ShowsAllThereIs) {
  const std::string text = render_structured_response(answered, plain, 100);
  for (const char* part :
       {"> GET / HTTP/1.1\n> Host: 127.0.0.1\n", "< HTTP/1.1 404 Not Found",
        "< Content-Type: application/json", "\"n\": 1.50", "127.0.0.1:80 from 127.0.0.1:5, new", "TLSv1.3",
        "NO: self-signed", "CN=y", "connect", "1.50 ms", "sent 37 + 0 bytes, received 90 + 12",
        "1: status 404", "FAIL  status  404 is not accepted.", "Failed.", "status.not_accepted", "Look."})
    EXPECT_THAT(text, HasSubstr(part));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("dns")));
}

TEST(RenderStructuredResponse, ShowsTheOutput) {
  const std::string text = render_structured_response(
      R"({"status": "COMPLETED", "output": {"id": 18446744073709551616, "price": 1.50}})", plain, 100);
  EXPECT_THAT(text, HasSubstr("Output\n{"));
  EXPECT_THAT(text, HasSubstr("\"id\": 18446744073709551616"));
  EXPECT_THAT(text, HasSubstr("\"price\": 1.50"));
}

TEST(RenderStructuredResponse, SurvivesAnything) {
  for (const char* document :
       {"{}", R"({"response": 5, "timings": [], "attempts": [5], "checks": [null]})",
        R"({"response": {"headers": {"a": "b"}, "body": "QQ==", "bodyEncoding": "base64"}})"})
    EXPECT_FALSE(render_structured_response(document, plain, 80).empty());
}

TEST(RenderDryRun, ShowsTheBytesAndCurl) {
  EXPECT_EQ(render_dry_run(answered, plain),
            "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n\nThe same with curl\ncurl http://127.0.0.1/\n");
}

TEST(SummaryLine, SaysWhatCameOfIt) {
  EXPECT_EQ(summary_line(*parse_object(answered, "test")), "404 Not Found in 1.50 ms");
  EXPECT_EQ(
      summary_line(*parse_object(R"({"error": {"title": "Refused"}, "timings": {"total": 12.34}})", "test")),
      "Refused in 12.3 ms");
}

TEST(RenderProblem, SaysWhereAndWhatToDo) {
  problem p = make_problem("settings.invalid", "Two things.", "Fix them.");
  p.findings.push_back({"/body/target_type", "Expected one of a, b; found \"c\".", "", "\"a\""});
  const std::string text = render_problem(p, plain, 100);
  for (const char* part : {"settings.invalid", "/body/target_type", "did you mean \"a\"?", "Fix them."})
    EXPECT_THAT(text, HasSubstr(part));
}

} // namespace
} // namespace http_task::host
