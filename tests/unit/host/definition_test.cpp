#include "workflow/definition.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

std::string task(const char* reference, const char* type = "HTTP",
                 const char* input = R"({"uri": "http://a.test"})") {
  return std::string(R"({"taskReferenceName": ")") + reference + R"(", "type": ")" + type +
         R"(", "inputParameters": )" + input + "}";
}

result<definition> read_tasks(const std::string& tasks) {
  return read_definition(R"({"name": "flow", "tasks": [)" + tasks + "]}", "flow.json");
}

TEST(ReadDefinition, TakesBothFormsOfConductor) {
  const auto read =
      read_tasks(task("a") + "," + task("b", "HTTP", R"({"http_request": {"uri": "http://b.test"}})") + "," +
                 task("c", "HTTP", R"({"http_request": "${workflow.input.request}"})"));
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(read->name, "flow");
  ASSERT_EQ(read->steps.size(), 3U);
  EXPECT_EQ(read->steps[0].settings, R"({"uri":"http://a.test"})");
  EXPECT_EQ(read->steps[1].settings, R"({"uri":"http://b.test"})");
  EXPECT_EQ(read->steps[2].settings, R"({"http_request":"${workflow.input.request}"})");
}

TEST(ReadDefinition, RefusesOtherTasksByName) {
  const auto read = read_tasks(task("a") + "," + task("pause", "WAIT") + "," + task("pick", "SWITCH"));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().type, "workflow.unsupported");
  ASSERT_EQ(read.error().findings.size(), 2U);
  EXPECT_EQ(read.error().findings[0].pointer, "/tasks/1/type");
  EXPECT_NE(read.error().findings[0].detail.find("WAIT"), std::string::npos);
}

TEST(ReadDefinition, RefusesDuplicateMissingAndReservedReferences) {
  for (const std::string& tasks : {task("a") + "," + task("a"), task(""), task("workflow"), std::string("5"),
                                   task("a", "HTTP", "{}"), task("a", "HTTP", "[]")}) {
    const auto read = read_tasks(tasks);
    ASSERT_FALSE(read) << tasks;
    EXPECT_EQ(read.error().type, "workflow.invalid") << tasks;
  }
}

TEST(ReadDefinition, RefusesWhatIsNoDefinition) {
  EXPECT_EQ(read_definition("{}", "f").error().type, "workflow.invalid");
  EXPECT_EQ(read_definition(R"({"tasks": []})", "f").error().type, "workflow.invalid");
  EXPECT_EQ(read_definition(R"({"tasks": )", "f").error().type, "input.not_json");
  EXPECT_EQ(read_definition("[]", "f").error().type, "input.invalid");
}

TEST(AddTask, LeavesTheRestOfTheTextAlone) {
  const std::string before =
      "{\n  \"version\": 1.0,\n  \"tasks\": [\n  ],\n  \"big\": 123456789012345678901234567890\n}\n";
  const auto after = add_task(before, "f", "a", make_http_task("a", "A", R"({"n":1.50})"));
  ASSERT_TRUE(after);
  EXPECT_NE(after->find("\"version\": 1.0,"), std::string::npos);
  EXPECT_NE(after->find("\"n\": 1.50"), std::string::npos);
  EXPECT_NE(after->find("\"big\": 123456789012345678901234567890\n}\n"), std::string::npos);
  EXPECT_TRUE(read_definition(*after, "f")) << *after;
}

TEST(AddTask, RefusesAReferenceThatIsTakenOnAnyLevel) {
  const std::string nested = R"({"tasks": [{"taskReferenceName": "s", "type": "SWITCH",
    "decisionCases": {"x": [{"taskReferenceName": "inner"}]}}]})";
  EXPECT_EQ(add_task(nested, "f", "inner", "{}").error().type, "workflow.invalid");
  EXPECT_EQ(add_task(nested, "f", "s", "{}").error().type, "workflow.invalid");
  EXPECT_EQ(add_task(nested, "f", "secrets", "{}").error().type, "workflow.invalid");
  EXPECT_TRUE(add_task(nested, "f", "new", "{}"));
}

TEST(NewDefinition, CanBeRead) {
  const auto read = read_definition(
      new_definition("my \"flow\"", make_http_task("a", "A", R"({"uri":"http://a.test"})")), "f");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->name, "my \"flow\"");
  EXPECT_EQ(read->steps.at(0).reference, "a");
}

} // namespace
} // namespace http_task::host
