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

TEST(search_results, are_written_as_their_schema_says) {
  search_results results;
  results.results.push_back({"a:GET:/b", "a", "GET", "/b", "T", "S", true, {{"title", 0, 1}}, 1.5});
  EXPECT_EQ(
      json::write(to_json(results)),
      R"({"results":[{"id":"a:GET:/b","api":"a","method":"GET","path":"/b","title":"T","summary":"S","deprecated":true,"matches":[{"field":"title","offset":0,"length":1}]}]})");
}

} // namespace
} // namespace http_task::catalog
