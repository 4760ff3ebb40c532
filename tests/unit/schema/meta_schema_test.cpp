#include "schema/meta_schema.hpp"

#include "schema/keyword.hpp"
#include "support.hpp"

#include <string>

namespace http_task::schema {
namespace {

constexpr std::string_view draft_2020 = R"({"$ref": "https://json-schema.org/draft/2020-12/schema"})";
constexpr std::string_view draft_2019 = R"({"$ref": "https://json-schema.org/draft/2019-09/schema"})";
constexpr std::string_view draft_7 = R"({"$ref": "http://json-schema.org/draft-07/schema#"})";
constexpr std::string_view draft_4 = R"({"$ref": "http://json-schema.org/draft-04/schema#"})";

bool accepts(std::string_view meta, std::string_view schema) {
  return compiled(meta).is_valid(parsed(schema));
}

TEST(meta_schema, each_accepts_itself_and_a_usual_schema) {
  for (const std::string_view uri :
       {"http://json-schema.org/draft-04/schema", "http://json-schema.org/draft-06/schema",
        "http://json-schema.org/draft-07/schema", "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema"}) {
    const std::optional<meta_schema> meta = make_meta_schema(uri);
    ASSERT_TRUE(meta) << uri;
    const result<validator> v = compile(meta->root);
    ASSERT_TRUE(v) << uri << ": " << v.error().detail;
    EXPECT_TRUE(v->is_valid(meta->root)) << uri;
    EXPECT_TRUE(v->is_valid(parsed(R"({"type": "object", "properties": {"a": {"minLength": 1}},
                                       "required": ["a"], "additionalProperties": false})")));
    EXPECT_FALSE(v->is_valid(parsed(R"({"properties": {"a": {"minLength": -1}}})"))) << uri;
    EXPECT_FALSE(v->is_valid(parsed(R"({"items": {"type": "text"}})"))) << uri;
    EXPECT_FALSE(v->is_valid(parsed(R"({"allOf": []})"))) << uri;
    EXPECT_FALSE(v->is_valid(parsed("[]"))) << uri;
  }
  EXPECT_FALSE(make_meta_schema("https://json-schema.org/draft/2020-12/meta/unknown"));
  EXPECT_FALSE(make_meta_schema("https://example.com/schema"));
}

TEST(meta_schema, every_vocabulary_has_its_document) {
  const auto vocabulary = [](std::string_view base, std::string_view name) {
    return make_meta_schema(std::string(base) + "meta/" + std::string(name)).has_value();
  };
  for (const std::string_view name : {"core", "applicator", "validation", "meta-data", "format", "content"})
    EXPECT_TRUE(vocabulary("https://json-schema.org/draft/2019-09/", name)) << name;
  for (const std::string_view name : {"core", "applicator", "unevaluated", "validation", "meta-data",
                                      "format-annotation", "format-assertion", "content"})
    EXPECT_TRUE(vocabulary("https://json-schema.org/draft/2020-12/", name)) << name;
}

TEST(meta_schema, drafts_differ_where_the_standard_does) {
  EXPECT_TRUE(accepts(draft_4, R"({"minimum": 1, "exclusiveMinimum": true})"));
  EXPECT_FALSE(accepts(draft_4, R"({"exclusiveMinimum": true})"));
  EXPECT_FALSE(accepts(draft_4, R"({"exclusiveMinimum": 1})"));
  EXPECT_TRUE(accepts(draft_7, R"({"exclusiveMinimum": 1})"));
  EXPECT_FALSE(accepts(draft_4, R"({"required": []})"));
  EXPECT_TRUE(accepts(draft_7, R"({"required": []})"));
  EXPECT_FALSE(accepts(draft_4, R"({"not": true})"));
  EXPECT_TRUE(accepts(draft_7, "true"));
  EXPECT_TRUE(accepts(draft_2019, R"({"items": [true]})"));
  EXPECT_FALSE(accepts(draft_2020, R"({"items": [true]})"));
  EXPECT_FALSE(accepts(draft_2020, R"({"$id": "a#b"})"));
  EXPECT_FALSE(accepts(draft_2020, R"({"$anchor": "1"})"));
  EXPECT_FALSE(accepts(draft_2020, R"({"$defs": {"a": {"dependencies": {"b": [1]}}}})"));
}

TEST(meta_schema, parts_can_be_referred_to_by_their_official_names) {
  EXPECT_TRUE(
      accepts(R"({"$ref": "http://json-schema.org/draft-07/schema#/definitions/nonNegativeInteger"})", "0"));
  EXPECT_FALSE(
      accepts(R"({"$ref": "http://json-schema.org/draft-07/schema#/definitions/schemaArray"})", "[]"));
  EXPECT_FALSE(accepts(R"({"$ref": "http://json-schema.org/draft-04/schema#/properties/title"})", "1"));
  EXPECT_TRUE(accepts(
      R"({"$ref": "https://json-schema.org/draft/2020-12/meta/validation#/$defs/simpleTypes"})", "\"null\""));
}

TEST(meta_schema, can_be_extended) {
  constexpr std::string_view extended = R"({
    "$id": "https://example.com/my", "$dynamicAnchor": "meta",
    "$ref": "https://json-schema.org/draft/2020-12/schema",
    "properties": {"x-unit": {"enum": ["m", "s"]}}
  })";
  EXPECT_TRUE(accepts(extended, R"({"properties": {"a": {"x-unit": "m"}}})"));
  EXPECT_FALSE(accepts(extended, R"({"properties": {"a": {"x-unit": "kg"}}})"));
}

TEST(keyword, is_known_to_the_dialects_that_have_it) {
  EXPECT_TRUE(find_keyword("prefixItems", dialect::draft2020_12));
  EXPECT_FALSE(find_keyword("prefixItems", dialect::draft2019_09));
  EXPECT_EQ(find_keyword("exclusiveMinimum", dialect::draft4)->value, shape::boolean);
  EXPECT_EQ(find_keyword("exclusiveMinimum", dialect::draft6)->value, shape::number);
  EXPECT_TRUE(find_keyword("nullable", dialect::openapi30));
  EXPECT_FALSE(find_keyword("nullable", dialect::draft4));
  EXPECT_FALSE(find_keyword("x-anything", dialect::draft7));
}

} // namespace
} // namespace http_task::schema
