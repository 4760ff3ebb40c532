// What the check decides without its interpreter: the same as with it, which a call with an exemption takes.
#include "support.hpp"

#include "schema/sample.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

namespace http_task::schema {
namespace {

bool nothing(const json::value& /*v*/) {
  return false;
}

void expect(bool valid, const validator& v, std::string_view instance) {
  const json::value value = parsed(instance);
  EXPECT_EQ(v.is_valid(value), valid) << instance;
  EXPECT_EQ(v.is_valid(value, nothing), valid) << instance;
  EXPECT_EQ(v.check(value).empty(), valid) << instance;
}

TEST(short_cuts, strings_among_several) {
  const validator v =
      compiled(R"({"enum": ["", "a", "abcd", "abcdefgh", "twelve bytes", "more than sixteen bytes",
    "more than twenty-four bytes of text", null]})");
  for (const std::string_view text : {"", "a", "abcd", "abcdefgh", "twelve bytes", "more than sixteen bytes",
                                      "more than twenty-four bytes of text"}) {
    expect(true, v, '"' + std::string(text) + '"');
    expect(false, v, '"' + std::string(text) + "x\"");
  }
  expect(false, v, R"("more than sixteXn bytes")");
  expect(false, v, R"("more than twenty-four bYtes of text")");
  expect(true, v, "null");
  expect(false, v, "1");
}

TEST(short_cuts, objects_of_which_only_known_members_count) {
  const validator v =
      compiled(R"({"type": "object", "properties": {"a": {"type": "string"}, "b": {"enum": ["x", 1]},
    "c": {"properties": {"d": {"minimum": 3}}}}, "required": ["a", "z", "a"]})");
  expect(true, v, R"({"a": "", "z": null})");
  expect(true, v, R"({"other": 1, "z": null, "c": {"d": 3}, "b": "x", "a": ""})");
  expect(false, v, R"({"a": "", "b": "x"})");
  expect(false, v, R"({"a": 1, "z": 1})");
  expect(false, v, R"({"a": "", "z": 1, "b": "y"})");
  expect(true, v, R"({"a": "", "z": 1, "b": 1.0})");
  expect(false, v, R"({"a": "", "z": 1, "c": {"d": 2}})");
}

TEST(short_cuts, members_in_any_order) {
  const validator v = compiled(R"({"properties": {"id": {"type": "integer"}, "name": {"type": "string"},
    "description": {"type": ["string", "null"]}, "a name of 24 characters.": {"type": "boolean"},
    "a name of more than twenty-four characters": {"enum": ["x", "y"]}, "": {"type": "null"}},
    "required": ["name", "a name of more than twenty-four characters", "only required"]})");
  const std::string_view long_name = R"("a name of more than twenty-four characters":)";
  const std::string rest = std::string(long_name) + R"("x","only required":0})";
  expect(true, v, R"({"id":1,"name":"n","description":null,"a name of 24 characters.":true,)" + rest);
  expect(true, v, R"({"id":1,"unknown":2,"name":"n","a name of 24 characters.":true,"":null,)" + rest);
  expect(true, v, R"({"name":"n","id":1,"description":"d",)" + rest);
  expect(true, v, R"({"description":"d","id":1,"x":0,"name":"n","y":0,)" + rest);
  expect(false, v, R"({"id":1,"description":"d",)" + rest);
  expect(false, v, R"({"id":1,"name":"n","a name of 24 characters.":1,)" + rest);
  expect(false, v, R"({"name":"n","id":"1",)" + rest);
  expect(false, v, R"({"name":"n","":0,)" + rest);
  expect(false, v, R"({"name":"n",)" + std::string(long_name) + R"("x"})");
  expect(false, v, R"({"name":"n","only required":0})");
  expect(false, v, R"({"name":"n","only required":0,)" + std::string(long_name) + R"("z"})");
}

TEST(short_cuts, every_choice_of_members_in_every_order) {
  const validator v = compiled(R"({"properties": {"id": {"type": "integer"}, "name": {"type": "integer"},
    "a longer name": {"type": "integer"}, "only described": {}}, "required": ["name", "only required", "id"]})");
  std::array<std::string_view, 5> names{"a longer name", "id", "name", "only required", "unknown"};
  do {
    std::string members;
    std::set<std::string_view> given;
    for (std::size_t count = 0; count <= names.size(); ++count) {
      expect(given.contains("id") && given.contains("name") && given.contains("only required"), v,
             "{" + members + "}");
      if (count == names.size()) break;
      members += (count > 0 ? ",\"" : "\"") + std::string(names.at(count)) + "\":1";
      given.insert(names.at(count));
    }
  } while (std::ranges::next_permutation(names).found);
}

