#include "serve/byte_range.hpp"

#include <gtest/gtest.h>

#include <tuple>

namespace http_task::host {
namespace {

using kinds = byte_range::kinds;

std::tuple<kinds, std::uint64_t, std::uint64_t> read(std::string_view field, std::uint64_t size = 10) {
  const byte_range range = read_byte_range(field, size);
  return {range.kind, range.offset, range.size};
}

TEST(ByteRange, IsReadAsTheRfcSays) {
  EXPECT_EQ(read("bytes=2-5"), std::tuple(kinds::part, 2U, 4U));
  EXPECT_EQ(read("bytes=2-"), std::tuple(kinds::part, 2U, 8U));
  EXPECT_EQ(read("bytes=-3"), std::tuple(kinds::part, 7U, 3U));
  EXPECT_EQ(read("bytes=-30"), std::tuple(kinds::part, 0U, 10U));
  EXPECT_EQ(read("bytes=8-100"), std::tuple(kinds::part, 8U, 2U));
  EXPECT_EQ(read("bytes=0-18446744073709551615"), std::tuple(kinds::part, 0U, 10U));
}

TEST(ByteRange, BehindTheEndCannotBeSatisfied) {
  EXPECT_EQ(read("bytes=10-"), std::tuple(kinds::unsatisfiable, 0U, 0U));
  EXPECT_EQ(read("bytes=-0"), std::tuple(kinds::unsatisfiable, 0U, 0U));
  EXPECT_EQ(read("bytes=0-", 0), std::tuple(kinds::unsatisfiable, 0U, 0U));
}

TEST(ByteRange, WhatCannotBeReadIsTheWhole) {
  for (const char* field : {"", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "bytes=1-2,4-5", "lines=1-2",
                            "bytes=1", "bytes= 1-2", "bytes=99999999999999999999-"})
    EXPECT_EQ(read(field), std::tuple(kinds::whole, 0U, 10U)) << field;
}

} // namespace
} // namespace http_task::host
