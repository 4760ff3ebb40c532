#include "serve/test_summary.hpp"

#include "serve/event_stream.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

TEST(TestSummary, OnlyALargeBodyIsLeftOut) {
  const std::string text = R"({"response":{"statusCode":200,"body":{"a":[1,2,3]},"x":1},"body":"other"})";
  EXPECT_EQ(without_large_body(text, 13), text);
  EXPECT_EQ(without_large_body(text, 12),
            R"({"response":{"statusCode":200,"body":{"omitted":true},"x":1},"body":"other"})");
  EXPECT_EQ(without_large_body(R"({"status":"FAILED"})", 0), R"({"status":"FAILED"})");
  EXPECT_EQ(without_large_body("", 0), "");
}

TEST(EventText, IsOneEvent) {
  EXPECT_EQ(event_text("progress", R"({"phase":"wait"})"), "event: progress\ndata: {\"phase\":\"wait\"}\n\n");
}

} // namespace
} // namespace http_task::host
