#include "task/step_cache.hpp"

#include <gtest/gtest.h>

namespace http_task::task {
namespace {

std::shared_ptr<const known_step> step() {
  return std::make_shared<const known_step>();
}

TEST(step_cache, finds_what_it_keeps) {
  step_cache cache;
  EXPECT_FALSE(cache.find("a"));
  const auto first = step();
  const auto second = step();
  cache.keep("a", first);
  EXPECT_EQ(cache.find("a"), first);
  cache.keep("a", second);
  EXPECT_EQ(cache.find("a"), second);
}

TEST(step_cache, forgets_the_one_used_least_lately) {
  step_cache cache;
  for (std::size_t i = 0; i < step_cache::most_steps; ++i)
    cache.keep(std::to_string(i), step());
  EXPECT_TRUE(cache.find("0"));
  cache.keep("one more", step());
  EXPECT_TRUE(cache.find("0"));
  EXPECT_FALSE(cache.find("1"));
  EXPECT_TRUE(cache.find("2"));
}

TEST(step_cache, keeps_no_long_texts) {
  step_cache cache;
  const std::string longest(step_cache::longest_text, 'a');
  cache.keep(longest, step());
  cache.keep(longest + "b", step());
  EXPECT_TRUE(cache.find(longest));
  EXPECT_FALSE(cache.find(longest + "b"));
}

} // namespace
} // namespace http_task::task
