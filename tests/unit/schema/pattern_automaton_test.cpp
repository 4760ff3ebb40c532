// The automaton says what RE2 says, or leaves it to RE2.
#include "schema/pattern.hpp"
#include "schema/pattern_automaton.hpp"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <random>
#include <string>

namespace http_task::schema {
namespace {

std::optional<pattern_automaton> automaton_of(std::string_view ecma) {
  const result<std::string> translation = translate_pattern(ecma);
  EXPECT_TRUE(translation) << ecma;
  return translation ? pattern_automaton::compile(*translation) : std::nullopt;
}

constexpr std::string_view patterns[] = {
    "",
    "a",
    "^",
    "$",
    "^$",
    "$^",
    "^a",
    "a$",
    "^_",
    "^x-",
    R"(^\/)",
    R"(^[1-5](?:\d{2}|XX)$)",
    R"(^[a-zA-Z0-9\.\-_]+$)",
    "^(?:@[a-z0-9-*~][a-z0-9-*._~]*/)?[a-z0-9-~][a-z0-9-._~]*$",
    R"(^\./.+)",
    "a|b|^c$|",
    "a|bc|^ab$",
    "(a+)+b",
    "(?:a|ab)(?:c|bcd)d*$",
    "^(?:a?){3}a{3}$",
    "^a{2,4}b{0}c{1,}$",
    "(?:^a|b$)+",
    "[^a-c]x",
    R"(^\w+\W\d\D\s\S$)",
    "(?:a*)*b",
    "(?:(?:){3}a*)+$",
    "^.{2,3}$",
    "a.*b.*c",
    "^[^]*[]",
    "[ab-]c?$",
};

TEST(pattern_automaton, says_what_re2_says) {
  std::mt19937 random(7);
  constexpr std::string_view letters = "aabbccdx-_/.@1X5 \n~*";
  for (const std::string_view ecma : patterns) {
    const std::optional<pattern_automaton> automaton = automaton_of(ecma);
    ASSERT_TRUE(automaton) << ecma;
    const re2::RE2 expression(*translate_pattern(ecma));
    for (int i = 0; i < 3000; ++i) {
      std::string text(random() % 8, ' ');
      for (char& c : text)
        c = letters[random() % letters.size()];
      const std::optional<bool> said = automaton->matches(text);
      ASSERT_TRUE(said);
      ASSERT_EQ(*said, re2::RE2::PartialMatch(text, expression)) << '"' << ecma << "\" on \"" << text << '"';
    }
  }
}

TEST(pattern_automaton, decides_early_and_leaves_the_rest_of_unicode_open) {
  const std::optional<pattern_automaton> automaton = automaton_of("^a[^b]$");
  ASSERT_TRUE(automaton);
  EXPECT_EQ(automaton->matches("x\xC3\xA9"), false);
  EXPECT_EQ(automaton->matches("a\xC3\xA9"), std::nullopt);
  EXPECT_TRUE(pattern::compile("^a[^b]$")->matches("a\xC3\xA9"));
  EXPECT_EQ(automaton_of("^a")->matches("a\xC3\xA9"), true);
}

TEST(pattern_automaton, leaves_what_it_does_not_know_or_cannot_hold) {
  EXPECT_FALSE(automaton_of(R"(\bword)"));
  EXPECT_FALSE(automaton_of(R"(\p{Lu})"));
  EXPECT_FALSE(automaton_of("a{300}"));
  EXPECT_FALSE(automaton_of("(a|b)*a(a|b){9}")); // a thousand states
  EXPECT_FALSE(automaton_of("(?:(?:(?:){900}){900}){900}"));
  EXPECT_TRUE(pattern::compile("(a|b)*a(a|b){9}")->matches("xxbababababab"));
}

} // namespace
} // namespace http_task::schema
