#include "http/connect_race.hpp"

#include <gmock/gmock.h>

namespace http_task::http {
namespace {

using ::testing::ElementsAre;

const time_point start{std::chrono::hours(1)};

std::vector<std::string> turns(std::initializer_list<const char*> texts) {
  std::vector<boost::asio::ip::address> addresses;
  for (const char* text : texts)
    addresses.push_back(boost::asio::ip::make_address(text));
  std::vector<std::string> sorted;
  for (const auto& address : take_turns(addresses))
    sorted.push_back(address.to_string());
  return sorted;
}

TEST(take_turns, families_alternate_and_keep_their_order) {
  EXPECT_THAT(turns({"::1", "::2", "::3", "10.0.0.1", "10.0.0.2"}),
              ElementsAre("::1", "10.0.0.1", "::2", "10.0.0.2", "::3"));
  EXPECT_THAT(turns({"10.0.0.1", "10.0.0.2", "::1"}), ElementsAre("10.0.0.1", "::1", "10.0.0.2"));
  EXPECT_THAT(turns({"10.0.0.2", "10.0.0.1"}), ElementsAre("10.0.0.2", "10.0.0.1"));
}

TEST(connect_race, attempts_begin_one_after_the_other) {
  connect_race race(3);
  EXPECT_EQ(race.begin_next(start), 0U);
  EXPECT_EQ(race.begin_next(start), std::nullopt);
  EXPECT_EQ(race.next_begin(), start + connect_race::attempt_delay);
  const time_point later = start + connect_race::attempt_delay;
  EXPECT_EQ(race.begin_next(later), 1U);
  EXPECT_EQ(race.begin_next(later), std::nullopt);
  EXPECT_EQ(race.begin_next(later + connect_race::attempt_delay), 2U);
  EXPECT_EQ(race.next_begin(), std::nullopt);
  EXPECT_FALSE(race.lost());
}

TEST(connect_race, failure_begins_the_next_at_once) {
  connect_race race(2);
  EXPECT_EQ(race.begin_next(start), 0U);
  race.failed();
  EXPECT_FALSE(race.lost());
  EXPECT_EQ(race.begin_next(start), 1U);
  EXPECT_FALSE(race.lost());
  race.failed();
  EXPECT_TRUE(race.lost());
  EXPECT_EQ(race.begin_next(start), std::nullopt);
}

TEST(connect_race, is_lost_only_when_all_have_failed) {
  connect_race race(2);
  EXPECT_EQ(race.begin_next(start), 0U);
  EXPECT_EQ(race.begin_next(start + connect_race::attempt_delay), 1U);
  race.failed();
  EXPECT_FALSE(race.lost()) << "one still runs";
  race.failed();
  EXPECT_TRUE(race.lost());
}

} // namespace
} // namespace http_task::http
