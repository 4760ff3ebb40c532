#include "request/curl.hpp"
#include "request_from.hpp"

#include <gtest/gtest.h>

namespace http_task::request {
namespace {

using namespace std::string_literals;

std::string curl_of(std::string_view text, std::optional<std::string> body = std::nullopt) {
  redactor secrets;
  const settings::request_settings s = settings_from(text);
  const prepared p = build(s, {std::move(body), nullptr, {}}, secrets).value();
  return to_curl(p.message, s, secrets);
}

} // namespace

TEST(Curl, SaysTheSameRequest) {
  EXPECT_EQ(
      curl_of(
          R"({"uri":"https://h.test/a?b=c&d","method":"POST","body":{"it":"it's"},
    "headers":{"X-E":"","User-Agent":"me"},
    "connectionTimeOut":1500,"totalTimeOut":2000})"),
      "curl --request POST 'https://h.test/a?b=c&d' --compressed --header 'X-E;' --header 'User-Agent: me' "
      "--header 'Accept: application/json' --header 'Content-Type: application/json' "
      R"(--data-raw '{"it":"it'\''s"}' --connect-timeout 1.500 --max-time 2)");
}

TEST(Curl, FollowsRedirectsWhereItWouldDoTheSame) {
  EXPECT_NE(curl_of(with(R"("redirect":{"maxRedirects":3})"))
                .find("--location --max-redirs 3 --proto-redir =http,https"),
            std::string::npos);
  EXPECT_EQ(curl_of(with(R"("redirect":{"follow":false})")).find("--location"), std::string::npos);
  EXPECT_EQ(curl_of(with(R"("method":"DELETE")")).find("--location"), std::string::npos);
}

TEST(Curl, AsksForTheCodingsThatItKnowsItself) {
  EXPECT_EQ(curl_of(with(R"("accept":"a/b")")).find("Accept-Encoding"), std::string::npos);
  EXPECT_NE(curl_of(with(R"("headers":{"Accept-Encoding":"identity"})")).find("'Accept-Encoding: identity'"),
            std::string::npos);
}

TEST(Curl, LeavesOutTheMethodThatCurlTakesAnyway) {
  EXPECT_EQ(curl_of(with(R"("accept":"a/b")")).find("--request"), std::string::npos);
  EXPECT_NE(curl_of(with(R"("method":"HEAD")")).find("curl --head http"), std::string::npos);
  EXPECT_NE(curl_of(with(R"("body":{})")).find("--request GET"), std::string::npos)
      << "a body would make it a POST";
}

TEST(Curl, MasksCredentials) {
  for (const std::string_view authentication :
       {R"({"type":"bearer","token":"hunter22"})", R"({"type":"basic","username":"u","password":"hunter22"})",
        R"({"type":"apiKey","in":"query","name":"k","value":"hunter22"})",
        R"({"type":"apiKey","in":"cookie","name":"k","value":"hunter22"})",
        R"({"type":"apiKey","in":"header","name":"X-K","value":"hunter22"})"}) {
    const std::string line = curl_of(with("\"authentication\":" + std::string(authentication)));
    EXPECT_EQ(line.find("hunter22"), std::string::npos) << line;
    EXPECT_EQ(line.find("dTpodW50ZXIyMg"), std::string::npos) << line;
    EXPECT_NE(line.find("***"), std::string::npos) << line;
  }
  EXPECT_NE(curl_of(with(R"("authentication":{"type":"bearer","token":"abc"})"))
                .find("'Authorization: Bearer ***'"),
            std::string::npos)
      << "also where the token is too short to be searched for";
}

TEST(Curl, QuotesWhatTheShellWouldRead) {
  const std::string line = curl_of(with(
      R"("headers":{"X":"$(id) `id` \"q\" 'q' \\"},
      "method":"POST","contentType":"text/plain","body":"@/etc/passwd\n$HOME")"));
  EXPECT_NE(line.find(R"(--header 'X: $(id) `id` "q" '\''q'\'' \')"), std::string::npos) << line;
  EXPECT_NE(line.find("--data-raw '@/etc/passwd\n$HOME'"), std::string::npos) << line;
}

TEST(Curl, PointsToAFileForOtherBodies) {
  EXPECT_NE(curl_of(with(R"("method":"PUT")"), "\0\xFF"s).find("--data-binary @body.bin"), std::string::npos);
  EXPECT_NE(curl_of(with(R"("method":"PUT")"), std::string(20'000, 'x')).find("--data-binary @body.bin"),
            std::string::npos);
}

TEST(Curl, SaysHowToConnect) {
  const std::string line = curl_of(with(R"("tls":{"minVersion":"1.3","ca":"A","clientCertificate":
    {"certificate":"B","key":"the key","passphrase":"hunter22"}},
    "proxy":{"url":"http://user:hunter23@p:1","noProxy":["a.test","b.test"]})"));
  EXPECT_NE(line.find("--tlsv1.3 --cacert ca.pem --cert client.pem --key client.key --pass '***'"),
            std::string::npos)
      << line;
  EXPECT_NE(line.find("--proxy 'http://***@p:1' --noproxy a.test,b.test"), std::string::npos) << line;
  EXPECT_EQ(line.find("hunter2"), std::string::npos) << line;
}

TEST(Curl, SwitchesOffWhatCurlWouldChange) {
  EXPECT_NE(
      curl_of(R"({"uri":"http://[::1]:8080/a/../b","tls":{"verify":false}})").find("--globoff --path-as-is"),
      std::string::npos);
  EXPECT_NE(curl_of(with(R"("tls":{"verify":false})")).find("--insecure"), std::string::npos);
  EXPECT_NE(curl_of(with(R"("contentType":"","method":"POST","body":"x")")).find("--header Content-Type:"),
            std::string::npos);
}

} // namespace http_task::request
