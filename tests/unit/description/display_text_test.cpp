#include "description/display_text.hpp"

#include <gtest/gtest.h>

namespace http_task::description {
namespace {

TEST(single_line, runs_blanks_together_and_trims) {
  EXPECT_EQ(single_line("  a\r\n\tb  c ", 100), "a b c");
  EXPECT_EQ(single_line("", 100), "");
}

TEST(single_line, drops_control_characters_and_what_turns_the_direction_of_writing) {
  EXPECT_EQ(single_line("a\x1B[31mb\x07\x7F", 100), "a[31mb");
  EXPECT_EQ(single_line("a\u0085b\u202Ecod.exe\u2066x", 100), "abcod.exex");
  EXPECT_EQ(single_line("h\u00E9llo \u4E16\u754C", 100), "h\u00E9llo \u4E16\u754C");
}

TEST(single_line, cuts_at_a_character) {
  EXPECT_EQ(single_line("abcdef", 3), "abc\u2026");
  EXPECT_EQ(single_line("ab\u4E16\u754C", 4), "ab\u2026");
}

TEST(clean_text, keeps_lines) {
  EXPECT_EQ(clean_text("# Title\n\n- a\n\t- b\x08", 100), "# Title\n\n- a\n\t- b");
  EXPECT_EQ(clean_text("a\r\nb", 100), "a\nb");
}

TEST(first_sentence, ends_at_a_full_stop_or_an_empty_line) {
  EXPECT_EQ(first_sentence("Creates a user. Then more.", 300), "Creates a user.");
  EXPECT_EQ(first_sentence("Creates a user\n\nThen more.", 300), "Creates a user");
  EXPECT_EQ(first_sentence("# **Bold** `code`. More", 300), "Bold code.");
  EXPECT_EQ(first_sentence("Sends events, e.g. calls. More.", 300), "Sends events, e.g. calls.");
  EXPECT_EQ(first_sentence("Version 2.0 of it. More.", 300), "Version 2.0 of it.");
  EXPECT_EQ(first_sentence("", 300), "");
  EXPECT_EQ(first_sentence("one line\nof text", 300), "one line of text");
}

} // namespace
} // namespace http_task::description
