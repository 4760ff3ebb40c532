#include "text/terminal.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

TEST(Printable, ShowsControlCharactersInsteadOfObeyingThem) {
  EXPECT_EQ(printable("a\x1b[2Jb"), "a\\x1b[2Jb");
  EXPECT_EQ(printable("tab\tline\r\nnext\rcarriage"), "tab\tline\nnext\\x0dcarriage");
  EXPECT_EQ(printable("c1 \xc2\x9b"
                      "31m"),
            "c1 \\x9b31m");
  EXPECT_EQ(printable("\x7f"), "\\x7f");
  EXPECT_EQ(printable("grün €"), "grün €");
  EXPECT_EQ(printable_line("a\nb"), "a b");
}

TEST(Palette, PaintsOnlyWhenWanted) {
  EXPECT_EQ(palette(false)(ink::red, "x"), "x");
  EXPECT_EQ(palette(true)(ink::red, "x"), "\x1b[31mx\x1b[0m");
  EXPECT_EQ(palette(true)(ink::plain, "x"), "x");
}

TEST(Filled, FillsParagraphs) {
  EXPECT_EQ(filled("one two\nthree four five", 2, 22), "  one two three four\n  five\n");
  EXPECT_EQ(filled("a\n\n\n\nb\n\n", 0, 80), "a\n\nb\n");
  EXPECT_EQ(filled("", 4, 80), "");
}

TEST(Filled, KeepsListsCodeAndTables) {
  EXPECT_EQ(filled("List:\n- one\n- two", 0, 80), "List:\n- one\n- two\n");
  EXPECT_EQ(filled("```\n  x   y\n```", 2, 80), "    x   y\n");
  EXPECT_EQ(filled("| a | b |\n| 1 | 2 |", 0, 80), "| a | b |\n| 1 | 2 |\n");
}

TEST(Filled, LeavesOutMarks) {
  EXPECT_EQ(filled("## Title\n**strong** word", 0, 80), "Title\nstrong word\n");
}

TEST(Filled, AWordLongerThanTheLineStaysWhole) {
  const std::string url = "https://example.com/" + std::string(100, 'x');
  EXPECT_EQ(filled("see " + url, 0, 40), "see\n" + url + "\n");
}

TEST(Padded, CountsCodePoints) {
  EXPECT_EQ(padded("ü", 3), "ü  ");
  EXPECT_EQ(padded("long", 2), "long");
}

TEST(Cut, SaysThatSomethingIsMissing) {
  EXPECT_EQ(cut("short", 5), "short");
  EXPECT_EQ(cut("longer", 5), "long…");
  EXPECT_EQ(cut("übermäßig", 4), "übe…");
  EXPECT_EQ(columns(cut("übermäßig", 4)), 4U);
  EXPECT_EQ(cut("", 3), "");
}

} // namespace
} // namespace http_task::host
