#include "schema/pattern.hpp"

#include "support.hpp"

#include <string>

namespace http_task::schema {
namespace {

bool matches(std::string_view expression, std::string_view text) {
  const result<pattern> p = pattern::compile(expression);
  EXPECT_TRUE(p) << expression << ": " << (p ? "" : p.error().detail);
  return p && p->matches(text);
}

std::string problem_of(std::string_view expression) {
  const result<pattern> p = pattern::compile(expression);
  return p ? "none" : p.error().type;
}

TEST(pattern, is_not_anchored) {
  EXPECT_TRUE(matches("b", "abc"));
  EXPECT_FALSE(matches("^b", "abc"));
  EXPECT_FALSE(matches("b$", "abc"));
  EXPECT_FALSE(matches("^abc$", "abc\n"));
}

TEST(pattern, escapes_mean_what_ecma_262_says) {
  EXPECT_TRUE(matches(R"(^\cJ\x41\u0042\u{43}\/\.\-$)", "\nABC/.-"));
  EXPECT_TRUE(matches(R"(^\uD83D\uDC32$)", "\xF0\x9F\x90\xB2"));
  EXPECT_FALSE(matches(R"(^\d$)", "\xDF\x80"));
  EXPECT_TRUE(matches(R"(^\s$)", "\xC2\xA0"));
  EXPECT_FALSE(matches(R"(^\S$)", "\xE2\x80\xA8"));
  EXPECT_TRUE(matches(R"(^\p{Letter}\p{Lu}\p{Script=Greek}$)", "\xC3\xA9X\xCE\xB1"));
  EXPECT_FALSE(matches(R"(^\P{L}$)", "a"));
  EXPECT_TRUE(matches(R"(^[\b\0]+$)", std::string_view("\b\0", 2)));
}

TEST(pattern, a_dot_takes_any_character_but_line_ends) {
  EXPECT_TRUE(matches("^.$", "\xE2\x82\xAC"));
  EXPECT_FALSE(matches("^.$", "\r"));
  EXPECT_FALSE(matches("^.$", "\xE2\x80\xA8"));
}

TEST(pattern, classes_take_brackets_and_dashes_as_they_are) {
  EXPECT_TRUE(matches("^[[:alpha:]+$", "[:ahlp"));
  EXPECT_TRUE(matches(R"(^[\w-]+$)", "a-b_c"));
  EXPECT_TRUE(matches(R"(^[\d-z]+$)", "1-z"));
  EXPECT_FALSE(matches(R"(^[\d-z]+$)", "y"));
  EXPECT_FALSE(matches("[]", "a"));
  EXPECT_TRUE(matches("^[^]$", "\n"));
  EXPECT_TRUE(matches("^[a-c&&b]+$", "&a"));
}

TEST(pattern, braces_that_do_not_count_are_literal) {
  EXPECT_TRUE(matches("^{a}{,2}$", "{a}{,2}"));
  EXPECT_TRUE(matches("^a{2}$", "aa"));
  EXPECT_FALSE(matches("^a{2,3}$", "aaaa"));
}

TEST(pattern, repetitions_above_the_limit_of_re2_work) {
  EXPECT_TRUE(matches("^.{1,2000}$", std::string(2000, 'x')));
  EXPECT_FALSE(matches("^.{1,2000}$", std::string(2001, 'x')));
  EXPECT_TRUE(matches("^x{1500,}$", std::string(1600, 'x')));
  EXPECT_FALSE(matches("^x{1500,}$", std::string(1499, 'x')));
}

TEST(pattern, refuses_what_re2_cannot_do_and_says_so) {
  for (const std::string_view p :
       {"(?=a)", "(?!a)b", "(?<=a)b", "(?<!a)b", R"((a)\1)", R"((?<n>a)\k<n>)", "a{6000}",
        R"(\p{Emoji_Nonsense})", R"(\uD83D)", "((a{1000}){1000}){1000}"})
    EXPECT_EQ(problem_of(p), "input.unsupported") << p;
  const result<pattern> p = pattern::compile("^(?!x)");
  ASSERT_FALSE(p);
  EXPECT_EQ(p.error().detail,
            "The pattern \"^(?!x)\" uses lookaround at character 3, which is not supported.");
  EXPECT_FALSE(p.error().advice.empty());
}

TEST(pattern, refuses_what_is_no_regular_expression) {
  for (const std::string_view p :
       {"(", ")", "[", "*a", "a**", "(?", "(?i)a", R"(\)", R"(\a)", R"(\Z)", R"(\x4)", R"(\u{110000})",
        "[z-a]", "a{3,2}", R"(\c1)", "(?<>a)", R"(\p{L)"})
    EXPECT_EQ(problem_of(p), "input.invalid") << p;
}

TEST(pattern, nested_repetitions_run_in_linear_time) {
  const std::string text = std::string(std::size_t{1} << 20U, 'a') + "b";
  EXPECT_FALSE(matches("^(a+)+$", text));
  EXPECT_FALSE(matches("^(a|aa)+$", text));
  EXPECT_FALSE(matches("^(.*)*x$", text));
}

TEST(pattern, deep_and_wide_expressions_end_in_a_problem) {
  EXPECT_EQ(problem_of(std::string(100'000, '(')), "input.unsupported");
  std::string nested = "a";
  for (int i = 0; i < 40; ++i)
    nested = "(" + nested + "){1001}";
  EXPECT_EQ(problem_of(nested), "input.unsupported");
}

} // namespace
} // namespace http_task::schema
