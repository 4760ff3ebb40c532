#include "files/child_process.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

bool never() {
  return false;
}

TEST(RunProgram, SaysHowItEnded) {
  EXPECT_TRUE(run_program({"true"}, never));
  const auto failed = run_program({"sh", "-c", "echo much; echo why >&2; exit 3"}, never);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().type, "program.failed");
  EXPECT_NE(failed.error().detail.find("why"), std::string::npos);
  EXPECT_EQ(failed.error().detail.find("much"), std::string::npos);
  EXPECT_EQ(run_program({"no-such-program-here"}, never).error().type, "program.not_found");
}

TEST(RunProgram, KeepsTheEndOfManyWords) {
  const auto failed =
      run_program({"sh", "-c", "yes word | head -c 1000000 >&2; echo last >&2; exit 1"}, never);
  ASSERT_FALSE(failed);
  EXPECT_TRUE(failed.error().detail.ends_with("last"));
  EXPECT_LT(failed.error().detail.size(), 20'000U);
}

TEST(RunProgram, IsEndedWhenCancelled) {
  EXPECT_EQ(run_program({"sleep", "100"}, [] { return true; }).error().type, "cancel.requested");
}

} // namespace
} // namespace http_task::host
