#include "serve/message.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

using segments = std::vector<std::string>;

TEST(ApiMessage, PathsAreSplitBeforeTheyAreDecoded) {
  EXPECT_EQ(path_segments("/tests/1/body"), (segments{"tests", "1", "body"}));
  EXPECT_EQ(path_segments("/secrets/a%2Fb"), (segments{"secrets", "a/b"}));
  EXPECT_EQ(path_segments("/"), segments{""});
  EXPECT_EQ(path_segments(""), segments{});
  EXPECT_EQ(path_segments("no-slash"), segments{});
}

TEST(ApiMessage, QueriesAreReadAsFormsWriteThem) {
  const auto read = query_parameters("q=a+b%2B&limit=5&&flag&q=last");
  EXPECT_EQ(read.at("q"), "last");
  EXPECT_EQ(read.at("limit"), "5");
  EXPECT_EQ(read.at("flag"), "");
  EXPECT_EQ(read.size(), 3U);
  EXPECT_EQ(query_parameters("q=a+b%2B").at("q"), "a b+");
}

TEST(ApiMessage, ProblemsHaveTheStatusOfTheirType) {
  EXPECT_EQ(http_status_of("catalog.not_found"), 404U);
  EXPECT_EQ(http_status_of("file.changed"), 412U);
  EXPECT_EQ(http_status_of("input.limit"), 413U);
  EXPECT_EQ(http_status_of("input.not_json"), 400U);
  EXPECT_EQ(http_status_of("internal"), 500U);
  EXPECT_EQ(http_status_of("anything.else"), 400U);
}

} // namespace
} // namespace http_task::host
