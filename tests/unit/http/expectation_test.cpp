#include "http/expectation.hpp"

#include <gtest/gtest.h>

namespace http_task::http {
namespace {

using step = expectation::step;

} // namespace

TEST(expectation, is_for_large_bodies_and_such_of_unknown_size) {
  expectation e(100);
  EXPECT_FALSE(e.begin(false, 0));
  EXPECT_FALSE(e.begin(true, 0));
  EXPECT_FALSE(e.begin(true, 99));
  EXPECT_EQ(e.next(), step::send);
  EXPECT_TRUE(e.begin(true, 100));
  EXPECT_TRUE(e.begin(true, std::nullopt));
  EXPECT_EQ(e.next(), step::wait);
  EXPECT_FALSE(expectation(std::nullopt).begin(true, std::nullopt));
  EXPECT_TRUE(expectation(0).begin(true, 1));
}

TEST(expectation, only_100_lets_the_body_go) {
  expectation e(0);
  (void)e.begin(true, 5);
  e.heard_interim(102);
  EXPECT_EQ(e.next(), step::wait);
  e.heard_interim(100);
  EXPECT_EQ(e.next(), step::send);
  e.heard_final(200);
  EXPECT_EQ(e.next(), step::send);
}

TEST(expectation, a_server_that_says_nothing_gets_the_body) {
  expectation e(0);
  (void)e.begin(true, 5);
  e.waited();
  EXPECT_EQ(e.next(), step::send);
}

TEST(expectation, a_final_answer_stops_the_body) {
  expectation e(0);
  (void)e.begin(true, 5);
  e.heard_final(401);
  e.waited();
  e.heard_interim(100);
  EXPECT_EQ(e.next(), step::stop);
}

TEST(expectation, a_refusal_is_not_asked_for_twice) {
  expectation e(0);
  (void)e.begin(true, 5);
  e.waited(); // also when the body was already on its way
  e.heard_final(417);
  EXPECT_EQ(e.next(), step::repeat);
  EXPECT_FALSE(e.begin(true, 5));
  EXPECT_EQ(e.next(), step::send);
  e.heard_final(417); // not about an expectation
  EXPECT_EQ(e.next(), step::send);
}

} // namespace http_task::http
