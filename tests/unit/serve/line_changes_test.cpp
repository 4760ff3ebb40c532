#include "text/line_changes.hpp"

#include <gtest/gtest.h>

#include <string>

namespace http_task::host {
namespace {

std::string compared(std::string_view before, std::string_view after) {
  std::string text;
  for (const line_change& change : compare_lines(before, after)) {
    text += change.kind == line_change::kinds::same    ? ' '
            : change.kind == line_change::kinds::added ? '+'
                                                       : '-';
    text += change.line;
    text += '\n';
  }
  return text;
}

TEST(CompareLines, FindsTheFewestChanges) {
  EXPECT_EQ(compared("a\nb\nc\nd\n", "a\nx\nc\ny\nd\n"), " a\n-b\n+x\n c\n+y\n d\n");
  EXPECT_EQ(compared("a\nb\n", "a\nb\n"), " a\n b\n");
  EXPECT_EQ(compared("", "a\nb"), "+a\n+b\n");
  EXPECT_EQ(compared("a\r\nb", ""), "-a\n-b\n");
}

TEST(CompareLines, GivesUpOnTheFewestWhereThatWouldTakeTooLong) {
  std::string before = "same\n";
  std::string after = "same\n";
  for (int i = 0; i < 5000; ++i) {
    before += "b" + std::to_string(i) + "\n";
    after += "a" + std::to_string(i) + "\n";
  }
  const auto changes = compare_lines(before, after);
  ASSERT_EQ(changes.size(), 10001U);
  EXPECT_EQ(changes[0].kind, line_change::kinds::same);
  EXPECT_EQ(changes[1].kind, line_change::kinds::removed);
  EXPECT_EQ(changes[10000].kind, line_change::kinds::added);
}

} // namespace
} // namespace http_task::host
