#include "description/prose.hpp"

#include <gtest/gtest.h>

namespace http_task::description {
namespace {

void expect_limit(std::string_view prose, std::int64_t requests, std::int64_t per_seconds) {
  const std::optional<rate_limit> found = find_rate_limit(prose);
  ASSERT_TRUE(found) << prose;
  EXPECT_EQ(found->requests, requests) << prose;
  EXPECT_EQ(found->per_seconds, per_seconds) << prose;
}

TEST(rate_limit, is_read_where_it_is_said_plainly) {
  expect_limit("Rate limit: 1200 per minute.", 1200, 60);
  expect_limit("Rate limit: 200 per hour.", 200, 3600);
  expect_limit("Rate limit: 5 per second", 5, 1);
  expect_limit("rate limit of 1,000 requests per day", 1000, 86400);
  expect_limit("The rate limit is 10 calls/second.", 10, 1);
  expect_limit("Rate-limited to 1 200 requests every minute", 1200, 60);
  expect_limit("Rate limit: 1.200 per minute.", 1200, 60);
  expect_limit("Rate limit: 1 per 5 minute.", 1, 300);
  expect_limit("Rate limit: 10 per minute per IVR.", 10, 60);
}

TEST(rate_limit, is_the_strictest_of_several) {
  expect_limit("Tier 0 Rate limit: 100 per minute.\n\nTier 1 Rate limit: 800 per minute.", 100, 60);
  expect_limit("Rate limit: 800 per minute. Rate limit: 1 per hour.", 1, 3600);
}

TEST(rate_limit, comes_with_its_sentence) {
  EXPECT_EQ(find_rate_limit("Gets a user.\n\nAdded in 2021.\n\nRate limit: 1200 per minute.")->from,
            "Rate limit: 1200 per minute.");
  EXPECT_EQ(find_rate_limit("A. Mind the **rate limit: 5 per second**! B.")->from,
            "Mind the rate limit: 5 per second!");
}

TEST(rate_limit, is_not_invented) {
  for (const char* prose :
       {"", "Rate limits apply.", "Returns 1200 rows per page.", "Rate limit: 1.5 per minute.",
        "Rate limit: 12,34 per minute.", "Rate limit: many per minute.", "Rate limit: 0 per minute.",
        "Rate limit: 99999999999999999999 per minute.", "Rate limit: 5 per week.",
        "Rate limit: 5 per 9 days."})
    EXPECT_FALSE(find_rate_limit(prose)) << prose;
}

std::vector<std::string> names(std::string_view prose) {
  std::vector<std::string> found;
  for (const scope& s : find_scopes(prose))
    found.push_back(s.name);
  return found;
}

TEST(scopes, are_read_from_the_ways_people_write_them) {
  EXPECT_EQ(names("needs to have the \"recordings_export\" OAuth scope. For more, the \"conference:all\" "
                  "OAuth scope."),
            (std::vector<std::string>{"recordings_export", "conference:all"}));
  EXPECT_EQ(names("Requires scope: ``change_log``"), std::vector<std::string>{"change_log"});
  EXPECT_EQ(names("Requires the \"screen_pop\" scope.\n\nRequires scope: ``screen_pop``"),
            std::vector<std::string>{"screen_pop"});
  EXPECT_EQ(names("The scope `users.read` is needed."), std::vector<std::string>{"users.read"});
}

TEST(scopes, come_with_their_sentence) {
  const std::vector<scope> found = find_scopes(
      "First.\n\nNote: **To include the url, your API key needs to have the\n\"recordings_export\" OAuth "
      "scope. Next.**");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].from,
            "Note: To include the url, your API key needs to have the \"recordings_export\" OAuth scope.");
}

TEST(scopes, are_not_invented) {
  EXPECT_TRUE(names("Events are scoped to the \"target\". The scope is wide.").empty());
  EXPECT_TRUE(names("").empty());
}

TEST(prose, of_any_size_is_read_in_bounded_time) {
  std::string prose;
  for (int i = 0; i < 200'000; ++i)
    prose += "rate limit: 1,";
  EXPECT_FALSE(find_rate_limit(prose));
  EXPECT_LE(find_scopes(std::string(5'000'000, '"')).size(), 100U);
}

} // namespace
} // namespace http_task::description
