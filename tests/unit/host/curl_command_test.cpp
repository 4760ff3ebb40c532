#include "curl_command/curl_command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace http_task::host {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

curl_import import_of(std::string_view command) {
  auto read = read_curl_command(command);
  EXPECT_TRUE(read) << (read ? "" : read.error().detail);
  return read ? *std::move(read) : curl_import();
}

std::string settings_of(std::string_view command) {
  return to_text(import_of(command).settings);
}

// Without what every command has: no Accept of its own, redirects that are not followed.
std::string short_settings_of(std::string_view command) {
  json::object settings = import_of(command).settings;
  for (const char* name : {"accept", "redirect"}) {
    if (const auto found = settings.find(name); found != settings.end()) settings.stable_erase(found);
  }
  return to_text(settings);
}

std::vector<std::string> options_warned_of(std::string_view command) {
  std::vector<std::string> options;
  for (const curl_warning& w : import_of(command).warnings)
    options.push_back(w.option);
  return options;
}

std::string refused(std::string_view command) {
  const auto read = read_curl_command(command);
  return read ? "read" : read.error().type + ": " + read.error().detail;
}

TEST(CurlCommand, IsAGetThatFollowsNoRedirect) {
  EXPECT_EQ(settings_of("curl https://x.test/a"),
            R"({"method":"GET","uri":"https://x.test/a","accept":"*/*","redirect":{"follow":false}})");
  EXPECT_EQ(settings_of("curl -L x.test"), R"({"method":"GET","uri":"http://x.test","accept":"*/*"})");
  EXPECT_EQ(short_settings_of("$ /usr/bin/curl --url https://x.test"),
            R"({"method":"GET","uri":"https://x.test"})");
}

TEST(CurlCommand, TakesOptionsAsCurlDoes) {
  const char* settings = R"({"method":"PATCH","uri":"https://x.test","headers":{"A":"b"}})";
  for (const char* command :
       {"curl -X PATCH -H 'A: b' https://x.test", "curl -XPATCH -HA:b https://x.test",
        "curl -sSXPATCH https://x.test -H 'A: b'", "curl --request PATCH --header 'A: b' -- https://x.test",
        "curl https://x.test --request PATCH --heade 'A: b'",
        "curl \\\n  https://x.test \\\r\n -X PATCH \\\n -H 'A: b'"}) {
    EXPECT_EQ(short_settings_of(command), settings) << command;
    EXPECT_THAT(options_warned_of(command), IsEmpty()) << command;
  }
}

TEST(CurlCommand, NamesEveryOptionThatHasNoCounterpart) {
  EXPECT_THAT(
      options_warned_of("curl --digest --http2 --resolve a:1:b -K file --frobnicate https://x.test -: -n"),
      ElementsAre("--frobnicate", "--digest", "--http2", "--resolve", "-K", "-:"));
  const auto digest = import_of("curl --digest https://x.test").warnings.front();
  EXPECT_EQ(digest.detail, "It would have used HTTP Digest, which request settings do not have.");
  EXPECT_THAT(
      options_warned_of(
          "curl -sSvif -w '%{http_code}' -o /dev/null --compressed --no-progress-meter https://x.test"),
      IsEmpty());
  EXPECT_THAT(options_warned_of("curl https://x.test https://y.test -X"),
              ElementsAre("-X", "https://y.test"));
  EXPECT_THAT(options_warned_of("curl https://x.test | jq .a"), ElementsAre("|"));
  EXPECT_THAT(options_warned_of("curl https://x.test > file"), ElementsAre(">"));
}

TEST(CurlCommand, TakesNothingElseForOne) {
  EXPECT_THAT(refused("wget https://x.test"),
              HasSubstr("input.invalid: Expected a command that begins with curl"));
  EXPECT_THAT(refused(""), HasSubstr("input.invalid"));
  EXPECT_THAT(refused("curl"), HasSubstr("no URL"));
  EXPECT_THAT(refused("curl ftp://x.test"), HasSubstr("one of ftp"));
  EXPECT_THAT(refused("curl https:///a"), HasSubstr("no host"));
  EXPECT_THAT(refused("curl https://x.test/$(id)"), HasSubstr("none is executed"));
  EXPECT_THAT(refused("curl \"https://x.test/`id`\""), HasSubstr("none is executed"));
  EXPECT_THAT(refused("curl 'https://x.test"), HasSubstr("no end"));
}

TEST(CurlCommand, QueryIsParametersWhereNothingIsLost) {
  EXPECT_EQ(short_settings_of("curl 'https://x.test/a?b=1&c=x%20y&c=%C3%BC'"),
            R"({"method":"GET","uri":"https://x.test/a","queryParameters":{"b":"1","c":["x y","ü"]}})");
  for (const char* query : {"a", "a=1&&b=2", "a=b+c", "a=1&b=2&a=3", "a=b:c"}) {
    const std::string command = "curl 'https://x.test/?" + std::string(query) + "'";
    EXPECT_THAT(short_settings_of(command), HasSubstr("\"uri\":\"https://x.test/?")) << query;
  }
  EXPECT_EQ(short_settings_of("curl -g 'https://x.test/{id}?filter[a]=1'"),
            R"({"method":"GET","uri":"https://x.test/%7Bid%7D","queryParameters":{"filter[a]":"1"}})");
  EXPECT_EQ(short_settings_of("curl -G https://x.test/?a=1 -d b=2 --data-urlencode 'c=x y' --url-query d=3"),
            R"({"method":"GET","uri":"https://x.test/","queryParameters":)"
            R"({"a":"1","b":"2","c":"x y","d":"3"}})");
}

TEST(CurlCommand, DataIsAForm) {
  EXPECT_EQ(short_settings_of("curl https://x.test -d a=1 -d 'b=x%20y&a=2' --data-raw @c"),
            R"({"method":"POST","uri":"https://x.test","contentType":"application/x-www-form-urlencoded",)"
            R"("body":"a=1&b=x%20y&a=2&@c"})");
  EXPECT_EQ(
      short_settings_of("curl https://x.test --data a=1 --data-urlencode 'b=x y&z' --data-urlencode b=2"),
      R"({"method":"POST","uri":"https://x.test","contentType":"application/x-www-form-urlencoded",)"
      R"("body":{"a":"1","b":["x y&z","2"]}})");
  EXPECT_EQ(
      short_settings_of("curl -X PUT https://x.test -d ''"),
      R"({"method":"PUT","uri":"https://x.test","contentType":"application/x-www-form-urlencoded","body":""})");
}

TEST(CurlCommand, JsonIsAValue) {
  const char* settings =
      R"({"method":"POST","uri":"https://x.test","headers":{"Content-Type":"application/json"},)"
      R"("body":{"a":[1,0.5,null],"big":9007199254740993}})";
  EXPECT_EQ(short_settings_of("curl https://x.test -H 'Content-Type: application/json' -d "
                              "'{\"a\": [1, 0.5, null], \"big\": 9007199254740993}'"),
            settings);
  EXPECT_EQ(
      settings_of("curl -L https://x.test --json '{\"a\":' --json '1}'"),
      R"({"method":"POST","uri":"https://x.test","accept":"application/json","contentType":"application/json",)"
      R"("body":{"a":1}})");
  // A number that a double cannot hold stays as it was written.
  EXPECT_THAT(settings_of("curl https://x.test --json '{\"n\":123456789012345678901234567890}'"),
              HasSubstr(R"("body":"{\"n\":123456789012345678901234567890}")"));
  EXPECT_THAT(options_warned_of("curl https://x.test --json '{broken'"), ElementsAre("body"));
}

TEST(CurlCommand, FormsAreParts) {
  const curl_import read = import_of("curl https://x.test -F 'a=b;type=text/x' -F a=c -F "
                                     "'f=@x.pdf;type=application/pdf;filename=\"y;z.pdf\"' "
                                     "--form-string 'g=@h;type=i' -F 'q=\"a;b\"'");
  EXPECT_EQ(to_text(read.settings.at("contentType")), R"("multipart/form-data")");
  EXPECT_EQ(
      to_text(read.settings.at("body")),
      R"({"a":[{"content":"b","contentType":"text/x"},"c"],)"
      R"("f":{"file":"x.pdf","contentType":"application/pdf","filename":"y;z.pdf"},"g":"@h;type=i","q":"a;b"})");
  ASSERT_EQ(read.warnings.size(), 1U);
  EXPECT_THAT(read.warnings.front().detail, HasSubstr("x.pdf"));
}

TEST(CurlCommand, FilesAreNamed) {
  EXPECT_THAT(
      short_settings_of("curl https://x.test --data-binary @a/b.json -H 'Content-Type: application/json'"),
      HasSubstr(R"("bodyFile":"a/b.json")"));
  EXPECT_EQ(short_settings_of("curl https://x.test -T a.bin"),
            R"({"method":"PUT","uri":"https://x.test","contentType":"","bodyFile":"a.bin"})");
  EXPECT_THAT(options_warned_of("curl https://x.test -d @a -o b -o /c"), ElementsAre("-d", "-d", "-o"));
  EXPECT_THAT(short_settings_of("curl https://x.test -o b"), HasSubstr(R"("outputFile":"b")"));
}

TEST(CurlCommand, CredentialsStandBesideTheSettings) {
  const auto check = [](std::string_view command, std::string_view within, std::string_view secrets) {
    const curl_import read = import_of(command);
    EXPECT_THAT(to_text(read.settings), HasSubstr(std::string(within))) << command;
    EXPECT_EQ(to_text(to_json(read).at("secrets")), secrets) << command;
    for (const auto& [name, value] : read.secrets)
      EXPECT_EQ(to_text(read.settings).find(value), std::string::npos) << command;
    EXPECT_FALSE(read.warnings.empty()) << command;
  };
  check("curl https://api.dialpad.com/a -H 'Authorization: Bearer t0p-s3cret'",
        R"("authentication":{"type":"bearer","token":"${secrets.DIALPAD_API_KEY}"})",
        R"({"DIALPAD_API_KEY":"t0p-s3cret"})");
  check("curl https://x.test --oauth2-bearer t0p-s3cret",
        R"({"type":"bearer","token":"${secrets.X_API_KEY}"})", R"({"X_API_KEY":"t0p-s3cret"})");
  check("curl -u me@x:pass:word https://x.test",
        R"("username":"${secrets.X_USERNAME}","password":"${secrets.X_PASSWORD}")",
        R"({"X_USERNAME":"me@x","X_PASSWORD":"pass:word"})");
  check("curl https://user0:p%40ss@x.test/", R"("uri":"https://x.test/")",
        R"({"X_USERNAME":"user0","X_PASSWORD":"p@ss"})");
  check("curl -H 'authorization: basic dXNlcjA6cHc5OQ==' https://x.test", R"("type":"basic")",
        R"({"X_USERNAME":"user0","X_PASSWORD":"pw99"})");
  check("curl -u sk_live_1: https://x.test", R"("password":"")", R"({"X_USERNAME":"sk_live_1"})");
  check("curl -H 'Authorization: Token abc123' https://x.test",
        R"("Authorization":"Token ${secrets.X_AUTHORIZATION}")", R"({"X_AUTHORIZATION":"abc123"})");
  check("curl -H 'X-Api-Key: abc123' https://x.test", R"("X-Api-Key":"${secrets.X_API_KEY}")",
        R"({"X_API_KEY":"abc123"})");
  check("curl 'https://x.test/?api_key=abc123&q=1'",
        R"("queryParameters":{"api_key":"${secrets.X_API_KEY}","q":"1"})", R"({"X_API_KEY":"abc123"})");
  check("curl 'https://x.test/?key=abc123&q=a,b'", R"("uri":"https://x.test/?key=${secrets.X_KEY}&q=a,b")",
        R"({"X_KEY":"abc123"})");
  check("curl -b 'sid=1; b=2' https://x.test", R"("Cookie":"${secrets.X_COOKIE}")",
        R"({"X_COOKIE":"sid=1; b=2"})");
  check("curl https://x.test -x http://me0:pw1@proxy:3128",
        R"("url":"http://${secrets.X_PROXY_USERNAME}:${secrets.X_PROXY_PASSWORD}@proxy:3128")",
        R"({"X_PROXY_USERNAME":"me0","X_PROXY_PASSWORD":"pw1"})");
  check("curl https://x.test -H 'Authorization: Bearer ***'", R"("token":"${secrets.X_API_KEY}")", "{}");
}

TEST(CurlCommand, MembersOfBodiesThatAreCredentialsStandBesideThem) {
  const curl_import read =
      import_of("curl https://x.test --json "
                "'{\"user\":\"a\",\"client_secret\":\"s3cr3t\",\"in\":[{\"password\":\"pw1\"}]}'");
  EXPECT_EQ(
      to_text(read.settings.at("body")),
      R"({"user":"a","client_secret":"${secrets.X_CLIENT_SECRET}","in":[{"password":"${secrets.X_PASSWORD}"}]})");
  EXPECT_EQ(read.secrets.size(), 2U);
}

TEST(CurlCommand, VariablesAreExpressions) {
  const curl_import read = import_of(
      "curl \"$BASE/users/${ID}\" -H \"Authorization: Bearer $TOKEN\" -d \"a=$A\" -H 'X-Literal: ${no}'");
  EXPECT_EQ(to_text(read.settings.at("uri")), R"("${workflow.input.BASE}/users/${workflow.input.ID}")");
  EXPECT_EQ(to_text(read.settings.at("authentication")), R"({"type":"bearer","token":"${secrets.TOKEN}"})");
  EXPECT_EQ(to_text(read.settings.at("body")), R"({"a":"${workflow.input.A}"})");
  EXPECT_EQ(to_text(read.settings.at("headers")), R"({"X-Literal":"$${no}"})");
  EXPECT_THAT(options_warned_of("curl \"$BASE/a$A\" -d \"$A\""), ElementsAre("$BASE", "$A"));
  // What an expression of a workflow is stays one.
  EXPECT_THAT(settings_of("curl \"https://x.test/${workflow.input.id}\""),
              HasSubstr("x.test/${workflow.input.id}\""));
}

TEST(CurlCommand, OptionsOfTheConnectionAreSettings) {
  EXPECT_EQ(
      short_settings_of(
          "curl https://x.test -k --tlsv1.3 -m 2.5 --connect-timeout 1 --retry 3 --retry-delay 2 "
          "--max-filesize 1000 --socks5-hostname h:1080 --noproxy a,b"),
      R"({"method":"GET","uri":"https://x.test","totalTimeOut":2500,"connectionTimeOut":1000,)"
      R"("maxResponseBytes":1000,"retry":{"maxAttempts":4,"initialDelay":2000,"backoffRate":1,"jitter":"NONE"},)"
      R"("tls":{"verify":false,"minVersion":"1.3"},"proxy":{"url":"socks5h://h:1080","noProxy":["a","b"]}})");
  EXPECT_EQ(
      settings_of("curl -IL --max-redirs 3 https://x.test -A me -e https://r.test -H 'Accept: text/csv'"),
      R"({"method":"HEAD","uri":"https://x.test","headers":{"User-Agent":"me","Referer":"https://r.test",)"
      R"("Accept":"text/csv"},"redirect":{"maxRedirects":3}})");
  const curl_import tls =
      import_of("curl https://x.test --cert c.pem --key k.pem --pass pw1 --cacert ca.pem");
  EXPECT_EQ(
      to_text(tls.settings.at("tls")),
      R"({"clientCertificate":{"certificate":"${secrets.CLIENT_CERTIFICATE}","key":"${secrets.CLIENT_KEY}",)"
      R"("passphrase":"${secrets.CLIENT_KEY_PASSPHRASE}"}})");
  EXPECT_EQ(tls.warnings.size(), 3U);
}

TEST(CurlCommand, LeavesHeaderFieldsOfTheConnectionToTheClient) {
  const std::string_view command =
      "curl https://x.test -H 'Host: y.test' -H 'Connection: keep-alive' -H 'Content-Length: 3' "
      "-H 'Accept-Encoding: gzip, deflate, br' -H 'X-Empty;' -H 'User-Agent:' -H ':authority: x' "
      "-H 'A: 1' -H 'a: 2' -H nocolon";
  EXPECT_EQ(short_settings_of(command),
            R"({"method":"GET","uri":"https://x.test","headers":{"X-Empty":"","A":["1","2"]}})");
  EXPECT_THAT(options_warned_of(command), ElementsAre("-H", "-H", "Host"));
}

// As the developer tools of browsers copy a request.
TEST(CurlCommand, OfBrowsersAreRead) {
  const char* settings =
      R"({"method":"POST","uri":"https://x.test/a","queryParameters":{"b":"1"},)"
      R"("headers":{"accept":"*/*","content-type":"application/json","sec-ch-ua":"\"Chromium\";v=\"120\""},)"
      R"("body":{"a":"it's 100% \"ü\"\n","b":"^"}})";
  EXPECT_EQ(
      short_settings_of(
          "curl 'https://x.test/a?b=1' \\\n  -H 'accept: */*' \\\n  -H 'content-type: application/json' \\\n"
          "  -H 'sec-ch-ua: \"Chromium\";v=\"120\"' \\\n"
          "  --data-raw $'{\"a\":\"it\\'s 100% \\\\\"\\u00fc\\\\\"\\\\n\",\"b\":\"^\"}' \\\n  --compressed"),
      settings);
  EXPECT_EQ(short_settings_of("curl ^\"https://x.test/a?b=1^\" ^\r\n  -H ^\"accept: */*^\" ^\r\n"
                              "  -H ^\"content-type: application/json^\" ^\r\n"
                              "  -H ^\"sec-ch-ua: ^\\^\"Chromium^\\^\";v=^\\^\"120^\\^\"^\" ^\r\n"
                              "  --data-raw ^\"^{^\\^\"a^\\^\":^\\^\"it's 100^% "
                              "^\\^\\^\\^\"ü^\\^\\^\\^\"^\\^\\n^\\^\",^\\^\"b^\\^\":^\\^\"^^^\\^\"^}^\""),
            settings);
  EXPECT_EQ(short_settings_of("curl.exe \"https://x.test/a?b=1\" ^\n -X POST -H \"a: b\""),
            R"({"method":"POST","uri":"https://x.test/a","queryParameters":{"b":"1"},"headers":{"a":"b"}})");
}

} // namespace
} // namespace http_task::host
