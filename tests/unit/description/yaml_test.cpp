#include "description/yaml.hpp"

#include "documents.hpp"

#include <gtest/gtest.h>

namespace http_task::description {
namespace {

std::string json_of(std::string_view yaml) {
  const result<yaml_document> read = parse_yaml(yaml);
  return read ? json::write(read->value) : read.error().type + ": " + read.error().detail;
}

problem refused(std::string_view yaml, const yaml_limits& limits = {}) {
  const result<yaml_document> read = parse_yaml(yaml, limits);
  EXPECT_FALSE(read) << yaml;
  return read ? problem{} : read.error();
}

TEST(yaml, plain_scalars_mean_what_the_core_schema_says) {
  EXPECT_EQ(json_of("[no, yes, on, off, y, 12:30, 2001-01-01, 1_000, 0b1, 010, '1', \"true\"]"),
            R"(["no","yes","on","off","y","12:30","2001-01-01","1_000","0b1",10,"1","true"])");
  EXPECT_EQ(json_of("[~, null, Null, NULL, true, False, 0o17, 0xFF, -5, +7, 1.5, .5, 1e3, 2.]"),
            R"([null,null,null,null,true,false,15,255,-5,7,1.5,0.5,1000.0,2.0])");
  EXPECT_EQ(json_of("[18446744073709551615, -9223372036854775808, 123456789012345678901]"),
            "[18446744073709551615,-9223372036854775808,123456789012345683968.0]");
  EXPECT_EQ(json_of("[.inf, .nan, 1e999, 0x, 1e, +, ., nULL]"),
            R"([".inf",".nan","1e999","0x","1e","+",".","nULL"])");
  EXPECT_EQ(json_of("[!!str 1, !!int '1', !own 1]"), R"(["1",1,"1"])");
}

TEST(yaml, blocks_flows_and_texts_are_read) {
  EXPECT_EQ(json_of("a:\n  - b: |\n      one\n      two\n    c: >-\n      three\n      four\n  - {d: [e], "
                    "\"f\": 'g''s'}\n"),
            R"({"a":[{"b":"one\ntwo\n","c":"three four"},{"d":["e"],"f":"g's"}]})");
  EXPECT_EQ(json_of("200: ok\nnull: x\ntrue: y\n"), R"({"200":"ok","null":"x","true":"y"})");
  EXPECT_EQ(json_of("%YAML 1.2\n---\na: 1\n...\n"), R"({"a":1})");
  EXPECT_EQ(json_of("\xEF\xBB\xBF"
                    "a: \xC3\xA9\n"),
            "{\"a\":\"\xC3\xA9\"}");
}

TEST(yaml, aliases_and_merge_keys_are_copied) {
  EXPECT_EQ(json_of("a: &x {b: 1, c: 2}\nd: *x\ne:\n  <<: *x\n  c: 3\n"),
            R"({"a":{"b":1,"c":2},"d":{"b":1,"c":2},"e":{"b":1,"c":3}})");
  EXPECT_EQ(json_of("a: &x {b: 1}\ny: &y {c: 2}\nd: {<<: [*x, *y], '<<': 1}\n"),
            R"({"a":{"b":1},"y":{"c":2},"d":{"b":1,"c":2,"<<":1}})");
  EXPECT_EQ(refused("a: &x [*x]").type, "input.not_json");
  EXPECT_EQ(refused("a: *x").pointer, "/a");
  EXPECT_EQ(refused("a: {<<: 5}").type, "input.not_json");
}

TEST(yaml, a_billion_laughs_end_early) {
  std::string bomb = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string alias = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + alias;
    for (int k = 0; k < 8; ++k)
      bomb += ", " + alias;
    bomb += "]\n";
  }
  const problem p = refused(bomb);
  EXPECT_EQ(p.type, "input.limit");
  EXPECT_NE(p.detail.find("line "), std::string::npos);
  EXPECT_FALSE(p.pointer.empty());
}

TEST(yaml, keys_that_stand_twice_are_flagged) {
  const yaml_document read = parse_yaml("a:\n  b: 1\n  b: 2\n").value();
  EXPECT_EQ(json::write(read.value), R"({"a":{"b":2}})");
  ASSERT_EQ(read.findings.size(), 1U);
  EXPECT_EQ(read.findings[0].pointer, "/a/b");
  EXPECT_NE(read.findings[0].detail.find("line 3, column 3"), std::string::npos);
}

TEST(yaml, only_the_first_document_counts) {
  const yaml_document read = parse_yaml("a: 1\n---\nb: 2\n").value();
  EXPECT_EQ(json::write(read.value), R"({"a":1})");
  EXPECT_EQ(read.findings.size(), 1U);
}

TEST(yaml, mistakes_have_line_column_and_pointer) {
  const problem p = refused("a:\n  b: [1, 2\nc: 3\n");
  EXPECT_EQ(p.type, "input.not_json");
  EXPECT_NE(p.detail.find("line 3"), std::string::npos) << p.detail;
  EXPECT_EQ(p.pointer.substr(0, 4), "/a/b");
  EXPECT_EQ(refused("? [a]\n: b\n").type, "input.not_json");
  EXPECT_EQ(refused("a: \xFF").type, "input.not_json");
  EXPECT_EQ(refused("").type, "input.not_json");
  EXPECT_EQ(refused("# nothing\n").type, "input.not_json");
}

TEST(yaml, is_bounded) {
  EXPECT_EQ(refused(std::string(20'000, '[')).type, "input.limit");
  EXPECT_EQ(refused("aaaa", {10, 3, 10}).type, "input.limit");
  std::string steps;
  for (int i = 0; i < 500; ++i)
    steps += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  EXPECT_EQ(refused(steps).type, "input.limit");
}

TEST(yaml, a_document_is_read_like_one_of_json) {
  const api a =
      test::read("openapi: 3.0.3\ninfo: {title: Pets, version: 1.0}\n"
                 "servers:\n- url: https://pets.example\n"
                 "paths:\n  /pets/{id}:\n    get:\n      operationId: no\n"
                 "      responses:\n        200: {description: ok}\n        200: {description: again}\n");
  ASSERT_EQ(a.endpoints.size(), 1U);
  EXPECT_EQ(a.endpoints[0].operation_id, "no");
  EXPECT_EQ(test::at(a.describe(0), "/endpoint/responses/200/description"), R"("again")");
  ASSERT_EQ(a.warnings.size(), 1U);
  EXPECT_EQ(a.warnings[0].pointer, "/paths/~1pets~1{id}/get/responses/200");
}

} // namespace
} // namespace http_task::description
