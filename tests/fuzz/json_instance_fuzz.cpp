// Any JSON as an instance of schemas that use all keywords: no crash, and answers that agree with each other,
// with and without the short cuts of the check.
#include "schema/validator.hpp"
#include "json/parse.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace {

using namespace http_task;

constexpr std::string_view schemas[] = {
    R"({"type": "object", "properties": {"id": {"type": ["integer", "null"], "format": "int64"}, "name":
        {"type": "string", "minLength": 2, "maxLength": 5}, "a_name_of_more_than_sixteen": {"enum": ["a", "bc",
        "an_enum_of_more_than_sixteen", null, 1.5]}, "tags": {"items": {"type": "string"}, "uniqueItems": true,
        "maxItems": 3}, "child": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}}, "required": ["id", "name"]})",
    R"({"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"a": {"const": 1}, "b": true},
        "patternProperties": {"^_": {"type": "string"}, "[0-9]{2,}$": false}, "additionalProperties":
        {"type": "number", "multipleOf": 0.01, "exclusiveMaximum": 100}, "dependencies": {"a": ["b"]},
        "propertyNames": {"maxLength": 8}, "minProperties": 1})",
    R"({"allOf": [{"properties": {"x": {"minimum": 0}}}, {"properties": {"y": {"items": {"$ref": "#"}}}}],
        "oneOf": [{"required": ["x"]}, {"required": ["y"]}], "unevaluatedProperties": {"type": "boolean"}})",
    R"({"prefixItems": [{"type": "integer"}, {"pattern": "^(?:ab|c)+$"}], "contains": {"const": "k"},
        "maxContains": 2, "unevaluatedItems": {"not": {"type": "array"}}})",
    R"({"$id": "urn:tree", "$dynamicAnchor": "node", "type": ["object", "array"], "properties": {"data": true,
        "children": {"type": "array", "items": {"$dynamicRef": "#node"}}}, "if": {"required": ["leaf"]},
        "then": {"properties": {"children": {"maxItems": 0}}}, "else": {"maxProperties": 4}})",
    R"({"type": "object", "additionalProperties": {"anyOf": [{"format": "date-time"}, {"format": "ipv6"},
        {"format": "uri"}, {"format": "email"}, {"type": "object", "additionalProperties": false}]}})",
    R"({"type": "object", "properties": {"next": {"type": ["string", "null"]}, "total": {"type": "integer"},
        "items": {"type": "array", "items": {"type": "object", "required": ["id"], "properties":
        {"id": {"type": "integer"}, "kind": {"enum": ["a", "bcde", "sixteen bytes..."]},
        "tags": {"type": "array", "items": {"type": "string"}}}}}}, "required": ["total"]})",
};

bool nothing(const json::value& /*v*/) {
  return false;
}
bool is_expression(const json::value& v) {
  const json::string* text = v.if_string();
  return text && text->starts_with("${");
}

const std::vector<schema::validator>& validators() {
  static const std::vector<schema::validator> all = [] {
    std::vector<schema::validator> made;
    for (const std::string_view text : schemas)
      made.push_back(schema::compile(json::parse(text).value()).value());
    return made;
  }();
  return all;
}

} // namespace

// The first byte picks the schema; behind it stands the text of the instance.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const schema::validator& v = validators()[data[0] % validators().size()];
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const result<json::value> instance = json::parse(text, {.depth = 64, .bytes = 1U << 16U});
  if (!instance) return 0;
  const bool valid = v.is_valid(*instance);
  if (valid != v.is_valid(*instance, nothing) || valid != v.check(*instance, 10).empty()) std::abort();
  if (v.is_valid(*instance, is_expression) != v.check(*instance, 10, is_expression).empty()) std::abort();
  const json::value output = v.output(*instance, schema::output_form::basic);
  if (output.at("valid").as_bool() != valid) std::abort();
  return 0;
}