TEST(short_cuts, arrays_in_members) {
  const validator v = compiled(R"({"properties": {"texts": {"type": "array", "items": {"type": "string"}},
    "whole": {"items": {"type": "integer"}}, "few": {"type": "array",
    "items": {"type": "null"}, "maxItems": 1}},
    "required": ["whole"]})");
  expect(true, v, R"({"texts": [], "whole": [], "few": []})");
  expect(true, v, R"({"texts": ["a", "b"], "whole": [1, 2.0], "few": [null]})");
  expect(true, v, R"({"texts": ["1","2","3","4","5","6","7","8","9","10","11"], "whole": 1})");
  expect(false, v, R"({"texts": ["1","2","3","4","5","6","7","8","9","10",11], "whole": 1})");
  expect(false, v, R"({"texts": ["a", 1], "whole": []})");
  expect(false, v, R"({"texts": {}, "whole": []})");
  expect(false, v, R"({"texts": ["a"]})");
  expect(false, v, R"({"whole": [1, 2.5]})");
  expect(false, v, R"({"whole": [1], "few": [null, null]})");
  expect(false, v, R"({"whole": [1], "few": [1]})");
}

TEST(short_cuts, lists_of_objects) {
  const validator v =
      compiled(R"({"properties": {"next": {"type": ["string", "null"]}, "items": {"type": "array",
    "items": {"type": "object", "properties": {"id": {"type": "integer"}, "kind": {"enum": ["a", "b"]},
    "tags": {"type": "array", "items": {"type": "string"}}}, "required": ["id"]}},
    "total": {"type": "integer"}},
    "required": ["total"]})");
  expect(true, v, R"({"next": null, "items": [], "total": 1})");
  expect(true, v,
         R"({"next": "n", "items": [{"id": 1, "kind": "a", "tags": ["t"]}, {"id": 2}], "total": 2})");
  expect(true, v, R"({"total": 2, "items": [{"kind": "b", "id": 1}, {"other": 1, "id": 2.0}]})");
  expect(false, v, R"({"next": "n", "items": [{"id": 1}, {"kind": "a"}], "total": 2})");
  expect(false, v, R"({"items": [{"id": 1}, {"id": 2, "kind": "c"}], "total": 2})");
  expect(false, v, R"({"items": [{"id": 1}, {"id": 2, "tags": [1]}], "total": 2})");
  expect(false, v, R"({"items": [{"id": 1}, 1], "total": 2})");
  expect(false, v, R"({"items": [{"id": 1}], "total": "2"})");
  expect(false, v, R"({"items": [{"id": 1}]})");
  expect(false, v, R"({"items": {"id": 1}, "total": 1})");
}

TEST(short_cuts, many_required_members) {
  std::string names;
  std::string members;
  for (int i = 0; i < 100; ++i) {
    names += (i > 0 ? ",\"m" : "\"m") + std::to_string(i) + '"';
    if (i > 0) members += (i > 1 ? ",\"m" : "\"m") + std::to_string(i) + "\":1";
  }
  const validator v = compiled(R"({"properties": {"m5": {"type": "integer"}}, "required": [)" + names + "]}");
  expect(false, v, "{" + members + "}");
  expect(false, v, "{" + members + R"(,"x":1})");
  expect(true, v, "{" + members + R"(,"m0":1})");
}

TEST(short_cuts, arrays_whose_items_are_alike_and_maps) {
  const validator items =
      compiled(R"({"type": "array", "items": {"type": ["string", "array"], "minItems": 1}})");
  expect(true, items, R"(["a", [1], "b"])");
  expect(false, items, R"(["a", []])");
  expect(false, items, R"([1])");
  expect(true, items, "[]");
  const validator map =
      compiled(R"({"additionalProperties": {"type": ["string", "object"], "maxProperties": 1}})");
  expect(true, map, R"({"a": "x", "b": {"c": 1}})");
  expect(false, map, R"({"a": {"b": 1, "c": 1}})");
  expect(false, map, R"({"a": 1})");
}

TEST(short_cuts, one_source_for_samples_of_the_parts_and_checks) {
  const json::value schema = parsed(R"({"properties": {"n/1": {"type": "integer", "minimum": 5}},
    "required": ["n/1"], "$defs": {"unused": {"type": "string"}}})");
  const result<sample_source> source = sample_source::compile(schema);
  ASSERT_TRUE(source);
  const result<json::value> whole = source->sample(3);
  ASSERT_TRUE(whole);
  EXPECT_TRUE(source->check().is_valid(*whole));
  EXPECT_EQ(*whole, *sample(schema, {.seed = 3}));
  const result<json::value> part = source->sample_at("/properties/n~11", 0);
  ASSERT_TRUE(part);
  EXPECT_TRUE(part->is_int64() && part->get_int64() >= 5);
  EXPECT_EQ(source->sample_at("/$defs/unused", 0).error().type, "input.invalid");
}

} // namespace
} // namespace http_task::schema
