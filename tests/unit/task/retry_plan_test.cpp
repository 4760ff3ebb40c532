#include "task/retry_plan.hpp"

#include <gtest/gtest.h>

namespace http_task::task {
namespace {

using std::chrono::seconds;

const retry_plan::wall_time noon =
    std::chrono::system_clock::from_time_t(784'111'777); // 06 Nov 1994 08:49:37
constexpr milliseconds plenty{3'600'000};

message::exchange answer(unsigned status, const char* retry_after = nullptr) {
  message::exchange x;
  x.response.emplace();
  x.response->status = status;
  if (retry_after != nullptr) x.response->headers.add("Retry-After", retry_after);
  return x;
}

message::exchange failure(const char* type, bool safe) {
  message::exchange x;
  x.error = make_problem(type, "");
  x.error->retryable = safe;
  return x;
}

settings::retry rules(unsigned attempts) {
  settings::retry r;
  r.max_attempts = attempts;
  r.jitter = false;
  return r;
}

bool again(const message::exchange& x, const char* method = "GET", settings::retry r = rules(3)) {
  return retry_plan(r, 1).decide(method, x, false, plenty, noon).again;
}

} // namespace

TEST(retry_plan, what_passes_is_tried_again) {
  for (const unsigned status : {408U, 425U, 429U, 500U, 502U, 503U, 504U})
    EXPECT_TRUE(again(answer(status))) << status;
  for (const unsigned status : {400U, 401U, 404U, 409U, 501U, 505U})
    EXPECT_FALSE(again(answer(status))) << status;
  EXPECT_TRUE(again(failure("conn.reset", true)));
  EXPECT_TRUE(again(failure("dns.failed", true)));
  EXPECT_FALSE(again(failure("tls.expired", false)));
  EXPECT_FALSE(again(failure("guard.denied", false)));
  EXPECT_FALSE(again(failure("limit.body", true)));
  EXPECT_FALSE(again(failure("cancel.requested", true)));
}

TEST(retry_plan, what_may_have_taken_effect_is_not_unless_the_author_says_so) {
  EXPECT_FALSE(again(answer(500), "POST"));
  EXPECT_FALSE(again(failure("conn.reset", false), "POST"));
  EXPECT_TRUE(again(failure("conn.refused", true), "POST")); // nothing was sent
  EXPECT_TRUE(again(answer(503), "POST"));                   // the server says that it did nothing
  EXPECT_TRUE(again(answer(429), "PATCH"));
  EXPECT_TRUE(again(answer(500), "PUT"));
  settings::retry bold = rules(3);
  bold.unsafe = true;
  EXPECT_TRUE(again(answer(500), "POST", bold));
  EXPECT_TRUE(again(failure("conn.reset", false), "POST", bold));
}

TEST(retry_plan, one_attempt_decides_nothing) {
  retry_plan plan(rules(1), 1);
  const auto d = plan.decide("GET", answer(503), false, plenty, noon);
  EXPECT_FALSE(d.again);
  EXPECT_EQ(d.why, "");
}

TEST(retry_plan, waits_grow_up_to_their_bound) {
  settings::retry r = rules(6);
  r.initial_delay = milliseconds(100);
  r.max_delay = milliseconds(500);
  retry_plan plan(r, 1);
  for (const int expected : {100, 200, 400, 500, 500})
    EXPECT_EQ(plan.decide("GET", answer(503), false, plenty, noon).wait.count(), expected);
  const auto last = plan.decide("GET", answer(503), false, plenty, noon);
  EXPECT_FALSE(last.again);
  EXPECT_EQ(last.why, "all 6 of 6 attempts were made.");
}

TEST(retry_plan, jitter_is_full_and_the_same_for_the_same_seed) {
  settings::retry r = rules(2);
  r.jitter = true;
  r.initial_delay = milliseconds(1000);
  std::int64_t least = 1000;
  std::int64_t most = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto wait = retry_plan(r, seed).decide("GET", answer(503), false, plenty, noon).wait;
    EXPECT_EQ(retry_plan(r, seed).decide("GET", answer(503), false, plenty, noon).wait, wait);
    least = std::min(least, wait.count());
    most = std::max(most, wait.count());
  }
  EXPECT_LT(least, 100);
  EXPECT_GT(most, 900);
  EXPECT_LE(most, 1000);
}

TEST(retry_plan, retry_after_is_kept_to_within_its_bound) {
  settings::retry r = rules(3);
  r.max_retry_after = milliseconds(5000);
  EXPECT_EQ(retry_plan(r, 1).decide("GET", answer(429, "5"), false, plenty, noon).wait, seconds(5));
  const auto beyond = retry_plan(r, 1).decide("GET", answer(429, "6"), false, plenty, noon);
  EXPECT_FALSE(beyond.again);
  EXPECT_NE(beyond.why.find("retry.maxRetryAfter"), std::string::npos);
  EXPECT_EQ(retry_plan(r, 1).decide("GET", answer(429, "0"), false, plenty, noon).wait, r.initial_delay);
  EXPECT_EQ(retry_plan(r, 1).decide("GET", answer(429, "soon"), false, plenty, noon).wait, r.initial_delay);
}

TEST(retry_plan, nothing_is_begun_that_the_total_limit_would_cut) {
  const auto d = retry_plan(rules(3), 1).decide("GET", answer(503), false, milliseconds(500), noon);
  EXPECT_FALSE(d.again);
  EXPECT_NE(d.why.find("totalTimeOut"), std::string::npos);
}

TEST(retry_plan, success_tells_how_many_attempts_it_took) {
  retry_plan plan(rules(3), 1);
  EXPECT_TRUE(plan.decide("GET", answer(503), false, plenty, noon).again);
  EXPECT_EQ(plan.decide("GET", answer(200), true, plenty, noon).why,
            "2 of 3 attempts were made, the last of which was accepted.");
}

TEST(retry_plan, dates_of_retry_after) {
  for (const char* date :
       {"Sun, 06 Nov 1994 08:49:47 GMT", "Sunday, 06-Nov-94 08:49:47 GMT", "Sun Nov  6 08:49:47 1994"})
    EXPECT_EQ(parse_retry_after(date, noon), seconds(10)) << date;
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:00 GMT", noon), seconds(0)); // over
  for (const char* never : {"Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 2300 00:00:00 GMT"})
    EXPECT_EQ(parse_retry_after(never, noon), seconds(1'000'000'000)) << never;
  EXPECT_EQ(parse_retry_after("Thu, 01 Jan 1600 00:00:00 GMT", noon), seconds(0));
  EXPECT_EQ(parse_retry_after(" 7 ", noon), seconds(7));
  EXPECT_EQ(parse_retry_after("99999999999999999999", noon), seconds(1'000'000'000));
  for (const char* bad : {"", "-1", "1.5", "+3", "tomorrow", "Sun, 06 Nov 1994 08:49:47 GMT, 5"})
    EXPECT_EQ(parse_retry_after(bad, noon), std::nullopt) << bad;
}

} // namespace http_task::task
