#include "settings/credential_rules.hpp"

#include <gtest/gtest.h>

namespace http_task::settings {

TEST(BearerToken, IsVisibleAscii) {
  EXPECT_FALSE(check_bearer_token("abc.DEF-_~+/=="));
  EXPECT_FALSE(check_bearer_token("a|b")) << "real tokens do not all keep to RFC 6750";
  for (const std::string_view token : {"", "a b", "a\n", "Bearer x", "\u00fc"})
    EXPECT_TRUE(check_bearer_token(token)) << token;
}

TEST(BasicCredentials, HoldNoControlCharactersAndNoColonInTheName) {
  EXPECT_FALSE(check_username("j\u00fcrgen"));
  EXPECT_FALSE(check_username(""));
  EXPECT_TRUE(check_username("us:er"));
  EXPECT_TRUE(check_username("user\n"));
  EXPECT_FALSE(check_password("a:b c"));
  EXPECT_TRUE(check_password("a\r"));
}

TEST(Cookie, KeepsToRfc6265) {
  EXPECT_FALSE(check_cookie_name("session"));
  EXPECT_TRUE(check_cookie_name("a=b"));
  EXPECT_TRUE(check_cookie_name(""));
  EXPECT_FALSE(check_cookie_value("a=b%20c"));
  for (const std::string_view value : {"a; admin=1", "a\r\nX: 1", "a b", "a,b", "\"a\"", "a\\b"})
    EXPECT_TRUE(check_cookie_value(value)) << value;
}

TEST(Credentials, AreNotShown) {
  EXPECT_EQ(check_bearer_token("hunter22\n")->detail.find("hunter22"), std::string::npos);
  EXPECT_EQ(check_username("hunter22:")->detail.find("hunter22"), std::string::npos);
  EXPECT_EQ(check_cookie_value("hunter22;")->detail.find("hunter22"), std::string::npos);
}

} // namespace http_task::settings
