#include "search/posting_list.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace http_task::search {
namespace {

std::vector<std::uint32_t> read(const posting_list& list) {
  std::vector<std::uint32_t> records;
  list.for_each([&](std::uint32_t record) {
    records.push_back(record);
    return true;
  });
  return records;
}

TEST(posting_list, is_read_as_it_was_written) {
  const std::vector<std::uint32_t> rare{0, 1, 500, 9'999};
  std::vector<std::uint32_t> frequent;
  for (std::uint32_t r = 0; r < 10'000; r += 3)
    frequent.push_back(r);
  std::string bytes;
  append_postings(bytes, {rare, frequent, {}}, 10'000);
  const term_postings lists = read_postings(bytes, 10'000);
  EXPECT_EQ(read(lists[0]), rare);
  EXPECT_TRUE(lists[0].bits().empty());
  EXPECT_EQ(read(lists[1]), frequent);
  EXPECT_FALSE(lists[1].bits().empty());
  EXPECT_EQ(lists[1].count(), frequent.size());
  EXPECT_TRUE(read(lists[2]).empty());
}

TEST(posting_list, yields_nothing_out_of_bounds_whatever_the_bytes_are) {
  for (const std::string& bytes : {std::string(50, '\xFF'), std::string("\x09\x05\xFF\xFF\xFF\xFF\xFF"),
                                   std::string("\x08\x7F\x01"), std::string("\x03"), std::string()})
    for (const posting_list& list : read_postings(bytes, 20))
      for (const std::uint32_t record : read(list))
        EXPECT_LT(record, 20U);
}

} // namespace
} // namespace http_task::search
