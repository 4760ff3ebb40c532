#include "json/problem.hpp"
#include "json/write.hpp"

#include <gtest/gtest.h>

namespace http_task::json {

TEST(ProblemAsJson, LeavesOutWhatIsEmpty) {
  EXPECT_EQ(write(to_json(make_problem("input.limit", ""))),
            R"({"type":"input.limit","title":"The input exceeds a limit"})");
}

TEST(ProblemAsJson, HasAllMembers) {
  problem p = make_problem("conn.refused", "Nobody listens.", "/uri");
  p.source = "settings";
  p.advice = "Start the server.";
  p.phase = "connect";
  p.retryable = true;
  p.findings = {{"/uri", "Expected x.", "x", "y"}};
  EXPECT_EQ(write(to_json(p)),
            R"({"type":"conn.refused","title":"The connection was refused","detail":"Nobody listens.",)"
            R"("source":"settings","pointer":"/uri","advice":"Start the server.","phase":"connect",)"
            R"("retryable":true,)"
            R"("errors":[{"pointer":"/uri","detail":"Expected x.","expected":"x","suggestion":"y"}]})");
}

// A finding always says where, also for the whole document.
TEST(ProblemAsJson, KeepsTheEmptyPointerOfAFinding) {
  EXPECT_EQ(write(to_json(finding{"", "No.", "", ""})), R"({"pointer":"","detail":"No."})");
}

} // namespace http_task::json
