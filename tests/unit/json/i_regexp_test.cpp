#include "json/i_regexp.hpp"

#include <gtest/gtest.h>

#include <string>

namespace http_task::json {
namespace {

bool matches(std::string_view expression, std::string_view text) {
  const result<i_regexp> compiled = i_regexp::compile(expression);
  EXPECT_TRUE(compiled) << expression << ": " << (compiled ? "" : compiled.error().detail);
  return compiled && compiled->matches_all(text);
}

std::string type_of_refusal(std::string_view expression) {
  const result<i_regexp> compiled = i_regexp::compile(expression);
  return compiled ? "" : compiled.error().type;
}

} // namespace

TEST(IRegexp, MatchesAllOrWithin) {
  const i_regexp digits = i_regexp::compile("[0-9]+").value();
  EXPECT_TRUE(digits.matches_all("123"));
  EXPECT_FALSE(digits.matches_all("a123"));
  EXPECT_TRUE(digits.matches_within("a123b"));
  EXPECT_FALSE(digits.matches_within("ab"));
}

TEST(IRegexp, ReadsTheWholeGrammar) {
  EXPECT_TRUE(matches("", ""));
  EXPECT_TRUE(matches("a|b|", ""));
  EXPECT_TRUE(matches("(ab){2}c?", "abab"));
  EXPECT_TRUE(matches("a{2,}", "aaa"));
  EXPECT_FALSE(matches("a{02,3}", "a"));
  EXPECT_TRUE(matches("[-a]", "-"));
  EXPECT_TRUE(matches("[a-]", "-"));
  EXPECT_TRUE(matches("[^a-c]", "\n"));
  EXPECT_FALSE(matches("[^a-c]", "b"));
  EXPECT_TRUE(matches("[^]", "^"));
  EXPECT_TRUE(matches(R"([\]\-\\])", "\\"));
  EXPECT_TRUE(matches(R"(\(\)\*\+\-\.\?\[\\\]\^\n\r\t\{\|\})", "()*+-.?[\\]^\n\r\t{|}"));
  EXPECT_TRUE(matches("=<>&,;:!#%/~\"'`@_ ", "=<>&,;:!#%/~\"'`@_ "));
  EXPECT_TRUE(matches("\u00e9+[\u4e00-\u9fff]", "\u00e9\u00e9\u4e2d"));
}

TEST(IRegexp, DotIsAnyCharacterButLineEnds) {
  EXPECT_TRUE(matches(".", "\U0001F600"));
  EXPECT_TRUE(matches(".", "\u2028"));
  EXPECT_FALSE(matches(".", "\n"));
  EXPECT_FALSE(matches(".", "\r"));
}

TEST(IRegexp, KnowsTheGeneralCategories) {
  EXPECT_TRUE(matches(R"(\p{Lu}\p{L}*)", "\u0416\u0436"));
  EXPECT_TRUE(matches(R"([\p{Nd}_]+)", "1_2"));
  EXPECT_TRUE(matches(R"(\P{Lu})", "a"));
  // Code points without a character, for which RE2 has no name.
  EXPECT_TRUE(matches(R"(\p{Cn})", "\u0378"));
  EXPECT_TRUE(matches(R"(\p{C})", "\u0378"));
  EXPECT_TRUE(matches(R"(\p{C})", "\u0001"));
  EXPECT_FALSE(matches(R"([^\p{Cn}])", "\U0010FFFF"));
  EXPECT_TRUE(matches(R"([^\p{Cn}])", "a"));
  EXPECT_TRUE(matches(R"(\P{C}\P{Cn})", "a\u0001"));
  EXPECT_EQ(type_of_refusal(R"(\p{Greek})"), "input.invalid");
  EXPECT_EQ(type_of_refusal(R"(\p{Cs})"), "input.invalid");
}

TEST(IRegexp, RefusesWhatIsNoIRegexp) {
  for (const std::string_view text :
       {"(",     ")",   "a)",    "(a",      "*",      "a**",     "a*?",   "a+?",        "(?:a)",
        "(?=a)", "[",   "[a",    "[]",      "]",      "[a-b-c]", "[b-a]", "[a-\\p{L}]", "[[:alpha:]]",
        "{1}",   "a{",  "a{1",   "a{,2}",   "a{2,1}", "}",       "\\",    "\\d",        "\\w",
        "\\b",   "\\1", "\\x41", "\\u0041", "\\p{}",  "\\p",     "\\$",   "[&&[a]",     "\xff"})
    EXPECT_EQ(type_of_refusal(text), "input.invalid") << text;
}

TEST(IRegexp, IsBounded) {
  EXPECT_EQ(type_of_refusal(std::string(i_regexp::longest + 1, 'a')), "input.limit");
  EXPECT_EQ(type_of_refusal("a{1001}"), "input.limit");
  EXPECT_EQ(type_of_refusal("a{99999999999999999999}"), "input.limit");
  EXPECT_EQ(
      type_of_refusal(std::string(i_regexp::deepest + 1, '(') + std::string(i_regexp::deepest + 1, ')')),
      "input.limit");
}

TEST(IRegexp, MatchesInLinearTime) {
  const i_regexp evil = i_regexp::compile("(a+)+b").value();
  EXPECT_FALSE(evil.matches_within(std::string(1'000'000, 'a')));
}

} // namespace http_task::json
