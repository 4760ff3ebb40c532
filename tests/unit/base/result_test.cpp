#include "base/result.hpp"

#include <gtest/gtest.h>

#include <string>

namespace http_task {
namespace {

result<std::string> greet(bool good) {
  if (!good) return make_problem("input.invalid", "No.");
  return "hello";
}

} // namespace

TEST(Result, HoldsAValueOrAProblem) {
  EXPECT_EQ(*greet(true), "hello");
  ASSERT_FALSE(greet(false));
  EXPECT_EQ(greet(false).error().detail, "No.");
}

// A string alone must not be taken for a problem.
TEST(Result, TakesAStringAsItsValue) {
  const std::string text = "value";
  const result<std::string> r = text;
  EXPECT_TRUE(r.has_value());
}

TEST(Result, ThrowsOnlyWhenTheCallerIgnoredAFailure) {
  EXPECT_THROW((void)greet(false).value(), std::logic_error);
}

} // namespace http_task
