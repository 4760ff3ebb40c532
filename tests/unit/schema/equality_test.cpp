#include "schema/equality.hpp"

#include "support.hpp"

#include <string>

namespace http_task::schema {
namespace {

TEST(equality, goes_by_value_not_by_notation) {
  EXPECT_TRUE(equal(parsed("[1, {\"a\": 2}]"), parsed("[1.0, {\"a\": 2.0}]")));
  EXPECT_TRUE(equal(parsed("{\"a\": 1, \"b\": 2}"), parsed("{\"b\": 2, \"a\": 1}")));
  EXPECT_FALSE(equal(parsed("[1, 2]"), parsed("[2, 1]")));
  EXPECT_FALSE(equal(parsed("0"), parsed("false")));
  EXPECT_FALSE(equal(parsed("\"1\""), parsed("1")));
  EXPECT_FALSE(equal(parsed("{\"a\": 1}"), parsed("{\"b\": 1}")));
}

TEST(equality, equal_values_have_equal_hashes) {
  EXPECT_EQ(hash_of(parsed("1")), hash_of(parsed("1.0")));
  EXPECT_EQ(hash_of(parsed("-0.0")), hash_of(parsed("0")));
  EXPECT_EQ(hash_of(parsed("{\"a\": 1, \"b\": [null]}")), hash_of(parsed("{\"b\": [null], \"a\": 1}")));
}

TEST(equality, finds_a_duplicate_in_small_and_large_arrays) {
  EXPECT_FALSE(find_duplicate(parsed("[1, true, \"1\", [1], {\"a\": 1}, null]").as_array()));
  const auto pair = find_duplicate(parsed("[3, 1, 2, 1.0]").as_array());
  ASSERT_TRUE(pair);
  EXPECT_EQ(*pair, std::pair(std::size_t{1}, std::size_t{3}));

  json::array many;
  for (int i = 0; i < 100'000; ++i)
    many.emplace_back(std::to_string(i));
  EXPECT_FALSE(find_duplicate(many));
  many.emplace_back("77");
  const auto late = find_duplicate(many);
  ASSERT_TRUE(late);
  EXPECT_EQ(*late, std::pair(std::size_t{77}, std::size_t{100'000}));
}

} // namespace
} // namespace http_task::schema
