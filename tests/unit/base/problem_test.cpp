#include "base/problem.hpp"

#include <gtest/gtest.h>

namespace http_task {

TEST(Problem, TakesItsTitleFromTheType) {
  const problem p = make_problem("timeout.total", "Gave up after 5 ms.", "/totalTimeOut");
  EXPECT_EQ(p.type, "timeout.total");
  EXPECT_EQ(p.title, "The task took too long");
  EXPECT_EQ(p.detail, "Gave up after 5 ms.");
  EXPECT_EQ(p.pointer, "/totalTimeOut");
}

TEST(Problem, TakesAnUnknownTypeAsTitle) {
  EXPECT_EQ(problem_title("what.is_this"), "what.is_this");
  EXPECT_EQ(problem_title(""), "");
}

TEST(Problem, KnowsTheFirstAndTheLastOfItsTable) {
  EXPECT_NE(problem_title("cancel.requested"), "cancel.requested");
  EXPECT_NE(problem_title("url.structure_changed"), "url.structure_changed");
}

TEST(Problem, IsMovedBelowAPointerWithAllItsFindings) {
  problem p = make_problem("settings.invalid", "Two.", "/uri");
  p.findings = {{"/uri", "One.", "", ""}, {"", "Two.", "", ""}};
  p = below(std::move(p), "/http_request");
  EXPECT_EQ(p.pointer, "/http_request/uri");
  EXPECT_EQ(p.findings[0].pointer, "/http_request/uri");
  EXPECT_EQ(p.findings[1].pointer, "/http_request");
}

TEST(Problem, SaysWhichDocumentIsMeant) {
  EXPECT_EQ(in_source(make_problem("input.invalid", "x"), "context").source, "context");
}

} // namespace http_task
