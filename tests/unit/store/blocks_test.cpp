#include "store/blocks.hpp"

#include <gtest/gtest.h>

#include <map>

namespace http_task::store {
namespace {

std::string key_of(int n) {
  const std::string digits = std::to_string(n);
  return "/part/" + std::string(6 - digits.size(), '0') + digits;
}

struct made_extent {
  std::string bytes;
  std::uint32_t directory_size;
};

made_extent make(int operations, int parts, std::size_t value_size) {
  compressor packer;
  extent_builder builder(packer);
  for (int i = 0; i < operations; ++i)
    builder.add_operation(key_of(i), "operation " + std::to_string(i));
  for (int i = 0; i < parts; ++i)
    builder.add_part(key_of(i), std::to_string(i) + std::string(value_size, 'x'));
  std::string bytes = builder.finish("[]").value();
  return {std::move(bytes), builder.directory_size()};
}

TEST(blocks, every_entry_is_found_by_its_key_and_nothing_else_is) {
  const made_extent made = make(40, 3'000, 50);
  const directory d = read_directory(made.bytes, made.directory_size).value();
  EXPECT_EQ(d.operations.size(), 1U);
  EXPECT_GT(d.parts.size(), 5U);
  for (int i = 0; i < 3'000; ++i) {
    const std::string block = d.parts.read(d.parts.find(key_of(i))).value();
    EXPECT_EQ(find_entry(block, key_of(i)), std::to_string(i) + std::string(50, 'x'));
    EXPECT_FALSE(find_entry(block, key_of(i) + "x"));
  }
  EXPECT_EQ(d.parts.find("/before"), 0U + d.parts.size());
  EXPECT_EQ(d.parts.find("/zzz"), d.parts.size() - 1);
  EXPECT_EQ(d.warnings.read(0), "[]");
}

TEST(blocks, an_entry_larger_than_a_block_has_one_of_its_own) {
  const made_extent made = make(0, 3, 100'000);
  const directory d = read_directory(made.bytes, made.directory_size).value();
  EXPECT_EQ(d.operations.size(), 0U);
  EXPECT_EQ(d.operations.find("/anything"), 0U);
  EXPECT_EQ(d.parts.size(), 3U);
  EXPECT_EQ(d.parts.read(2)->size(), 100'000U + 1 + key_of(2).size() + 1 + 3);
}

TEST(blocks, nothing_at_all_is_an_extent_too) {
  const made_extent made = make(0, 0, 0);
  const directory d = read_directory(made.bytes, made.directory_size).value();
  EXPECT_EQ(d.parts.size(), 0U);
  EXPECT_EQ(d.parts.find("/x"), 0U);
}

TEST(blocks, damage_is_seen_where_it_is) {
  made_extent made = make(3, 3'000, 50);
  made.bytes[made.bytes.size() / 3] ^= 1;
  const directory d = read_directory(made.bytes, made.directory_size).value();
  int damaged = 0;
  for (std::uint32_t i = 0; i < d.parts.size(); ++i)
    if (!d.parts.read(i)) ++damaged;
  EXPECT_EQ(damaged, 1);
}

TEST(blocks, a_directory_that_does_not_fit_is_refused) {
  const made_extent made = make(3, 30, 50);
  EXPECT_FALSE(read_directory(made.bytes, made.bytes.size() + 1));
  EXPECT_FALSE(read_directory(made.bytes, 7));
  EXPECT_FALSE(read_directory(made.bytes, 20));
  EXPECT_FALSE(read_directory("", 0));
}

} // namespace
} // namespace http_task::store
