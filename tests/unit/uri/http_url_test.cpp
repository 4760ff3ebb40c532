#include "uri/http_url.hpp"

#include <gtest/gtest.h>

#include <array>

namespace http_task::uri {
namespace {

using namespace std::string_view_literals;

std::string shown(std::string_view text) {
  const result<http_url> url = parse_http_url(text);
  if (!url) return url.error().type;
  return url->scheme + " " + url->host + " " + std::to_string(url->port) + " " + url->target;
}

} // namespace

TEST(HttpUrl, IsTakenApart) {
  EXPECT_EQ(shown("https://dialpad.com/api/v2/users?limit=5"), "https dialpad.com 443 /api/v2/users?limit=5");
  EXPECT_EQ(shown("http://localhost"), "http localhost 80 /");
  EXPECT_EQ(shown("HTTP://Example.COM:8080/A"), "http example.com 8080 /A");
  EXPECT_EQ(shown("https://example.com:443/"), "https example.com 443 /");
  EXPECT_EQ(shown("https://example.com:/"), "https example.com 443 /")
      << "an empty port is the default (RFC 3986)";
  EXPECT_EQ(shown("http://127.0.0.1:80/"), "http 127.0.0.1 80 /");
  EXPECT_EQ(shown("http://my_service/"), "http my_service 80 /");
  EXPECT_EQ(shown("http://xn--bcher-kva.example/"), "http xn--bcher-kva.example 80 /");
  EXPECT_EQ(shown("http://127.0.0.1.example.com:81/"), "http 127.0.0.1.example.com 81 /");
  EXPECT_EQ(shown("http://example.com./"), "http example.com. 80 /");
}

TEST(HttpUrl, WritesIpv6InItsShortestForm) {
  EXPECT_EQ(shown("http://[::1]:8080/x"), "http ::1 8080 /x");
  EXPECT_EQ(shown("http://[2001:DB8:0:0:0:0:0:1]/"), "http 2001:db8::1 80 /");
}

TEST(HttpUrl, MakesATargetInOriginForm) {
  EXPECT_EQ(shown("http://h.test?x=1"), "http h.test 80 /?x=1");
  EXPECT_EQ(shown("http://h.test/a#frag?x"), "http h.test 80 /a") << "the fragment is not sent";
  EXPECT_EQ(shown("http://h.test?"), "http h.test 80 /?");
  EXPECT_EQ(shown("http://h.test//a//b/"), "http h.test 80 //a//b/");
}

TEST(HttpUrl, LeavesEscapesAndDelimitersAsTheyAre) {
  for (const std::string_view target : {"/%2F%2f", "/a+b%20c", "/a:b;c=d,e!f$g'(h)*i", "/@127.0.0.1",
                                        "/?next=http://127.0.0.1:80/", "/a/../b"})
    EXPECT_EQ(shown("http://h.test" + std::string(target)), "http h.test 80 " + std::string(target));
}

TEST(HttpUrl, EscapesWhatOccursInPractice) {
  EXPECT_EQ(shown("http://h.test/caf\u00e9?b=\u00fc"), "http h.test 80 /caf%C3%A9?b=%C3%BC");
  EXPECT_EQ(shown("http://h.test/\u010d\u010a"), "http h.test 80 /%C4%8D%C4%8A") << "no cut to eight bits";
  EXPECT_EQ(shown("http://h.test/?q=[1]"), "http h.test 80 /?q=%5B1%5D");
}

TEST(HttpUrl, RefusesWhatIsNoHttpUrl) {
  for (const std::string_view text :
       {"", "http", "http://", "//127.0.0.1/", "://h.test/", "/path", "ftp://h.test/",
        "file://h.test/etc/passwd", "ws://h.test/", "httpx://h.test/", "javascript:alert(1)",
        "jar:http://h.test/x!/", "http:/h.test", "http+unix://%2Fvar%2Frun/x", "view-source:http://h.test/",
        "?http://h.test/"})
    EXPECT_EQ(shown(text), "url.invalid") << text;
}

TEST(HttpUrl, RefusesBytesThatSplitARequest) {
  for (const std::string_view text :
       {"http://h.test/a\r\nX-Evil: 1"sv, "http://h.test/a b"sv, "http://h.test/\0"sv, "http://h.test\r\n/"sv,
        "http://h.test:80\r\n/"sv, " http://h.test/"sv, "ht\ttp://h.test/"sv, "http://h.test/\x7F"sv,
        "\xEF\xBB\xBFhttp://h.test/"sv, "http://h.test/\xFF"sv, "http://h.test/a\\b"sv, "http:\\\\h.test/"sv})
    EXPECT_EQ(shown(text), "url.invalid") << text;
}

TEST(HttpUrl, RefusesUserInformationAndDoesNotShowIt) {
  for (const std::string_view text :
       {"http://user:hunter22@h.test/", "http://@127.0.0.1/", "http://a@b@127.0.0.1/",
        "http://h.test:443@169.254.169.254/", "http://h.test\\@127.0.0.1/"}) {
    const result<http_url> url = parse_http_url(text);
    ASSERT_FALSE(url) << text;
    EXPECT_EQ((url.error().detail + url.error().advice).find("hunter22"), std::string::npos);
  }
}

TEST(HttpUrl, RefusesHostsThatParsersReadInDifferentWays) {
  for (const std::string_view text : {"http://0x7f000001/",
                                      "http://0X7F000001/",
                                      "http://017700000001/",
                                      "http://0177.0.0.01/",
                                      "http://127.1/",
                                      "http://0/",
                                      "http://2852039166/",
                                      "http://127.0.0.1./",
                                      "http://127.0.0.256/",
                                      "http://1.2.3.4.5/",
                                      "http://127.0.0.0x/",
                                      "http://08.8.8.8/",
                                      "http://%31%32%37.0.0.1/",
                                      "http://127%2e0%2e0%2e1/",
                                      "http://h.test%00.evil.example/",
                                      "http://h.test%40127.0.0.1/",
                                      "http://[fe80::1%25eth0]/",
                                      "http://[::1/",
                                      "http://[::1]x/",
                                      "http://[127.0.0.1]/",
                                      "http://[v1.fe80]/",
                                      "http://[1:2:3:4:5:6:7:8:9]/",
                                      "http://.h.test/",
                                      "http://h..test/",
                                      "http:///path",
                                      "http://:443/",
                                      "http://./",
                                      "http://h,test/",
                                      "http://\u00adlocalhost/",
                                      "http://127\u30020\u30020\u30021/",
                                      "http://\uff4cocalhost/"})
    EXPECT_EQ(shown(text), "url.invalid") << text;
}

TEST(HttpUrl, WritesInternationalNamesInPunycode) {
  EXPECT_EQ(shown("http://b\u00fccher.example/"), "http xn--bcher-kva.example 80 /");
  EXPECT_EQ(shown("http://B\u00fcCHER.example/"), "http xn--bcher-kva.example 80 /");
  EXPECT_EQ(shown("https://\u4f8b\u3048.\u30c6\u30b9\u30c8/"), "https xn--r8jz45g.xn--zckzah 443 /");
}

TEST(HttpUrl, AdvisesPunycodeForOtherNames) {
  const result<http_url> url = parse_http_url("http://\u2603.example/");
  ASSERT_FALSE(url);
  EXPECT_NE(url.error().advice.find("Punycode"), std::string::npos);
}

TEST(HttpUrl, BoundsNamesAndLengths) {
  std::string long_foreign_name;
  for (int i = 0; i < 5000; ++i)
    long_foreign_name += "\u00fc";
  EXPECT_EQ(shown("http://" + long_foreign_name + "/"), "url.invalid") << "its conversion would take long";
  EXPECT_EQ(shown("http://" + std::string(63, 'a') + ".test/"),
            "http " + std::string(63, 'a') + ".test 80 /");
  EXPECT_EQ(shown("http://" + std::string(64, 'a') + ".test/"), "url.invalid");
  std::string long_name = "test";
  while (long_name.size() < 254)
    long_name = std::string(10, 'a') + "." + long_name;
  EXPECT_EQ(shown("http://" + long_name + "/"), "url.invalid");
  EXPECT_EQ(shown("http://h.test/" + std::string(70'000, 'a')), "url.invalid");
}

TEST(HttpUrl, RefusesPortsThatAreNone) {
  for (const std::string_view port : {"0", "65536", "99999999999999999999", "-1", "+80", "8x"})
    EXPECT_EQ(shown("http://h.test:" + std::string(port) + "/"), "url.invalid") << port;
  EXPECT_EQ(shown("http://h.test:65535/"), "http h.test 65535 /");
}

TEST(HttpUrl, NamesTheCharacterThatCannotStand) {
  const result<http_url> url = parse_http_url("http://h.test/a|b");
  ASSERT_FALSE(url);
  EXPECT_NE(url.error().detail.find("| cannot stand in the path"), std::string::npos) << url.error().detail;
  EXPECT_NE(url.error().advice.find("%7C"), std::string::npos);
  EXPECT_EQ(shown("http://h.test/%zz"), "url.invalid");
  EXPECT_EQ(shown("http://h.test/%2"), "url.invalid");
}

TEST(Outline, FindsTheAuthorityAndThePath) {
  const auto text = [](std::string_view url) {
    const outline o = outline_of(url);
    return std::to_string(o.authority == std::string_view::npos ? 0 : o.authority) + " " +
           std::to_string(o.path);
  };
  EXPECT_EQ(text("http://h/x"), "7 8");
  EXPECT_EQ(text("http://h"), "7 8");
  EXPECT_EQ(text("http://h?x"), "7 8");
  EXPECT_EQ(text("/a?u=http://h"), "0 0");
  EXPECT_EQ(text("http:"), "0 0");
}

TEST(DotSegment, IsFoundAlsoEscaped) {
  for (const std::string_view segment : {".", "..", "%2e", "%2E.", ".%2e", "%2E%2e"})
    EXPECT_TRUE(is_dot_segment(segment)) << segment;
  for (const std::string_view segment : {"", "...", "a.", "%2e%2e%2e", "%252e"})
    EXPECT_FALSE(is_dot_segment(segment)) << segment;
}

TEST(AppendQuery, EncodesAndSeparates) {
  std::string target = "/a";
  append_query(target, "q", "a&b=c");
  append_query(target, "a=b", "\u00fc +");
  EXPECT_EQ(target, "/a?q=a%26b%3Dc&a%3Db=%C3%BC%20%2B");
  target = "/a?";
  append_query(target, "q", "");
  EXPECT_EQ(target, "/a?q=");
  target = "/a?x&";
  append_query(target, "q", "1");
  EXPECT_EQ(target, "/a?x&q=1");
}

} // namespace http_task::uri
