#include "catalog/query.hpp"

#include "json/parse.hpp"
#include "json/write.hpp"

#include <gtest/gtest.h>

namespace http_task::catalog {
namespace {

json::value value_of(std::string_view text) {
  return json::parse(text).value();
}

TEST(query, is_read_from_json) {
  const query q =
      query_from_json(value_of(R"({"query": "a b", "limit": 5, "method": "get", "api": "x"})")).value();
  EXPECT_EQ(q.text, "a b");
  EXPECT_EQ(q.limit, 5U);
  EXPECT_EQ(q.method, "get");
  EXPECT_EQ(q.api, "x");
  EXPECT_EQ(query_from_json(value_of(R"({"query": ""})")).value().limit, 10U);
}

TEST(query, mistakes_have_a_pointer) {
  const auto pointer = [](std::string_view text) { return query_from_json(value_of(text)).error().pointer; };
  EXPECT_EQ(pointer("[]"), "");
  EXPECT_EQ(pointer("{}"), "/query");
  EXPECT_EQ(pointer(R"({"query": 5})"), "/query");
  for (const char* limit : {"0", "101", "-1", "1.5", "\"5\"", "18446744073709551615", "null"})
    EXPECT_EQ(pointer("{\"query\": \"\", \"limit\": " + std::string(limit) + "}"), "/limit") << limit;
  EXPECT_EQ(pointer(R"({"query": "", "sort": 1})"), "/sort");
}

TEST(query, has_filters) {
  const query q =
      query_from_json(value_of(R"({"query": "", "tag": "Users", "deprecated": false, "explain": true})"))
          .value();
  EXPECT_EQ(q.tag, "Users");
  EXPECT_EQ(q.deprecated, std::optional(false));
  EXPECT_TRUE(q.explain);
  EXPECT_EQ(query_from_json(value_of(R"({"query": "", "deprecated": "no"})")).error().pointer, "/deprecated");
}

TEST(search_results, are_written_as_their_schema_says) {
  search_result result;
  result.id = "a:GET:/b";
  result.shown.api = "a";
  result.shown.method = "GET";
  result.shown.path = "/b";
  result.shown.title = "T";
  result.shown.summary = "S";
  result.shown.deprecated = true;
  result.shown.matches = {{"title", 0, 1}};
  const std::string plain =
      R"({"results":[{"id":"a:GET:/b","api":"a","method":"GET","path":"/b","title":"T","summary":"S","deprecated":true,"matches":[{"field":"title","offset":0,"length":1}])";
  EXPECT_EQ(json::write(to_json({{result}})), plain + "}]}");
  result.versions = {"a-v1:GET:/b"};
  EXPECT_EQ(json::write(to_json({{result}})), plain + R"(,"versions":["a-v1:GET:/b"]}]})");
  result.explained = true;
  const json::object explained = to_json({{result}});
  EXPECT_TRUE(explained.at("results").get_array()[0].get_object().contains("reason"));
}

} // namespace
} // namespace http_task::catalog
