#include "search/record_set.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace http_task::search {
namespace {

std::vector<std::uint32_t> read(const record_set& set) {
  std::vector<std::uint32_t> records;
  set.for_each([&](std::uint32_t record) { records.push_back(record); });
  return records;
}

TEST(record_set, has_what_was_added) {
  record_set set;
  set.clear(130);
  set.add(std::uint32_t{5});
  set.add_range(60, 70);
  set.add(std::uint32_t{129});
  set.add(std::uint32_t{130});
  EXPECT_EQ(read(set), (std::vector<std::uint32_t>{5, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 129}));
  EXPECT_TRUE(set.has(64));
  EXPECT_FALSE(set.has(6));
  EXPECT_FALSE(set.has(1'000));
  EXPECT_TRUE(set.has_any(0, 6));
  EXPECT_FALSE(set.has_any(6, 60));
  EXPECT_TRUE(set.has_any(70, 500));
  EXPECT_TRUE(set.has_more_than(11));
  EXPECT_FALSE(set.has_more_than(12));
}

TEST(record_set, keeps_adds_and_removes) {
  record_set a;
  record_set b;
  a.clear(200);
  b.clear(200);
  a.add_range(0, 100);
  b.add_range(90, 110);
  record_set both = a;
  both.keep(b);
  EXPECT_EQ(read(both).size(), 10U);
  a.remove(b);
  EXPECT_EQ(read(a).size(), 90U);
  a.add(b);
  EXPECT_EQ(read(a).size(), 110U);
}

TEST(record_set, takes_bits_as_they_lie_in_an_index) {
  record_set set;
  set.clear(70);
  set.add(posting_list(
      std::string_view("\x01\x80\x00\x00\x00\x00\x00\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 17), 9, true,
      70));
  EXPECT_EQ(read(set), (std::vector<std::uint32_t>{0, 15, 64, 65, 66, 67, 68, 69}));
}

} // namespace
} // namespace http_task::search
