#include "text/line_diff.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

TEST(LineDiff, IsEmptyForTheSame) {
  EXPECT_EQ(line_diff("a\n", "a\n", "f"), "");
}

TEST(LineDiff, ShowsAnInsertionWithContext) {
  EXPECT_EQ(line_diff("1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\nnew\n5\n6\n7\n8\n", "f"),
            "--- f\n+++ f\n@@ -2,6 +2,7 @@\n 2\n 3\n 4\n+new\n 5\n 6\n 7\n");
}

TEST(LineDiff, ShowsANewFile) {
  EXPECT_EQ(line_diff("", "a\nb\n", "f"), "--- /dev/null\n+++ f\n@@ -0,0 +1,2 @@\n+a\n+b\n");
}

TEST(LineDiff, ShowsAMissingLineEnd) {
  EXPECT_EQ(
      line_diff("a", "b", "f"),
      "--- f\n+++ f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n");
}

TEST(LineDiff, RepeatedLinesAreNotCountedTwice) {
  EXPECT_EQ(line_diff("x\nx\n", "x\nx\nx\n", "f"), "--- f\n+++ f\n@@ -1,2 +1,3 @@\n x\n x\n+x\n");
}

} // namespace
} // namespace http_task::host
