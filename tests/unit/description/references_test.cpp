#include "description/references.hpp"

#include "documents.hpp"

#include <gtest/gtest.h>

namespace http_task::description {
namespace {

using test::value_of;

const json::value root = value_of(R"({
  "a": {"type": "string"}, "alias": {"$ref": "#/a", "type": "ignored"}, "far": {"$ref": "#/alias"},
  "odd/name {x}": 1, "loop": {"$ref": "#/pool"}, "pool": {"$ref": "#/loop"}, "self": {"$ref": "#/self"},
  "map": {"$ref": {"type": "string"}}, "deep": {"part": {"$ref": "#/box"}}, "box": {"in": {"it": 5}}})");
const whole_document source(root);

TEST(resolve, follows_aliases_to_their_end) {
  EXPECT_EQ(resolve(source, "#/a").value().pointer, "/a");
  EXPECT_EQ(resolve(source, "#/far").value().pointer, "/a");
  EXPECT_EQ(resolve(source, "#").value().pointer, "");
}

TEST(resolve, takes_percent_encoded_pointers) {
  EXPECT_EQ(resolve(source, "#/odd~1name%20%7Bx%7D").value().pointer, "/odd~1name {x}");
  EXPECT_EQ(resolve(source, "#/odd~1name {x}").value().pointer, "/odd~1name {x}");
}

TEST(resolve, passes_through_references_on_the_way) {
  EXPECT_EQ(resolve(source, "#/deep/part/in/it").value().pointer, "/box/in/it");
  EXPECT_FALSE(resolve(source, "#/loop/a/b"));
}

TEST(resolve, refuses_circles_other_documents_and_the_void) {
  for (const char* ref :
       {"#/loop", "#/self", "other.json#/a", "https://example.com/a", "#/nothing", "#a", ""}) {
    const result<target> found = resolve(source, ref);
    ASSERT_FALSE(found) << ref;
    EXPECT_EQ(found.error().type, "description.invalid");
  }
  EXPECT_NE(resolve(source, "#/loop").error().detail.find("circle"), std::string::npos);
  EXPECT_NE(resolve(source, "a.json").error().detail.find("another document"), std::string::npos);
}

TEST(dereference, leaves_alone_what_is_no_reference) {
  const json::value& map = *json::find(root, "/map");
  EXPECT_EQ(dereference(source, map, "/map").value().value, &map);
}

} // namespace
} // namespace http_task::description
