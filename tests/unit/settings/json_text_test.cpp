#include "settings/json_text.hpp"
#include "json/parse.hpp"

#include <gtest/gtest.h>

namespace http_task::settings {

TEST(JsonText, WritesJsonAndLeavesDocumentsAsTheyAre) {
  EXPECT_EQ(json_text(json::parse(R"({"a":[1,0.5]})").value()), R"({"a":[1,0.5]})");
  EXPECT_EQ(json_text("plain"), "\"plain\"");
  EXPECT_EQ(json_text("5"), "\"5\"");
  EXPECT_EQ(json_text("{ \"a\": 1 }"), "{ \"a\": 1 }");
  EXPECT_EQ(json_text("{broken"), "\"{broken\"");
}

TEST(PlainText, HasNoQuotes) {
  EXPECT_EQ(plain_text("x"), "x");
  EXPECT_EQ(plain_text(true), "true");
  EXPECT_EQ(plain_text(9007199254740993), "9007199254740993");
}

} // namespace http_task::settings
