#include "message/event_stream.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace http_task::message {
namespace {

// "type|id|data" of each event, the same however the bytes are cut.
std::vector<std::string> events(std::string_view bytes, std::size_t limit = 1000) {
  std::vector<std::string> first;
  for (const std::size_t piece : {std::string_view::npos, std::size_t{1}, std::size_t{3}}) {
    event_stream stream(limit);
    std::vector<std::string> list;
    for (std::string_view rest = bytes; !rest.empty(); rest.remove_prefix(std::min(piece, rest.size()))) {
      const auto written = stream.write(rest.substr(0, piece), [&](const server_event& e) {
        list.push_back(e.type + "|" + e.id + "|" + e.data);
      });
      EXPECT_TRUE(written);
    }
    if (piece == std::string_view::npos) first = list;
    EXPECT_EQ(list, first) << "in pieces of " << piece;
  }
  return first;
}

using list = std::vector<std::string>;

} // namespace

// The examples of the WHATWG's section 9.2.6.
TEST(event_stream, reads_the_examples_of_the_standard) {
  EXPECT_EQ(events("data: YHOO\ndata: +2\ndata: 10\n\n"), list{"message||YHOO\n+2\n10"});
  EXPECT_EQ(
      events(": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event"),
      (list{"message|1|first event", "message||second event"}));
  EXPECT_EQ(events("data\n\ndata\ndata\n\ndata:"), (list{"message||", "message||\n"}));
  EXPECT_EQ(events("data:test\n\ndata: test\n\n"), (list{"message||test", "message||test"}));
}

TEST(event_stream, takes_every_line_end_and_one_byte_order_mark) {
  EXPECT_EQ(events("\xEF\xBB\xBF"
                   "data: a\r\n\r\ndata: b\r\rdata: c\n\n"),
            (list{"message||a", "message||b", "message||c"}));
  EXPECT_EQ(events("\xEF\xBB\xBF\xEF\xBB\xBF"
                   "data: a\n\n"),
            list{});
}

TEST(event_stream, an_event_without_data_is_none_and_its_type_is_forgotten) {
  EXPECT_EQ(events("event: a\n\ndata: b\n\n"), list{"message||b"});
  EXPECT_EQ(events("event: a\nDATA: x\n data: y\ndata: b\n\n"), list{"a||b"});
}

TEST(event_stream, ids_stay_and_one_with_a_null_is_ignored) {
  EXPECT_EQ(events("id: 1\ndata: a\n\ndata: b\n\n"), (list{"message|1|a", "message|1|b"}));
  EXPECT_EQ(events(std::string_view("id: 1\nid: 2\0\ndata: a\n\n", 22)), list{"message|1|a"});
}

TEST(event_stream, retry_is_a_number_of_digits) {
  event_stream stream(1000);
  std::vector<std::optional<std::uint64_t>> seen;
  const auto keep = [&](const server_event& e) { seen.push_back(e.retry); };
  ASSERT_TRUE(stream.write("retry: 10\n\ndata: a\n\nretry: +5\nretry:\nretry: 1x\n"
                           "retry: 99999999999999999999\ndata: b\n\n",
                           keep));
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_EQ(seen[0], 10U);
  EXPECT_EQ(seen[1], std::nullopt);
}

TEST(event_stream, bytes_that_are_no_utf_8_are_replaced) {
  const std::string mark = "\xEF\xBF\xBD";
  EXPECT_EQ(events("data: \xFF\n\n"), list{"message||" + mark});
  EXPECT_EQ(events("data: \xE2\x82\xAC \xF0\x9F\x98\x80\n\n"),
            list{"message||\xE2\x82\xAC \xF0\x9F\x98\x80"});
  EXPECT_EQ(events("data: \xE2\x82 \xED\xA0\x80\n\n"), list{"message||" + mark + " " + mark + mark + mark});
}

TEST(event_stream, events_are_bounded) {
  const auto ignore = [](const server_event&) {};
  for (const std::string_view part : {"data: 1234567890\n", "1234567890"}) {
    event_stream stream(100);
    result<void> written;
    int times = 0;
    while (written && ++times < 100)
      written = stream.write(part, ignore);
    ASSERT_FALSE(written) << part;
    EXPECT_EQ(written.error().type, "limit.event");
    EXPECT_LT(times, 15);
  }
  EXPECT_EQ(events(std::string("data: 1\n\n") + "data: 2\n\n", 12).size(), 2U);
}

} // namespace http_task::message
