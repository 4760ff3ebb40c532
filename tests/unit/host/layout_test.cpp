#include "document/layout.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

TEST(IndentJson, LaysOutWithoutTouchingTokens) {
  EXPECT_EQ(indent_json(R"({"a":1.50,"b":[1,{"c":"x, {y}: \" z"}],"d":{},"e":[ ]})"),
            "{\n  \"a\": 1.50,\n  \"b\": [\n    1,\n    {\n      \"c\": \"x, {y}: \\\" z\"\n    }\n  ],\n"
            "  \"d\": {},\n  \"e\": []\n}");
}

TEST(IndentJson, PutsThePrefixBeforeAllLinesButTheFirst) {
  EXPECT_EQ(indent_json(R"([1,2])", "\t", "##"), "[\n##\t1,\n##\t2\n##]");
}

TEST(IndentJson, TakesScalars) {
  EXPECT_EQ(indent_json(" 12345678901234567890123 "), "12345678901234567890123");
  EXPECT_EQ(indent_json("\"a\\\\\""), "\"a\\\\\"");
}

TEST(CompactJson, IsTheReverse) {
  const std::string text = R"({"a":[1,{"b":"c  d"}],"e":{}})";
  EXPECT_EQ(compact_json(indent_json(text)), text);
}

TEST(FindMember, GivesTheTextOfTheValue) {
  const std::string text = R"( { "x" : [1, "]", {"tasks": 5}] , "tasks":[ 1 ] } )";
  const auto found = find_member(text, "tasks");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->in(text), "[ 1 ]");
}

TEST(FindMember, ReadsEscapedNamesAndTakesTheLastOne) {
  const std::string text = R"({"tasks":1,"t\u0061sks":-2.50})";
  const auto found = find_member(text, "tasks");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->in(text), "-2.50");
}

TEST(FindMember, FindsNothingElsewhere) {
  EXPECT_FALSE(find_member("[1]", "a"));
  EXPECT_FALSE(find_member("{}", "a"));
  EXPECT_FALSE(find_member(R"({"b":{"a":1}})", "a"));
}

std::string appended(const std::string& text, const std::string& item) {
  return append_item(text, find_member(text, "tasks").value(), item);
}

TEST(AppendItem, KeepsTheIndentationAsFound) {
  EXPECT_EQ(
      appended("{\n    \"tasks\": [\n        {\n            \"a\": 1.0\n        }\n    ]\n}\n", R"({"b":2})"),
      "{\n    \"tasks\": [\n        {\n            \"a\": 1.0\n        },\n        {\n            \"b\": 2\n"
      "        }\n    ]\n}\n");
}

TEST(AppendItem, OpensAnEmptyList) {
  EXPECT_EQ(appended("{\n  \"tasks\": [],\n  \"v\": 1\n}\n", R"({"b":2})"),
            "{\n  \"tasks\": [\n    {\n      \"b\": 2\n    }\n  ],\n  \"v\": 1\n}\n");
}

TEST(AppendItem, StaysOnOneLine) {
  EXPECT_EQ(appended(R"({"tasks":[{"a":1}],"v":1})", R"({ "b" : 2 })"),
            R"({"tasks":[{"a":1},{"b":2}],"v":1})");
  EXPECT_EQ(appended("{\"tasks\":[]}\n", "{}"), "{\"tasks\":[{}]}\n");
}

TEST(AppendItem, KeepsLineEnds) {
  EXPECT_EQ(appended("{\r\n  \"tasks\": [\r\n    1\r\n  ]\r\n}", "2"),
            "{\r\n  \"tasks\": [\r\n    1,\r\n    2\r\n  ]\r\n}");
}

constexpr const char* definition = R"({
    "name": "flow",
    "tasks": [
        { "taskReferenceName": "a", "n": 123456789012345678901234567890 },
        {
            "taskReferenceName": "b",
            "list": [1,   2]
        }
    ]
}
)";

TEST(RewriteJson, WithoutChangeIsTheSameText) {
  EXPECT_EQ(rewrite_json(definition, compact_json(definition)), definition);
  EXPECT_EQ(rewrite_json("{\"a\": \"\\u00e9\"}\n", "{\"a\":\"\u00e9\"}"), "{\"a\": \"\\u00e9\"}\n");
}

TEST(RewriteJson, ChangesWhatChangedAndNothingElse) {
  std::string wanted = definition;
  wanted.replace(wanted.find("\"b\""), 3, "\"c\"");
  EXPECT_EQ(rewrite_json(definition, compact_json(wanted)), wanted);
}

TEST(RewriteJson, AnItemInFrontLeavesTheOthersAsTheyAre) {
  EXPECT_EQ(rewrite_json("{\n  \"tasks\": [\n    { \"a\": 1.0 }\n  ]\n}", R"({"tasks":[{"b":2},{"a":1.0}]})"),
            "{\n  \"tasks\": [\n    {\n      \"b\": 2\n    },\n    { \"a\": 1.0 }\n  ]\n}");
}

TEST(RewriteJson, KeepsToOneLineAndToLineEnds) {
  EXPECT_EQ(rewrite_json(R"({"a":[1],"b":{"c":1}})", R"({"a":[1,2],"b":{"c":1,"d":{}}})"),
            R"({"a":[1,2],"b":{"c":1,"d":{}}})");
  EXPECT_EQ(rewrite_json(R"({ "a": [1, 2] })", R"({"a":[1,3,2]})"), R"({ "a": [1, 3, 2] })");
  EXPECT_EQ(rewrite_json("{\r\n  \"a\": 1,\r\n  \"b\": [\r\n    1\r\n  ]\r\n}\r\n", R"({"a":2,"b":[1]})"),
            "{\r\n  \"a\": 2,\r\n  \"b\": [\r\n    1\r\n  ]\r\n}\r\n");
}

TEST(RewriteJson, OtherKindsOfValuesAreReplaced) {
  EXPECT_EQ(rewrite_json("{\n  \"a\": 1\n}", R"({"a":{"b":[]}})"), "{\n  \"a\": {\n    \"b\": []\n  }\n}");
  EXPECT_EQ(rewrite_json("[]", "{}"), "{}");
}

} // namespace
} // namespace http_task::host
