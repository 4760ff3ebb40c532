#include "document/difference.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

std::string difference(const char* before, const char* after) {
  return to_text(json_difference(parse_json(before, "before").value(), parse_json(after, "after").value()));
}

TEST(JsonDifference, NamesWhatWasAddedReplacedAndRemoved) {
  EXPECT_EQ(
      difference(R"({"a":1,"b":{"c":2},"d":[1]})", R"({"a":1,"b":{"c":3,"e/f":null},"g":0})"),
      R"([{"op":"replace","path":"/b/c","value":3,"from":2},{"op":"add","path":"/b/e~1f","value":null},)"
      R"({"op":"add","path":"/g","value":0},{"op":"remove","path":"/d","from":[1]}])");
}

TEST(JsonDifference, OfTheSameIsEmpty) {
  EXPECT_EQ(difference(R"({"a":[1,{"b":2}]})", R"({"a":[1,{"b":2}]})"), "[]");
}

TEST(JsonDifference, ReplacesListsAndOtherKindsAsAWhole) {
  EXPECT_EQ(difference("[1]", "[1,2]"), R"([{"op":"replace","path":"","value":[1,2],"from":[1]}])");
  EXPECT_EQ(difference(R"({"a":{}})", R"({"a":1})"), R"([{"op":"replace","path":"/a","value":1,"from":{}}])");
}

} // namespace
} // namespace http_task::host
