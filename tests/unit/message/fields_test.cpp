#include "message/fields.hpp"

#include <gtest/gtest.h>

namespace http_task::message {
namespace {

TEST(fields, keeps_order_names_and_repetitions) {
  fields f;
  f.add("X-A", "1");
  f.add("x-a", "2");
  f.add("X-B", "3");
  EXPECT_EQ(f.size(), 3U);
  EXPECT_EQ(*f.find("X-a"), "1");
  EXPECT_EQ(f.find("X-C"), nullptr);
  EXPECT_EQ((f.begin() + 1)->name, "x-a");
}

TEST(fields, set_replaces_the_first_and_removes_the_others) {
  fields f;
  f.add("X-A", "1");
  f.add("X-B", "2");
  f.add("x-a", "3");
  f.set("X-A", "4");
  EXPECT_EQ(f.size(), 2U);
  EXPECT_EQ(*f.find("x-a"), "4");
  f.set("X-C", "5");
  EXPECT_EQ(*f.find("x-c"), "5");
}

TEST(fields, remove_takes_all_of_a_name) {
  fields f;
  f.add("X-A", "1");
  f.add("x-a", "2");
  f.remove("X-A");
  EXPECT_TRUE(f.empty());
}

TEST(fields, token) {
  EXPECT_TRUE(is_token("!#$%&'*+-.^_`|~09azAZ"));
  for (const char* text : {"", "X A", "X:", "X\r\n", "X(", "X\x7f", "\xc3\xa9"})
    EXPECT_FALSE(is_token(text)) << text;
}

TEST(fields, field_value) {
  for (const char* text : {"", "a", "a b", "a\tb", "\xc4\x8d"})
    EXPECT_TRUE(is_field_value(text)) << text;
  for (const char* text : {" a", "a ", "\ta", "a\r\nb", "a\nb", "a\rb", "a\x01", "a\x7f"})
    EXPECT_FALSE(is_field_value(text)) << text;
  EXPECT_FALSE(is_field_value(std::string_view("a\0b", 3)));
}

} // namespace
} // namespace http_task::message
