#include "document/pointer.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

std::string after(const char* document, const char* pointer, const char* value) {
  json::value root = *parse_json(document, "test");
  const auto done = set_at(root, pointer, *parse_json(value, "value"));
  return done ? to_text(root) : "failed: " + done.error().type;
}

TEST(SetAt, ReplacesAndAdds) {
  EXPECT_EQ(after(R"({"a":1})", "/a", "2"), R"({"a":2})");
  EXPECT_EQ(after(R"({"a":1})", "/b", R"("x")"), R"({"a":1,"b":"x"})");
  EXPECT_EQ(after(R"({"a":1})", "", "[]"), "[]");
}

TEST(SetAt, CreatesParentsAsObjects) {
  EXPECT_EQ(after("{}", "/body/tags/0", "1"), R"({"body":{"tags":{"0":1}}})");
  EXPECT_EQ(after(R"({"body":{}})", "/body/a/b", "null"), R"({"body":{"a":{"b":null}}})");
}

TEST(SetAt, ReachesIntoArrays) {
  EXPECT_EQ(after(R"({"a":[1,2]})", "/a/1", "9"), R"({"a":[1,9]})");
  EXPECT_EQ(after(R"({"a":[1,2]})", "/a/-", "3"), R"({"a":[1,2,3]})");
  EXPECT_EQ(after(R"({"a":[1,2]})", "/a/2/x", "3"), R"({"a":[1,2,{"x":3}]})");
}

TEST(SetAt, UnescapesTokens) {
  EXPECT_EQ(after("{}", "/a~1b/c~0d", "1"), R"({"a/b":{"c~d":1}})");
  EXPECT_EQ(after("{}", "/", "1"), R"({"":1})");
}

TEST(SetAt, RefusesWhatIsNotThere) {
  EXPECT_EQ(after(R"({"a":[1]})", "/a/2", "9"), "failed: input.invalid");
  EXPECT_EQ(after(R"({"a":[1]})", "/a/01", "9"), "failed: input.invalid");
  EXPECT_EQ(after(R"({"a":[1]})", "/a/x", "9"), "failed: input.invalid");
  EXPECT_EQ(after(R"({"a":"text"})", "/a/b", "9"), "failed: input.invalid");
  EXPECT_EQ(after(R"({"a":[1]})", "/a/99999999999999999999999", "9"), "failed: input.invalid");
}

TEST(SetAt, RefusesWhatIsNoPointer) {
  EXPECT_EQ(after("{}", "body", "9"), "failed: usage");
  EXPECT_EQ(after("{}", "/a~2", "9"), "failed: usage");
  EXPECT_EQ(after("{}", "/a~", "9"), "failed: usage");
}

} // namespace
} // namespace http_task::host
