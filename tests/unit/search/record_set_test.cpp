#include "search/record_set.hpp"

#include <gtest/gtest.h>

#include <array>
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
  a.add(b);
  EXPECT_EQ(read(a).size(), 110U);
  a.remove(109);
  a.remove(200);
  EXPECT_EQ(read(a).size(), 109U);
}

TEST(record_set, looks_only_where_something_is) {
  record_set set;
  set.clear(600'000);
  set.add(std::uint32_t{4'095});
  set.add(std::uint32_t{4'096});
  set.add_range(299'990, 300'010);
  set.add(std::uint32_t{599'999});
  EXPECT_EQ(read(set).size(), 23U);
  EXPECT_TRUE(set.has_any(0, 4'096));
  EXPECT_FALSE(set.has_any(4'097, 299'990));
  EXPECT_TRUE(set.has_any(4'097, 299'991));
  EXPECT_TRUE(set.has_any(300'010, 600'000));
  EXPECT_TRUE(set.has_more_than(22));
  EXPECT_FALSE(set.has_more_than(23));
  set.clear(600'000);
  EXPECT_TRUE(read(set).empty());
  EXPECT_FALSE(set.has_any(0, 600'000));
}

TEST(record_set, finds_what_several_have_in_common) {
  record_set a;
  record_set b;
  record_set c;
  record_set common;
  for (record_set* set : {&a, &b, &c, &common})
    set->clear(20'000);
  a.add_range(0, 20'000);
  b.add_range(4'000, 9'000);
  c.add_range(8'990, 12'000);
  common.add(std::uint32_t{1});
  common.assign_common(std::array<const record_set*, 3>{&a, &b, &c});
  EXPECT_EQ(read(common),
            (std::vector<std::uint32_t>{8990, 8991, 8992, 8993, 8994, 8995, 8996, 8997, 8998, 8999}));
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
