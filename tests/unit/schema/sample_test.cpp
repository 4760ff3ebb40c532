#include "schema/sample.hpp"

#include "support.hpp"
#include "json/write.hpp"

#include <set>
#include <string>

namespace http_task::schema {
namespace {

// A sample that satisfies the schema by the validator's word, for several seeds; the first of them.
json::value sampled(std::string_view schema, sample_options options = {}) {
  const json::value document = parsed(schema);
  compile_options compiling = in(options.default_dialect);
  compiling.pointer = options.pointer;
  const result<validator> v = compile(document, compiling);
  EXPECT_TRUE(v) << schema;
  json::value first;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    options.seed = seed;
    const result<json::value> s = sample(document, options);
    EXPECT_TRUE(s) << schema << ": " << (s ? "" : s.error().detail);
    if (!s) return {};
    EXPECT_TRUE(v && v->is_valid(*s)) << schema << ": " << json::write(*s);
    if (seed == 0) first = *s;
  }
  return first;
}

TEST(sample, has_all_properties_and_an_item) {
  const json::value s = sampled(R"({"type": "object", "required": ["a"], "properties": {
    "a": {"type": "string"}, "b": {"type": "array", "items": {"type": "integer"}},
    "c": {"type": "object", "properties": {"d": {"type": "boolean"}}}}})");
  EXPECT_TRUE(s.at("a").is_string());
  EXPECT_FALSE(s.at("b").as_array().empty());
  EXPECT_TRUE(s.at("c").at("d").is_bool());
}

TEST(sample, is_the_same_for_the_same_seed) {
  const json::value schema = parsed(
      R"({"items": {"enum": [1, 2, 3, 4, 5]}, "minItems": 5,
          "properties": {"x": {"pattern": "^[a-z]{9}$"}}})");
  EXPECT_EQ(*sample(schema, {.seed = 7}), *sample(schema, {.seed = 7}));
  const json::value text = parsed(R"({"pattern": "^[a-z]{9}$"})");
  EXPECT_NE(*sample(text, {.seed = 7}), *sample(text, {.seed = 8}));
}

TEST(sample, varies_with_the_seed) {
  const json::value schema = parsed(R"({"type": "object", "properties": {"n": {"type": "integer"},
    "s": {"type": "string"}, "f": {"type": "string", "format": "uuid"}, "e": {"enum": ["a", "b", "c"]}}})");
  const json::value plain = *sample(schema);
  EXPECT_EQ(plain.at("n"), json::value(1));
  EXPECT_EQ(plain.at("e"), json::value("a"));
  std::set<std::string> different;
  for (std::uint64_t seed = 0; seed < 20; ++seed)
    different.insert(json::write(*sample(schema, {.seed = seed})));
  EXPECT_GT(different.size(), 15U);
}

TEST(sample, prefers_examples_that_are_valid) {
  EXPECT_EQ(sampled(R"({"type": "string", "examples": [1, "Ada"]})"), json::value("Ada"));
  EXPECT_EQ(sampled(R"({"type": "integer", "default": 42})"), json::value(42));
  EXPECT_EQ(sampled(R"({"type": "integer", "example": 7})", {.default_dialect = dialect::openapi30}),
            json::value(7));
  EXPECT_NE(sampled(R"({"type": "integer", "example": 7})", {.prefer_examples = false}), json::value(7));
  EXPECT_NE(sampled(R"({"type": "integer", "example": "seven"})"), json::value("seven"));
}

