#include "uri/reference.hpp"

#include <gtest/gtest.h>

namespace http_task::uri {
namespace {

std::string resolved(std::string_view base, std::string_view reference) {
  const result<http_url> url = resolve_reference(parse_http_url(base).value(), reference);
  if (!url) return url.error().type;
  return url->scheme + "://" + url->host + ":" + std::to_string(url->port) + url->target;
}

} // namespace

// RFC 3986, sections 5.4.1 and 5.4.2, as far as they are of http; "file" stands in for "g:h".
TEST(Reference, IsResolvedAsTheExamplesOfTheRfcHaveIt) {
  struct example {
    std::string_view reference;
    std::string_view target;
  };
  constexpr example examples[] = {
      {"g", "/b/c/g"},
      {"./g", "/b/c/g"},
      {"g/", "/b/c/g/"},
      {"/g", "/g"},
      {"?y", "/b/c/d;p?y"},
      {"g?y", "/b/c/g?y"},
      {"#s", "/b/c/d;p?q"},
      {"g#s", "/b/c/g"},
      {"g?y#s", "/b/c/g?y"},
      {";x", "/b/c/;x"},
      {"g;x", "/b/c/g;x"},
      {"g;x?y#s", "/b/c/g;x?y"},
      {"", "/b/c/d;p?q"},
      {".", "/b/c/"},
      {"./", "/b/c/"},
      {"..", "/b/"},
      {"../", "/b/"},
      {"../g", "/b/g"},
      {"../..", "/"},
      {"../../", "/"},
      {"../../g", "/g"},
      {"../../../g", "/g"},
      {"../../../../g", "/g"},
      {"/./g", "/g"},
      {"/../g", "/g"},
      {"g.", "/b/c/g."},
      {".g", "/b/c/.g"},
      {"g..", "/b/c/g.."},
      {"..g", "/b/c/..g"},
      {"./../g", "/b/g"},
      {"./g/.", "/b/c/g/"},
      {"g/./h", "/b/c/g/h"},
      {"g/../h", "/b/c/h"},
      {"g;x=1/./y", "/b/c/g;x=1/y"},
      {"g;x=1/../y", "/b/c/y"},
      {"g?y/./x", "/b/c/g?y/./x"},
      {"g?y/../x", "/b/c/g?y/../x"},
  };
  for (const example& e : examples)
    EXPECT_EQ(resolved("http://a/b/c/d;p?q", e.reference), "http://a:80" + std::string(e.target))
        << e.reference;
}

TEST(Reference, MayNameAnotherServer) {
  EXPECT_EQ(resolved("https://a/b", "//c:444/d"), "https://c:444/d");
  EXPECT_EQ(resolved("https://a/b", "HTTP://C"), "http://c:80/");
  EXPECT_EQ(resolved("http://[2001:db8::1]:8080/b", "c"), "http://2001:db8::1:8080/c");
}

// What curl and browsers make of it.
TEST(Reference, MayHoldWhatServersForgetToEscape) {
  EXPECT_EQ(resolved("http://a/b", "/a b?c d"), "http://a:80/a%20b?c%20d");
  EXPECT_EQ(resolved("http://a/b", "http://c/a b"), "http://c:80/a%20b");
  EXPECT_EQ(resolved("http://a/b", "//c?a b"), "http://c:80/?a%20b");
  EXPECT_EQ(resolved("http://a/b", "c\"<>[]^`{|}?\"<>[]^`{|}"),
            "http://a:80/c%22%3C%3E%5B%5D%5E%60%7B%7C%7D?%22%3C%3E%5B%5D%5E%60%7B%7C%7D");
  EXPECT_EQ(resolved("http://a/b", "/caf\xE9"), "http://a:80/caf%E9") << "Latin-1";
  EXPECT_EQ(resolved("http://a/b", "/caf\xC3\xA9"), "http://a:80/caf%C3%A9");
  EXPECT_EQ(resolved("http://a/b", "/a#b c"), "http://a:80/a");
}

TEST(Reference, IsRefusedWhereParsersDisagree) {
  for (const std::string_view bad :
       {"/\\127.0.0.1/", "\\\\127.0.0.1", "//user@c/", "file:///etc/passwd", "gopher://c/", "http:/c",
        "http:c", "//", "///c", "a\tb", "http://a b/", "//c d/", "http://caf\xE9/", "http://{a}/", "/100%",
        "http://c:99999/", "javascript:alert(1)"})
    EXPECT_EQ(resolved("http://a/b", bad), "url.invalid") << bad;
}

TEST(Reference, KnowsItsScheme) {
  EXPECT_EQ(scheme_of("gopher://x"), "gopher");
  EXPECT_EQ(scheme_of("mailto:a@b"), "mailto");
  EXPECT_EQ(scheme_of("/a:b"), "");
  EXPECT_EQ(scheme_of("?a:b"), "");
  EXPECT_EQ(scheme_of("1a:b"), "");
  EXPECT_EQ(scheme_of(""), "");
}

} // namespace http_task::uri
