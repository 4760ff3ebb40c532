#include "serve/masking.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

std::string masked(std::string_view bytes, const json::object& secrets) {
  std::string out;
  for_each_masked_piece(bytes, forms_of_secrets(secrets), [&](std::string_view piece) { out += piece; });
  return out;
}

TEST(Masking, EachWayOfWritingASecret) {
  const json::object secrets{{"A", "pa\"ss wörd"}, {"B", "token"}};
  EXPECT_EQ(masked("x pa\"ss wörd y", secrets), "x *** y");
  EXPECT_EQ(masked(R"({"k":"pa\"ss wörd"})", secrets), R"({"k":"***"})");
  EXPECT_EQ(masked("k=pa%22ss%20w%C3%B6rd&t=token", secrets), "k=***&t=***");
  EXPECT_EQ(masked("dG9rZW4=", secrets), "***");
  EXPECT_EQ(masked("tokentoken toke", secrets), "****** toke");
}

TEST(Masking, TheLongerOfTwoCounts) {
  EXPECT_EQ(masked("abcdef", {{"A", "abcd"}, {"B", "abcdef"}}), "***");
}

TEST(Masking, ShortValuesAndOtherKindsAreNotLookedFor) {
  EXPECT_EQ(masked("abc true", {{"A", "abc"}, {"B", true}}), "abc true");
  EXPECT_EQ(masked("anything", {}), "anything");
}

} // namespace
} // namespace http_task::host