TEST(sample, keeps_within_bounds) {
  for (const std::string_view schema :
       {R"({"type": "integer", "minimum": 5, "maximum": 5})",
        R"({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1})",
        R"({"type": "integer", "exclusiveMinimum": 3, "multipleOf": 7})",
        R"({"type": "number", "multipleOf": 0.01, "minimum": 0.5})",
        R"({"type": "integer", "maximum": -1000000})", R"({"type": "number", "multipleOf": 1e-300})",
        R"({"type": "integer", "minimum": -1e308, "maximum": 1e308})",
        R"({"type": "integer", "minimum": 9223372036854775807})",
        R"({"type": "integer", "minimum": 18446744073709551615})",
        R"({"type": "integer", "minimum": 9223372036854775000})",
        R"({"type": "integer", "multipleOf": 0.5, "minimum": 0.1})",
        R"({"type": "number", "maximum": -0.5, "multipleOf": 2.5})", R"({"type": "string", "minLength": 40})",
        R"({"type": "string", "maxLength": 1})", R"({"type": "string", "minLength": 3, "maxLength": 3})",
        R"({"type": "array", "minItems": 4})",
        R"({"type": "array", "items": {"type": "null"}, "maxItems": 0})",
        R"({"type": "object", "minProperties": 3})",
        R"({"type": "object", "properties": {"a": {}, "b": {}, "c": {}}, "maxProperties": 2,
             "required": ["c"]})"})
    sampled(schema);
}

TEST(sample, combines_what_several_subschemas_say) {
  for (const std::string_view schema :
       {R"({"allOf": [{"properties": {"a": {"type": "string"}}}, {"properties": {"a": {"minLength": 10},
             "b": {"const": 1}}, "required": ["b"]}]})",
        R"({"oneOf": [{"required": ["a"], "properties": {"a": {"const": 1}}}, {"required": ["b"],
             "properties": {"b": {"const": 1}}}], "type": "object"})",
        R"({"anyOf": [{"type": "string", "minLength": 3}, {"type": "integer"}], "not": {"type": "string"}})",
        R"({"oneOf": [{"type": "number"}, {"type": "integer"}, {"type": "string"}]})",
        R"({"type": "object", "properties": {"a": {"enum": [1, 2]}}, "required": ["a"],
             "if": {"properties": {"a": {"const": 1}}}, "then": {"required": ["x"]},
             "else": {"required": ["y"]}})",
        R"({"type": "object", "properties": {"a": {"type": "integer"}}, "dependentRequired": {"a": ["z"]},
             "dependentSchemas": {"a": {"properties": {"w": {"type": "null"}}, "required": ["w"]}}})",
        R"({"allOf": [{"enum": [1, 2, 3]}, {"enum": [3, 4]}]})",
        R"({"type": ["null", "object"], "required": ["a"]})",
        R"({"$ref": "#/$defs/a", "$defs": {"a": {"type": "object",
             "properties": {"b": {"type": "string"}}}}, "unevaluatedProperties": false})",
        R"({"allOf": [{"properties": {"a": {}}}], "properties": {"b": {}}, "unevaluatedProperties": false})",
        R"({"allOf": [{"properties": {"a": {}}, "additionalProperties": false}, {"properties": {"a": {},
             "b": {}}}]})"})
    sampled(schema);
}

TEST(sample, arrays) {
  for (const std::string_view schema :
       {R"({"type": "array", "items": {"type": "integer"}, "uniqueItems": true, "minItems": 10})",
        R"({"type": "array", "items": {"enum": ["a", "b", "c"]}, "uniqueItems": true, "minItems": 3})",
        R"({"type": "array", "items": {"type": "boolean"}, "uniqueItems": true, "minItems": 2})",
        R"({"type": "array", "items": {"format": "uuid", "type": "string"}, "uniqueItems": true,
             "minItems": 5})",
        R"({"type": "array", "contains": {"const": 7}, "minContains": 2, "items": {"type": "integer"}})",
        R"({"type": "array", "prefixItems": [{"type": "string"}, {"type": "null"}], "items": false})"})
    sampled(schema);
  EXPECT_EQ(sampled(R"({"type": "array", "prefixItems": [{"const": 1}, {"const": 2}], "items": false})"),
            parsed("[1, 2]"));
}

