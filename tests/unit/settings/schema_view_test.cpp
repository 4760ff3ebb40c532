#include "settings/schema_view.hpp"
#include "json/parse.hpp"

#include <gtest/gtest.h>

namespace http_task::settings {

TEST(SchemaView, FollowsReferencesAndAllOf) {
  const json::value doc = *json::parse(R"({
    "properties": {"a": {"$ref": "#/$defs/x", "title": "mine"}},
    "allOf": [{"properties": {"b": {}}, "required": ["b"]}],
    "$defs": {"x": {"title": "theirs", "default": 1, "allOf": [{"$ref": "#/$defs/y"}]},
              "y": {"examples": [2]}}})");
  const schema_view root(doc);
  EXPECT_EQ(root.property_names(), (std::vector<std::string_view>{"a", "b"}));
  EXPECT_TRUE(root.is_required("b"));
  EXPECT_FALSE(root.is_required("a"));
  const schema_view a = root.property("a");
  EXPECT_EQ(a.keyword("title")->as_string(), "mine") << "what stands beside $ref comes first";
  EXPECT_EQ(a.keyword("default")->as_int64(), 1);
  EXPECT_NE(a.keyword("examples"), nullptr);
}

TEST(SchemaView, HasNothingForWhatIsNotDescribed) {
  const json::value doc = *json::parse(R"({"properties":{"a":true}})");
  const schema_view root(doc);
  EXPECT_EQ(root.property("zzz").identity(), nullptr);
  EXPECT_EQ(root.property("a").keyword("default"), nullptr);
}

TEST(SchemaView, EndsOnCirclesAndLooseEnds) {
  const json::value doc =
      *json::parse(R"({"$ref":"#","allOf":[{"$ref":"#/allOf/0"},{"$ref":"#/nowhere"},{"$ref":7}],
    "$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}},"properties":{"a":{"$ref":"#/$defs/a"}}})");
  EXPECT_EQ(schema_view(doc).property("a").keyword("default"), nullptr);
}

} // namespace http_task::settings
