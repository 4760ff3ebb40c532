#include "http/pool_policy.hpp"

#include <gtest/gtest.h>

namespace http_task::http {
namespace {

using std::chrono::milliseconds;

pool_key key_of(const std::string& host) {
  return {"http", host, 80, host, 80, true};
}

class pool_policy_test : public ::testing::Test {
protected:
  pool_policy pool{{.per_origin = 2, .total = 3, .idle_lifetime = milliseconds(100)}};
  pool_key a = key_of("a");
  pool_key b = key_of("b");
  time_point now = steady_clock::now();
};

TEST_F(pool_policy_test, grants_new_slots_up_to_the_limit_of_an_origin) {
  EXPECT_EQ(pool.acquire(a, 1).grants.size(), 1U);
  EXPECT_EQ(pool.acquire(a, 2).grants.size(), 1U);
  EXPECT_TRUE(pool.acquire(a, 3).grants.empty());
  EXPECT_EQ(pool.acquire(b, 4).grants.size(), 1U) << "another origin is not held up";
}

TEST_F(pool_policy_test, hands_on_the_connection_used_last) {
  (void)pool.acquire(a, 1);
  (void)pool.acquire(a, 2);
  (void)pool.release(a, 10, now);
  (void)pool.release(a, 11, now);
  EXPECT_EQ(pool.acquire(a, 3).grants.at(0).connection, 11U);
  EXPECT_EQ(pool.acquire(a, 4).grants.at(0).connection, 10U);
}

TEST_F(pool_policy_test, keys_that_differ_share_nothing) {
  (void)pool.acquire(a, 1);
  (void)pool.release(a, 10, now);
  pool_key unverified = a;
  unverified.verified = false;
  EXPECT_FALSE(pool.acquire(unverified, 2).grants.at(0).connection);
}

TEST_F(pool_policy_test, those_who_wait_are_served_in_order) {
  (void)pool.acquire(a, 1);
  (void)pool.acquire(a, 2);
  (void)pool.acquire(a, 3);
  (void)pool.acquire(a, 4);
  const auto first = pool.release(a, 10, now);
  ASSERT_EQ(first.grants.size(), 1U);
  EXPECT_EQ(first.grants[0].to, 3U);
  EXPECT_EQ(first.grants[0].connection, 10U);
  const auto second = pool.release(a, std::nullopt, now);
  ASSERT_EQ(second.grants.size(), 1U);
  EXPECT_EQ(second.grants[0].to, 4U);
  EXPECT_FALSE(second.grants[0].connection);
}

TEST_F(pool_policy_test, who_gave_up_is_passed_over) {
  (void)pool.acquire(a, 1);
  (void)pool.acquire(a, 2);
  (void)pool.acquire(a, 3);
  (void)pool.acquire(a, 4);
  pool.abandon(3);
  EXPECT_EQ(pool.release(a, std::nullopt, now).grants.at(0).to, 4U);
  EXPECT_TRUE(pool.release(a, std::nullopt, now).grants.empty());
}

TEST_F(pool_policy_test, the_limit_of_all_holds_across_origins) {
  (void)pool.acquire(a, 1);
  (void)pool.acquire(a, 2);
  (void)pool.acquire(b, 3);
  EXPECT_TRUE(pool.acquire(b, 4).grants.empty());
  EXPECT_TRUE(pool.acquire(a, 5).grants.empty());
  const auto out = pool.release(a, std::nullopt, now);
  ASSERT_EQ(out.grants.size(), 1U);
  EXPECT_EQ(out.grants[0].to, 4U) << "first come, first served, whatever the origin";
}

TEST_F(pool_policy_test, an_idle_connection_makes_way_for_another_origin) {
  for (const pool_policy::ticket t : {1U, 2U})
    (void)pool.acquire(a, t);
  (void)pool.release(a, 10, now);
  (void)pool.release(a, 11, now);
  EXPECT_TRUE(pool.acquire(b, 3).close.empty());
  const auto out = pool.acquire(b, 4);
  ASSERT_EQ(out.grants.size(), 1U);
  ASSERT_EQ(out.close.size(), 1U);
  EXPECT_EQ(out.close[0], 10U) << "the one that was idle longest";
}

TEST_F(pool_policy_test, idle_connections_expire) {
  (void)pool.acquire(a, 1);
  (void)pool.acquire(b, 2);
  EXPECT_FALSE(pool.next_expiry());
  (void)pool.release(a, 10, now);
  (void)pool.release(b, 11, now + milliseconds(50));
  EXPECT_EQ(pool.next_expiry(), now + milliseconds(100));
  EXPECT_TRUE(pool.expire(now + milliseconds(99)).empty());
  EXPECT_EQ(pool.expire(now + milliseconds(100)), std::vector<pool_policy::connection_id>{10});
  EXPECT_FALSE(pool.acquire(a, 3).grants.at(0).connection);
  EXPECT_EQ(pool.next_expiry(), now + milliseconds(150));
}

TEST_F(pool_policy_test, a_dead_idle_connection_is_replaced_within_the_slot) {
  (void)pool.acquire(a, 1);
  (void)pool.acquire(a, 2);
  (void)pool.release(a, 10, now);
  (void)pool.release(a, 11, now);
  EXPECT_EQ(pool.acquire(a, 3).grants.at(0).connection, 11U);
  EXPECT_EQ(pool.another(a), 10U);
  EXPECT_EQ(pool.another(a), std::nullopt);
  EXPECT_EQ(pool.acquire(a, 4).grants.size(), 1U);
  EXPECT_TRUE(pool.acquire(a, 5).grants.empty()) << "still the slots of two";
}

} // namespace
} // namespace http_task::http
