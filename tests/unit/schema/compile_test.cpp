// Which schemas compile, where references lead, and what is said about the others.
#include "support.hpp"

#include <algorithm>
#include <memory>
#include <string>

namespace http_task::schema {
namespace {

TEST(compile, owns_what_it_needs) {
  auto schema = std::make_unique<json::value>(parsed(R"({"enum": [{"a": [1]}]})"));
  const result<validator> v = compile(*schema);
  schema.reset();
  ASSERT_TRUE(v);
  EXPECT_TRUE(v->is_valid(parsed(R"({"a": [1]})")));
}

TEST(compile, names_the_keyword_that_is_malformed) {
  const problem p = compile_problem(R"({"properties": {"a/b": {"minLength": "3"}}})");
  EXPECT_EQ(p.type, "input.invalid");
  EXPECT_EQ(p.pointer, "/properties/a~1b/minLength");
  EXPECT_EQ(p.detail, "Expected an integer from 0; found a string.");
}

TEST(compile, refuses_each_kind_of_malformed_value) {
  for (const std::string_view schema : {R"({"type": "text"})",
                                        R"({"type": ["string", 1]})",
                                        R"({"required": "a"})",
                                        R"({"enum": {}})",
                                        R"({"properties": []})",
                                        R"({"properties": {"a": 1}})",
                                        R"({"items": [true]})",
                                        R"({"allOf": []})",
                                        R"({"allOf": {}})",
                                        R"({"multipleOf": 0})",
                                        R"({"maximum": "1"})",
                                        R"({"minItems": -1})",
                                        R"({"minItems": 1.5})",
                                        R"({"uniqueItems": 1})",
                                        R"({"$ref": 1})",
                                        R"({"dependentRequired": {"a": "b"}})",
                                        R"({"pattern": "("})",
                                        R"({"patternProperties": {"(": true}})",
                                        R"([])",
                                        R"(null)"})
    EXPECT_EQ(compile_problem(schema).type, "input.invalid") << schema;
}

TEST(compile, names_the_reference_that_leads_nowhere) {
  const problem p = compile_problem(R"({"properties": {"a": {"$ref": "#/$defs/missing"}}})");
  EXPECT_EQ(p.type, "input.invalid");
  EXPECT_EQ(p.pointer, "/properties/a/$ref");
  EXPECT_EQ(p.detail,
            "The reference \"#/$defs/missing\" leads nowhere: there is nothing at \"/$defs/missing\".");
  EXPECT_EQ(compile_problem(R"({"$ref": "https://example.com/other"})").type, "input.invalid");
  EXPECT_EQ(compile_problem(R"({"$ref": "#nowhere"})").type, "input.invalid");
  EXPECT_EQ(compile_problem(R"({"$ref": "http://[bad"})").type, "input.invalid");
}

TEST(compile, names_the_other_document_in_which_the_fault_lies) {
  registry documents;
  ASSERT_TRUE(documents.add("https://example.com/other", parsed(R"({"properties": {"a": {"type": 1}}})")));
  compile_options options;
  options.documents = &documents;
  const problem p = compile_problem(R"({"$ref": "https://example.com/other"})", options);
  EXPECT_EQ(p.source, "https://example.com/other");
  EXPECT_EQ(p.pointer, "/properties/a/type");
}

TEST(compile, refuses_circles_that_never_end) {
  for (const std::string_view schema :
       {R"({"$ref": "#"})",
        R"({"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"})",
        R"({"allOf": [{"anyOf": [{"not": {"$ref": "#"}}]}]})", R"({"if": true, "then": {"$ref": "#"}})",
        R"({"dependentSchemas": {"a": {"$ref": "#"}}})",
        R"({"properties": {"a": {"oneOf": [{"$ref": "#/properties/a"}]}}})"}) {
    const problem p = compile_problem(schema);
    EXPECT_EQ(p.type, "input.invalid") << schema;
    EXPECT_NE(p.detail.find("circle"), std::string::npos) << schema;
  }
}

TEST(compile, takes_recursion_that_goes_into_the_instance) {
  const validator tree =
      compiled(R"({"properties": {"children": {"items": {"$ref": "#"}}}, "required": ["id"]})");
  EXPECT_TRUE(tree.is_valid(parsed(R"({"id": 1, "children": [{"id": 2, "children": []}]})")));
  EXPECT_FALSE(tree.is_valid(parsed(R"({"id": 1, "children": [{"id": 2, "children": [{}]}]})")));
}

TEST(compile, compiles_the_part_that_the_pointer_names) {
  constexpr std::string_view api = R"({
    "openapi": "3.0.3",
    "components": {"schemas": {
      "Id": {"type": "integer"},
      "Pet": {"type": "object", "required": ["id"], "properties": {"id": {"$ref": "#/components/schemas/Id"}}}
    }}
  })";
  compile_options options = in(dialect::openapi30);
  options.pointer = "/components/schemas/Pet";
  const violation v = only_violation(api, R"({"id": "x"})", options);
  EXPECT_EQ(v.pointer, "/id");
  EXPECT_EQ(v.schema_pointer, "/components/schemas/Id/type");
  options.pointer = "/components/schemas/Cat";
  EXPECT_EQ(compile_problem(api, options).type, "input.invalid");
}

TEST(compile, resolves_against_the_base_uri) {
  registry documents;
  ASSERT_TRUE(
      documents.add("https://example.com/v1/common.json", parsed(R"({"$defs": {"n": {"type": "number"}}})")));
  compile_options options;
  options.documents = &documents;
  options.base_uri = "https://example.com/v1/api.json";
  const validator v = compiled(R"({"$ref": "common.json#/$defs/n"})", options);
  EXPECT_TRUE(v.is_valid(parsed("1")));
  EXPECT_FALSE(v.is_valid(parsed("\"1\"")));
  options.base_uri = "not absolute";
  EXPECT_EQ(compile_problem("true", options).type, "input.invalid");
}

TEST(compile, reads_another_document_in_its_own_dialect) {
  registry documents;
  ASSERT_TRUE(documents.add("https://example.com/old", parsed(R"({"minimum": 1, "exclusiveMinimum": true})"),
                            dialect::draft4));
  compile_options options;
  options.documents = &documents;
  EXPECT_FALSE(compiled(R"({"$ref": "https://example.com/old"})", options).is_valid(parsed("1")));
}

TEST(compile, the_schema_names_its_dialect) {
  EXPECT_TRUE(
      compiled(R"({"$schema": "http://json-schema.org/draft-07/schema#", "items": [{"type": "string"}]})")
          .is_valid(parsed("[\"a\", 1]")));
  const problem p = compile_problem(R"({"$schema": "https://example.com/unknown"})");
  EXPECT_EQ(p.type, "input.unsupported");
  EXPECT_EQ(p.pointer, "/$schema");
  EXPECT_TRUE(compiled(R"({"$schema": "https://spec.openapis.org/oas/3.1/dialect/base", "type": "null"})")
                  .is_valid(nullptr));
}

TEST(compile, refuses_an_unknown_vocabulary_only_if_it_is_required) {
  const auto with = [](bool required) {
    registry documents;
    json::value meta = parsed(R"({"$schema": "https://json-schema.org/draft/2020-12/schema",
      "$vocabulary": {"https://json-schema.org/draft/2020-12/vocab/core": true,
                      "https://json-schema.org/draft/2020-12/vocab/validation": true}})");
    meta.as_object()["$vocabulary"].as_object()["https://example.com/vocab"] = required;
    EXPECT_TRUE(documents.add("https://example.com/meta", std::move(meta)));
    compile_options options;
    options.documents = &documents;
    return compile_problem(R"({"$schema": "https://example.com/meta", "type": "string"})", options);
  };
  EXPECT_EQ(with(true).type, "input.unsupported");
  EXPECT_NE(with(true).detail.find("https://example.com/vocab"), std::string::npos);
  EXPECT_EQ(with(false).type, "none");
}

TEST(compile, openapi_3_0_reads_its_own_keywords) {
  const compile_options options = in(dialect::openapi30);
  const validator v = compiled(
      R"({"type": "string", "nullable": true, "example": 7, "discriminator": {"propertyName": "x"}})",
      options);
  EXPECT_TRUE(v.is_valid(nullptr));
  EXPECT_TRUE(v.is_valid("x"));
  EXPECT_FALSE(v.is_valid(7));
  EXPECT_FALSE(compiled(R"({"minimum": 1, "exclusiveMinimum": true})", options).is_valid(1));
  EXPECT_TRUE(compiled(R"({"const": 1, "id": "urn:x", "$id": "urn:y"})", options).is_valid(2));
  EXPECT_TRUE(compiled(R"({"enum": ["a"], "nullable": true})", options).is_valid(nullptr));
  // What stands beside a $ref does not count.
  EXPECT_TRUE(
      compiled(R"({"a": {"type": "integer"}, "properties": {"b": {"$ref": "#/a", "minimum": 5}}})", options)
          .is_valid(parsed(R"({"b": 1})")));
}

TEST(compile, tolerant_leaves_out_what_it_does_not_understand) {
  compile_options options;
  options.tolerant = true;
  const validator v = compiled(
      R"j({"properties": {"a": {"pattern": "^(?!x)", "minLength": 2},
                          "b": {"required": true, "type": "integer"},
                          "c": {"$ref": "#/nowhere"}},
           "patternProperties": {"(?=y)": {"type": "string"}}, "additionalProperties": false})j",
      options);
  EXPECT_TRUE(v.is_valid(parsed(R"({"a": "xx", "b": 1, "c": 1, "y": 1})")));
  EXPECT_FALSE(v.is_valid(parsed(R"({"a": "x"})")));
  EXPECT_FALSE(v.is_valid(parsed(R"({"b": "1"})")));
  std::vector<std::string> pointers;
  for (const finding& f : v.left_out())
    pointers.push_back(f.pointer);
  std::ranges::sort(pointers);
  EXPECT_EQ(pointers, (std::vector<std::string>{"/patternProperties/(?=y)", "/properties/a/pattern",
                                                "/properties/b/required", "/properties/c/$ref"}));
}

TEST(compile, keeps_to_its_limits) {
  compile_options options;
  options.limits.references = 2;
  EXPECT_EQ(compile_problem(R"({"$defs": {"a": true}, "allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"},
                                {"$ref": "#/$defs/a"}]})",
                            options)
                .type,
            "input.limit");
  options = {};
  options.limits.size = 3;
  EXPECT_EQ(compile_problem(R"({"allOf": [true, false, true, false]})", options).type, "input.limit");
  options = {};
  options.limits.depth = 3;
  EXPECT_EQ(compile_problem(R"({"not": {"not": {"not": {"not": true}}}})", options).type, "input.limit");
}

} // namespace
} // namespace http_task::schema
