#include "json/utf8.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>

namespace http_task::json {

TEST(AppendUtf8, WritesEveryLength) {
  std::string text;
  for (const std::uint32_t scalar : {0x24U, 0xA3U, 0x20ACU, 0xFFFDU, 0x10348U, 0x10FFFFU})
    append_utf8(text, scalar);
  EXPECT_EQ(text, "$\u00a3\u20ac\ufffd\U00010348\U0010FFFF");
  EXPECT_TRUE(is_utf8(text));
}

TEST(CountScalars, CountsNoBytes) {
  EXPECT_EQ(count_scalars(""), 0U);
  EXPECT_EQ(count_scalars("a\u00e9\u20ac\U0001F600"), 4U);
}

} // namespace http_task::json
