#include "json/parse.hpp"
#include "json/value.hpp"

#include <gtest/gtest.h>

namespace http_task::json {

TEST(Value, ReadsMembersOfOneType) {
  const value doc = *parse(R"({"s":"x","o":{},"a":[],"n":1})");
  const object& o = doc.as_object();
  EXPECT_EQ(string_member(o, "s"), "x");
  EXPECT_EQ(string_member(o, "n"), "");
  EXPECT_EQ(string_member(o, "missing"), "");
  EXPECT_NE(object_member(o, "o"), nullptr);
  EXPECT_EQ(object_member(o, "a"), nullptr);
  EXPECT_NE(array_member(o, "a"), nullptr);
  EXPECT_EQ(array_member(o, "s"), nullptr);
}

TEST(Value, NamesKinds) {
  const value doc = *parse(R"([null, true, 1, 18446744073709551615, 1.5, "x", [], {}])");
  const char* const names[] = {"null",     "a boolean", "an integer", "an integer",
                               "a number", "a string",  "an array",   "an object"};
  for (std::size_t i = 0; i < std::size(names); ++i)
    EXPECT_EQ(kind_name(doc.at(i)), names[i]);
}

} // namespace http_task::json
