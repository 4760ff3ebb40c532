#include "base/paging.hpp"

#include <gtest/gtest.h>

#include <string>

namespace http_task {
namespace {

TEST(paging, advice_changes_nothing_of_what_is_read) {
  const std::string bytes(100'000, 'x');
  const std::string_view part = std::string_view(bytes).substr(5'000, 70'001);
  expect_scattered_reads(part);
  read_ahead(part);
  read_ahead({});
  expect_scattered_reads({});
  EXPECT_EQ(bytes, std::string(100'000, 'x'));
}

} // namespace
} // namespace http_task
