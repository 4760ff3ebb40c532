#include "workflow/local_run.hpp"

#include "workflow/output.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

definition two_steps() {
  return *read_definition(R"({"name": "f", "inputTemplate": {"a": 1, "b": 2},
    "tasks": [{"taskReferenceName": "one", "type": "HTTP", "inputParameters": {"uri": "http://a.test"}},
              {"taskReferenceName": "two", "type": "HTTP", "inputParameters": {"uri": "http://b.test"}}],
    "outputParameters": {"id": "${one.output.response.body.id}"}})",
                          "f");
}

const run_observer silent{[](const http_step&) {}, [](const task_outcome&) {}};

TEST(RunLocally, GivesLaterStepsWhatEarlierOnesGave) {
  std::vector<std::string> contexts;
  const auto outcome = run_locally(
      two_steps(), *parse_json(R"({"b": 3})", "input"),
      [&](const http_step& step, const json::object& context) -> result<std::string> {
        contexts.push_back(to_text(context));
        return R"({"status":"COMPLETED","response":{"statusCode":200,"body":{"id":")" + step.reference +
               "\"}}}";
      },
      silent);
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->completed);
  EXPECT_EQ(contexts[0], R"({"workflow":{"input":{"a":1,"b":3}}})");
  EXPECT_NE(contexts[1].find(R"("one":{"output":{"status":"COMPLETED","response":)"), std::string::npos);
  EXPECT_EQ(to_text(outcome->output), R"({"id":"one"})");
  EXPECT_EQ(text_of(to_json(*outcome), "status"), "COMPLETED");
}

TEST(RunLocally, StopsAtTheFirstFailure) {
  int runs = 0;
  const auto outcome = run_locally(
      two_steps(), json::object(),
      [&](const http_step&, const json::object&) -> result<std::string> {
        ++runs;
        return std::string(R"({"status":"FAILED"})");
      },
      silent);
  ASSERT_TRUE(outcome);
  EXPECT_FALSE(outcome->completed);
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(text_of(to_json(*outcome), "status"), "FAILED");
  EXPECT_TRUE(outcome->output.is_null());
}

TEST(RunLocally, GoesOnAfterAnOptionalTask) {
  definition workflow = two_steps();
  workflow.steps[0].optional = true;
  const auto outcome = run_locally(
      workflow, json::object(),
      [](const http_step& step, const json::object&) -> result<std::string> {
        return std::string(step.optional ? R"({"status":"FAILED"})" : R"({"status":"COMPLETED"})");
      },
      silent);
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->completed);
  EXPECT_EQ(outcome->tasks.size(), 2U);
}

TEST(RunLocally, AnInterruptionEndsItEvenInAnOptionalTask) {
  definition workflow = two_steps();
  workflow.steps[0].optional = true;
  const auto outcome = run_locally(
      workflow, json::object(),
      [](const http_step&, const json::object&) -> result<std::string> {
        return std::string(R"({"status":"CANCELED"})");
      },
      silent);
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->interrupted);
  EXPECT_EQ(outcome->tasks.size(), 1U);
  EXPECT_EQ(text_of(to_json(*outcome), "status"), "TERMINATED");
}

TEST(ResolveOutput, FillsInPlainPaths) {
  const json::value context = *parse_json(R"({"a": {"b": [{"c": 9007199254740993}]}})", "context");
  const auto resolved = [&](const char* text) {
    return to_text(resolve_output(*parse_json(text, "t"), context));
  };
  EXPECT_EQ(resolved(R"({"x": "${a.b[0].c}", "y": ["${a.b}"]})"),
            R"({"x":9007199254740993,"y":[[{"c":9007199254740993}]]})");
  EXPECT_EQ(resolved(R"("${a.none.c}")"), "null");
  EXPECT_EQ(resolved(R"("${a.b[7]}")"), "null");
}

TEST(ResolveOutput, LeavesTheRestAsItIs) {
  const json::value context = json::object{{"a", 1}};
  for (const char* text : {"\"text ${a}\"", "\"${a[?(@.x)]}\"", "\"${a..b}\"", "\"${}\"", "\"${a\"", "5",
                           "null", "\"${a}${a}\"", "\"${a[x]}\"", "\"${a b}\""})
    EXPECT_EQ(to_text(resolve_output(*parse_json(text, "t"), context)), text);
}

} // namespace
} // namespace http_task::host
