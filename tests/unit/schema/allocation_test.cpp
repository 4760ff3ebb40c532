// Checking a valid instance does not allocate: this program counts what operator new is asked for.
#include "support.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <new>
#include <string>

namespace {

std::size_t allocations = 0;

} // namespace

void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size == 0 ? 1 : size);
}

void* operator new(std::size_t size) {
  if (void* p = operator new(size, std::nothrow)) return p;
  throw std::bad_alloc();
}

void operator delete(void* p) noexcept {
  std::free(p);
}

void operator delete(void* p, std::size_t) noexcept {
  std::free(p);
}

namespace http_task::schema {
namespace {

void expect_none_for(std::string_view schema, const json::value& instance) {
  const validator v = compiled(schema);
  EXPECT_TRUE(v.is_valid(instance)) << schema; // RE2 makes its automaton on first use
  const std::size_t before = allocations;
  const bool valid = v.is_valid(instance);
  EXPECT_EQ(allocations - before, 0U) << schema;
  EXPECT_TRUE(valid);
}

void expect_none(std::string_view schema, std::string_view instance) {
  expect_none_for(schema, parsed(instance));
}

TEST(allocation, none_for_a_valid_instance) {
  expect_none(
      R"({"type": "object", "required": ["name", "tags"], "additionalProperties": false, "properties": {
    "name": {"type": "string", "minLength": 2, "maxLength": 40, "pattern": "^[a-z ]+$"},
    "kind": {"enum": ["a", "b", "c", "d", "e", "f", null]}, "rate": {"multipleOf": 0.01, "exclusiveMaximum": 10},
    "tags": {"items": {"type": "string"}, "uniqueItems": true, "contains": {"const": "x"}}},
    "propertyNames": {"maxLength": 40}})",
      R"({"name": "a name that is longer than small strings", "kind": "e", "rate": 9.99, "tags": ["x", "y"]})");
}

TEST(allocation, none_for_alternatives_and_references) {
  expect_none(R"({"$ref": "#/$defs/tree", "$defs": {
    "tree": {"oneOf": [{"type": "object", "properties": {"left": {"$ref": "#/$defs/tree"}, "kind": {"const": "node"}},
      "required": ["kind"]}, {"type": "integer", "not": {"multipleOf": 2}}], "if": {"type": "object"},
      "then": {"minProperties": 1}}}})",
              R"({"kind": "node", "left": {"kind": "node", "left": 3}})");
}

TEST(allocation, none_for_unevaluated_members_and_dynamic_references) {
  expect_none(R"({"$id": "https://example.com/a", "$dynamicAnchor": "x",
    "allOf": [{"properties": {"a": {"$dynamicRef": "#x"}}}, {"patternProperties": {"^x-": true}}],
    "anyOf": [{"properties": {"b": true}, "required": ["b"]}, true], "unevaluatedProperties": false})",
              R"({"a": {"b": 1}, "b": 2, "x-name-of-some-length": 3})");
}

TEST(allocation, none_for_formats) {
  for (const auto& [name, text] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
           {"date-time", "2024-05-17T09:30:00Z"},
           {"email", "someone@example.com"},
           {"uri", "https://example.com/a?b"},
           {"uuid", "123e4567-e89b-42d3-a456-426614174000"},
           {"ipv6", "2001:db8::1"},
           {"hostname", "www.example.com"},
           {"json-pointer", "/items/0"},
           {"uri-template", "/items/{id}"},
           {"duration", "P1DT2H"}})
    expect_none("{\"format\": \"" + std::string(name) + "\"}", "\"" + std::string(text) + "\"");
}

TEST(allocation, none_for_arrays_of_a_thousand_different_items) {
  json::array items;
  for (int i = 0; i < 1000; ++i)
    items.emplace_back(i);
  expect_none_for(R"({"uniqueItems": true, "items": {"type": "integer"}})", items);
}

} // namespace
} // namespace http_task::schema