TEST(sample, texts) {
  for (const std::string_view schema :
       {R"({"type": "string", "pattern": "^\\+?[1-9]\\d{1,14}$"})",
        R"({"type": "string", "pattern": "^[a-z]+$", "minLength": 20, "maxLength": 25})",
        R"({"type": "string", "allOf": [{"pattern": "^a"}, {"pattern": "^[ab]+$"}]})",
        R"({"type": "string", "format": "date-time"})",
        R"({"type": "string", "format": "email", "maxLength": 30})", R"({"type": "string", "format": "uri"})",
        R"({"type": "string", "format": "ipv6"})"})
    sampled(schema);
}

TEST(sample, maps_show_an_entry) {
  const json::value s = sampled(R"({"type": "object", "additionalProperties": {"type": "integer"}})");
  EXPECT_EQ(s.as_object().size(), 1U);
  const json::value named = sampled(
      R"({"type": "object", "patternProperties": {"^x-[a-z]{3}$": {"type": "integer"}},
             "additionalProperties": false})");
  EXPECT_EQ(named.as_object().size(), 1U);
  sampled(R"({"type": "object", "propertyNames": {"pattern": "^[A-Z]{4}$"}, "minProperties": 3})");
}

TEST(sample, ends_recursion) {
  const json::value tree =
      sampled(R"({"$defs": {"node": {"type": "object", "required": ["id"], "properties": {
    "id": {"type": "integer"}, "parent": {"$ref": "#/$defs/node"}, 
    "children": {"type": "array", "items": {"$ref": "#/$defs/node"}}}}},
    "$ref": "#/$defs/node"})");
  EXPECT_TRUE(tree.at("id").is_int64());
  EXPECT_TRUE(tree.at("children").as_array().empty());
  sampled(R"({"$defs": {"list": {"type": "object", "required": ["next"], "properties": {
    "next": {"anyOf": [{"$ref": "#/$defs/list"}, {"type": "null"}]}}}}, "$ref": "#/$defs/list"})");
  sampled(
      R"({"type": "object", "nullable": true, "required": ["next"], "properties": {"next": {"$ref": "#"}}})",
      {.default_dialect = dialect::openapi30});
}

TEST(sample, names_the_part_that_cannot_be_satisfied) {
  for (const std::string_view part : {R"({"type": "string", "not": {"type": "string"}})",
                                      R"({"minimum": 2, "maximum": 1, "type": "integer"})", R"({"enum": []})",
                                      R"({"type": "string", "pattern": "^a$", "minLength": 2})"}) {
    const std::string schema =
        R"({"type": "object", "required": ["a"], "properties": {"a": )" + std::string(part) + "}}";
    const result<json::value> s = sample(parsed(schema));
    ASSERT_FALSE(s) << schema << json::write(*s);
    EXPECT_EQ(s.error().type, "input.unsupported");
    EXPECT_EQ(s.error().pointer, "/properties/a") << schema;
    EXPECT_NE(s.error().detail.find("No instance"), std::string::npos);
  }
  EXPECT_FALSE(sample(parsed("false")));
}

TEST(sample, infinite_demands_end_in_a_problem) {
  const result<json::value> s = sample(parsed(
      R"({"type": "object", "required": ["a", "b"], "properties": {"a": {"$ref": "#"},
             "b": {"$ref": "#"}}})"));
  ASSERT_FALSE(s);
  EXPECT_EQ(s.error().type, "input.unsupported");
  EXPECT_FALSE(sample(parsed(R"({"type": "array", "minItems": 4000000000})")));
  EXPECT_FALSE(sample(parsed(R"({"type": "string", "minLength": 4000000000})")));
}

TEST(sample, fails_like_compile) {
  const result<json::value> s = sample(parsed(R"({"$ref": "#/nowhere"})"));
  ASSERT_FALSE(s);
  EXPECT_EQ(s.error().type, "input.invalid");
}

} // namespace
} // namespace http_task::schema
