#include "http/response_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace http_task::http {
namespace {

using progress = response_reader::progress;
using ending = response_reader::ending;

constexpr reader_limits limits{.body_bytes = 1000, .header_bytes = 2000, .header_fields = 10};

// Hands over `bytes` in pieces until the reader has had enough.
progress feed(response_reader& reader, std::string_view bytes, std::size_t piece = std::string_view::npos) {
  progress now = progress::more;
  while (!bytes.empty() && now == progress::more) {
    const std::span<char> space = reader.prepare();
    const std::size_t size = std::min({piece, bytes.size(), space.size()});
    std::copy_n(bytes.data(), size, space.data());
    bytes.remove_prefix(size);
    now = reader.commit(size);
  }
  return now;
}

// The outcome of a whole stream: "ok" or the type of the problem, the same however the bytes are cut.
std::string outcome(std::string_view bytes, bool head = false) {
  std::string first;
  for (const std::size_t piece : {std::string_view::npos, std::size_t{1}, std::size_t{2}, std::size_t{7}}) {
    response_reader reader(limits, head);
    progress now = feed(reader, bytes, piece);
    if (now == progress::more) now = reader.end(ending::clean);
    std::string type = now == progress::done ? "ok" : reader.failure().type;
    if (first.empty()) first = type;
    EXPECT_EQ(type, first) << "in pieces of " << piece;
  }
  return first;
}

std::string body_of(std::string_view bytes) {
  response_reader reader(limits, false);
  if (feed(reader, bytes) == progress::more) (void)reader.end(ending::clean);
  return reader.response() ? reader.response()->body : "no answer";
}

// A long body is read to where it stays, others through a buffer; both must come out whole.
TEST(response_reader, long_bodies_come_whole_however_they_are_cut) {
  std::string body(300'000, '\0');
  for (std::size_t i = 0; i < body.size(); ++i)
    body[i] = static_cast<char>(i * i >> 7U);
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n";
  for (const std::size_t piece : {std::size_t{1000}, std::size_t{65'537}, std::string_view::npos}) {
    response_reader reader({.body_bytes = 1'000'000, .header_bytes = 2000, .header_fields = 10}, false);
    EXPECT_EQ(feed(reader, head, piece), progress::more);
    EXPECT_EQ(feed(reader, body, piece), progress::done);
    EXPECT_EQ(reader.response()->body, body) << piece;
    EXPECT_EQ(reader.body_bytes(), body.size());
    EXPECT_EQ(reader.content_bytes(), body.size());
    EXPECT_TRUE(reader.keep_alive());
  }
}

TEST(response_reader, room_that_is_put_back_leaves_no_trace) {
  response_reader reader({.body_bytes = 1'000'000, .header_bytes = 2000, .header_fields = 10}, false);
  const auto ask_in_vain = [&] {
    EXPECT_FALSE(reader.prepare().empty());
    reader.put_back();
  };
  ask_in_vain();
  EXPECT_EQ(feed(reader, "HTTP/1.1 200 OK\r\nContent-"), progress::more);
  ask_in_vain();
  EXPECT_EQ(feed(reader, "Length: 200000\r\n\r\nabc"), progress::more);
  ask_in_vain();
  EXPECT_EQ(reader.response()->body, "abc");
  EXPECT_EQ(feed(reader, "def"), progress::more);
  ask_in_vain();
  EXPECT_EQ(reader.end(ending::clean), progress::failed);
  EXPECT_EQ(reader.failure().type, "protocol.truncated");
  EXPECT_EQ(reader.response()->body, "abcdef");
}

TEST(response_reader, a_long_body_is_kept_up_to_its_limit) {
  response_reader reader({.body_bytes = 150'000, .header_bytes = 2000, .header_fields = 10}, false);
  EXPECT_EQ(feed(reader, "HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\na"), progress::more);
  EXPECT_EQ(feed(reader, std::string(199'999, 'a')), progress::failed);
  EXPECT_EQ(reader.failure().type, "limit.body");
  EXPECT_EQ(reader.response()->body, std::string(150'000, 'a'));
}

TEST(response_reader, reads_a_body_by_its_length) {
  response_reader reader(limits, false);
  EXPECT_FALSE(reader.began());
  EXPECT_STREQ(reader.http_version(), "");
  EXPECT_EQ(feed(reader, "HTTP/1.1 200 O K\r\nContent-Length: 5\r\nX-A:  b \r\n\r\nhel"), progress::more);
  EXPECT_TRUE(reader.began());
  EXPECT_FALSE(reader.response()->body_complete);
  EXPECT_EQ(feed(reader, "lo"), progress::done);
  EXPECT_EQ(reader.response()->reason, "O K");
  EXPECT_EQ(*reader.response()->headers.find("x-a"), "b");
  EXPECT_EQ(reader.response()->body, "hello");
  EXPECT_TRUE(reader.response()->body_complete);
  EXPECT_TRUE(reader.keep_alive());
  EXPECT_EQ(reader.header_bytes(), 49U);
  EXPECT_EQ(reader.body_bytes(), 5U);
  EXPECT_STREQ(reader.http_version(), "1.1");
}

TEST(response_reader, ends_of_bodies) {
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), "ok");
  EXPECT_EQ(outcome("HTTP/1.1 204 X\r\nContent-Length: 5\r\n\r\n"), "ok");
  EXPECT_EQ(outcome("HTTP/1.1 304 X\r\nContent-Length: 5\r\n\r\n"), "ok");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", true), "ok");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", true), "ok");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\n\r\nhello"), "ok");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\n\r\n"), "ok");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "ok");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nA: b\r\n\r\n"),
            "ok");
  EXPECT_EQ(body_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=\"b\"\r\nhello\r\n00\r\n\r\n"),
            "hello");
}

TEST(response_reader, ends_too_early) {
  EXPECT_EQ(outcome(""), "conn.closed");
  EXPECT_EQ(outcome("HTTP/1.1 100 Continue\r\n\r\n"), "conn.closed");
  EXPECT_EQ(outcome("H"), "protocol.truncated");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\nA: b"), "protocol.truncated");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell"), "protocol.truncated");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n"),
            "protocol.truncated");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r"), "protocol.truncated");
}

TEST(response_reader, a_connection_that_was_cut_ends_no_body) {
  response_reader reader(limits, false);
  EXPECT_EQ(feed(reader, "HTTP/1.1 200 OK\r\n\r\nhello"), progress::more);
  EXPECT_EQ(reader.end(ending::truncated), progress::failed);
  EXPECT_EQ(reader.failure().type, "protocol.truncated");
  EXPECT_EQ(reader.response()->body, "hello");
  EXPECT_FALSE(reader.response()->body_complete);
}

TEST(response_reader, status_lines) {
  for (const char* bad :
       {"<html>", "\r\n\r\n", "http/1.1 200 OK\r\n\r\n", "HTTP/1.1 000 X\r\n\r\n", "HTTP/1.1 099 X\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200 O\x01K\r\n\r\n", "HTTP/1.1 200 OK\rA: b\r\n\r\n"})
    EXPECT_EQ(outcome(bad), "protocol.status_line") << bad;
  EXPECT_EQ(outcome("HTTP/2.0 200 OK\r\n\r\n"), "protocol.version");
  EXPECT_EQ(outcome("HTTP/0.9 200 OK\r\n\r\n"), "protocol.version");
  EXPECT_EQ(outcome("HTTP/1.1 101 X\r\nUpgrade: x\r\n\r\n"), "protocol.unexpected_upgrade");
}

TEST(response_reader, headers_that_are_broken) {
  for (const char* bad : {"A : b", ": b", "A", "A(: b", "A: b\x01", "A: b\rc", " A: b", "A\xC3\xA9: b"})
    EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\n" + std::string(bad) + "\r\n\r\n"), "protocol.header") << bad;
}

TEST(response_reader, framing_that_can_be_read_in_two_ways) {
  const auto framed = [](const std::string& fields) {
    return outcome("HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
  };
  for (const char* bad : {"Content-Length: -5",
                          "Content-Length: 5 5",
                          "Content-Length: ",
                          "Content-Length: 5,6",
                          "Content-Length: 0x5",
                          "Content-Length: 18446744073709551616",
                          "Content-Length: 5\r\nContent-Length: 6",
                          "Transfer-Encoding: chunked\r\nContent-Length: 3",
                          "Content-Length: 3\r\nTransfer-Encoding: chunked",
                          "Transfer-Encoding: gzip, chunked",
                          "Transfer-Encoding: chunked, gzip",
                          "Transfer-Encoding: chunked, chunked",
                          "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                          "Transfer-Encoding: xchunked",
                          "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked",
                          "Transfer-Encoding: \"chunked\"",
                          "Transfer-Encoding: chunked;q=1",
                          "Transfer-Encoding: identity",
                          "Transfer-Encoding:",
                          "Content-Length: 5\r\nTransfer-Encoding: identity"})
    EXPECT_EQ(framed(bad), "protocol.framing") << bad;
  EXPECT_EQ(outcome("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "protocol.framing");
}

TEST(response_reader, chunks_that_are_broken) {
  for (const char* bad : {"\r\nhello\r\n0\r\n\r\n", "-5\r\nhello\r\n0\r\n\r\n", "0x5\r\nhello\r\n0\r\n\r\n",
                          " 5\r\nhello\r\n0\r\n\r\n", "10000000000000005\r\nhello\r\n0\r\n\r\n",
                          "5\r\nhello0\r\n\r\n", "5\r\nhello!\r\n0\r\n\r\n", "5\rhello\r\n0\r\n\r\n",
                          "5;a=\x01\r\nhello\r\n0\r\n\r\n", "5\r\nhello\r\n0\r\nBad Trailer\r\n\r\n"})
    EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(bad)),
              "protocol.chunk")
        << bad;
}

TEST(response_reader, limit_of_the_body) {
  const std::string full(1000, 'x');
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + full), "ok");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\n\r\n" + full), "ok");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n"), "limit.body");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\n\r\n" + full + "x"), "limit.body");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3E9\r\n"), "limit.body");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n"),
            "limit.body");
  EXPECT_EQ(body_of("HTTP/1.1 200 OK\r\n\r\n" + full + "yyy"), full) << "what fits is kept";
}

TEST(response_reader, limits_of_the_header) {
  std::string fields;
  for (int i = 0; i < 10; ++i)
    fields += "A: b\r\n";
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\n" + fields + "\r\n"), "ok");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\n" + fields + "A: b\r\n\r\n"), "limit.header");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\nA: " + std::string(1900, 'x') + "\r\n\r\n"), "ok");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\nA: " + std::string(2000, 'x') + "\r\n\r\n"), "limit.header");
  EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\nA: " + std::string(100'000, 'x')), "limit.header");
  EXPECT_EQ(outcome("HTTP/1.1 200 " + std::string(100'000, 'x')), "limit.header");
}

TEST(response_reader, limits_of_what_the_chunked_coding_adds) {
  const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(outcome(head + "1;" + std::string(10'000, 'x')), "limit.header");
  EXPECT_EQ(outcome(head + std::string(10'000, '0')), "limit.header");
  EXPECT_EQ(outcome(head + "0\r\nA: " + std::string(10'000, 'x')), "limit.header");
  std::string many = head;
  for (int i = 0; i < 100; ++i)
    many += "1;" + std::string(100, 'x') + "\r\na\r\n";
  EXPECT_EQ(outcome(many), "limit.header") << "the sum of the extensions counts, not each alone";
  std::string small = head;
  for (int i = 0; i < 1000; ++i)
    small += "1\r\na\r\n";
  EXPECT_EQ(outcome(small + "0\r\n\r\n"), "ok") << "bytes one by one are slow but fine";
  std::string trailers = head + "0\r\n";
  for (int i = 0; i < 20; ++i)
    trailers += "A: b\r\n";
  EXPECT_EQ(outcome(trailers + "\r\n"), "limit.header");
}

TEST(response_reader, interim_answers) {
  response_reader reader(limits, false);
  EXPECT_EQ(feed(reader, "HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\nHTTP/1.1 102 X\r\n\r\nHTTP/1.1 200 OK\r\n"
                         "Content-Length: 0\r\n\r\n"),
            progress::done);
  EXPECT_EQ(reader.response()->status, 200U);
  const auto interim = reader.take_interim();
  ASSERT_EQ(interim.size(), 2U);
  EXPECT_EQ(interim[0].status, 103U);
  EXPECT_EQ(interim[1].status, 102U);

  std::string many;
  for (int i = 0; i < 16; ++i)
    many += "HTTP/1.1 102 X\r\n\r\n";
  EXPECT_EQ(outcome(many + "HTTP/1.1 204 X\r\n\r\n"), "ok");
  EXPECT_EQ(outcome(many + "HTTP/1.1 102 X\r\n\r\nHTTP/1.1 204 X\r\n\r\n"), "limit.interim");
  EXPECT_EQ(outcome("HTTP/1.1 100 X\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\n\r\n"),
            "protocol.status_line");
}

TEST(response_reader, when_a_connection_may_be_used_again) {
  const auto reusable = [](std::string_view bytes) {
    response_reader reader(limits, false);
    if (feed(reader, bytes) == progress::more) (void)reader.end(ending::clean);
    return reader.keep_alive();
  };
  EXPECT_TRUE(reusable("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
  EXPECT_TRUE(reusable("HTTP/1.1 204 X\r\n\r\n"));
  EXPECT_FALSE(reusable("HTTP/1.1 204 X\r\nConnection: a, Close\r\n\r\n"));
  EXPECT_FALSE(reusable("HTTP/1.1 204 X\r\n\r\nH")) << "bytes that nobody asked for";
  EXPECT_FALSE(reusable("HTTP/1.1 200 OK\r\n\r\nhello"));
  EXPECT_FALSE(reusable("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n"));
  EXPECT_FALSE(reusable("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell"));
}

TEST(response_reader, repeated_and_folded_fields) {
  response_reader reader(limits, false);
  EXPECT_EQ(
      feed(reader, "HTTP/1.1 204 X\r\nSet-Cookie: a\r\nset-cookie: b\r\nFold: a\r\n b\r\nEmpty:\r\n\r\n"),
      progress::done);
  const message::fields& headers = reader.response()->headers;
  EXPECT_EQ(headers.size(), 4U);
  EXPECT_EQ((headers.begin() + 1)->name, "set-cookie");
  EXPECT_EQ(*headers.find("fold"), "a b");
  EXPECT_EQ(*headers.find("empty"), "");
}

TEST(response_reader, what_came_before_a_broken_field_is_kept) {
  response_reader reader(limits, false);
  EXPECT_EQ(feed(reader, "HTTP/1.1 503 Busy\r\nRetry-After: 5\r\nbroken\r\n\r\n"), progress::failed);
  ASSERT_TRUE(reader.response());
  EXPECT_EQ(reader.response()->status, 503U);
  EXPECT_TRUE(reader.response()->headers.contains("Retry-After"));
}

TEST(response_reader, memory_stays_bounded) {
  response_reader reader({.body_bytes = 1U << 20U, .header_bytes = 64U << 10U, .header_fields = 256}, false);
  (void)feed(reader, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n");
  progress now = progress::more;
  std::size_t taken = 0;
  while (now == progress::more && taken < (64U << 20U)) {
    taken += 20;
    now = feed(reader, "X-T: aaaaaaaaaaaaa\r\n");
  }
  EXPECT_EQ(now, progress::failed);
  EXPECT_LT(taken, 128U << 10U);
}

TEST(response_reader, a_status_line_may_end_with_its_code) {
  EXPECT_EQ(outcome("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n"), "ok");
  EXPECT_EQ(outcome("HTTP/1.1 100\r\n\r\nHTTP/1.0 404\r\n\r\nhello"), "ok");
  EXPECT_EQ(outcome("HTTP/1.1 200\rX\r\n\r\n"), "protocol.status_line");
  EXPECT_EQ(outcome("HTTP/1.1 20x\r\n\r\n"), "protocol.status_line");
  EXPECT_EQ(outcome("HTTP/1.1 000\r\n\r\n"), "protocol.status_line");
  EXPECT_EQ(outcome("HTTP/2.0 200\r\n\r\n"), "protocol.version");
  EXPECT_EQ(outcome("HTTP/1.1 200\r"), "protocol.truncated");
  response_reader reader(limits, false);
  constexpr std::string_view answer = "HTTP/1.1 204\r\nA: b\r\n\r\n";
  EXPECT_EQ(feed(reader, answer), progress::done);
  EXPECT_EQ(reader.response()->status, 204U);
  EXPECT_EQ(reader.response()->reason, "");
  EXPECT_EQ(reader.header_bytes(), answer.size());
}

TEST(response_reader, trailers_frame_nothing) {
  const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n";
  for (const std::string_view trailers : {"Content-Length: 9\r\n", "content-length: x\r\n",
                                          "X: y\r\nTRANSFER-Encoding: gzip\r\nConnection: a b\r\n",
                                          "Content-Length: 1\r\nContent-Length: 2\r\nA: b\r\n"}) {
    EXPECT_EQ(outcome(head + std::string(trailers) + "\r\n"), "ok") << trailers;
    EXPECT_EQ(body_of(head + std::string(trailers) + "\r\n"), "hello") << trailers;
  }
  EXPECT_EQ(outcome(head + "Content-Length: 9\r\nbroken\r\n\r\n"), "protocol.chunk");
}

// What other clients make of it, but for using the connection again.
TEST(response_reader, a_connection_field_that_cannot_be_read_ends_the_connection) {
  for (const std::string_view field :
       {"Connection: keep-alive; timeout=5", "connection: \"close\"", "Proxy-Connection: a b"}) {
    const std::string answer = "HTTP/1.1 200 OK\r\nA: b\r\n" + std::string(field) +
                               "\r\nConnection: x y\r\nContent-Length: 5\r\n\r\nhello";
    EXPECT_EQ(outcome(answer), "ok") << field;
    response_reader reader(limits, false);
    EXPECT_EQ(feed(reader, answer), progress::done);
    EXPECT_FALSE(reader.keep_alive()) << field;
    const message::field& kept = *(reader.response()->headers.begin() + 1);
    EXPECT_EQ(kept.name + ": " + kept.value, field) << "shown as it came";
    EXPECT_EQ(reader.response()->body, "hello");
  }
  EXPECT_EQ(outcome("HTTP/1.1 101 X\r\nConnection: a b\r\n\r\n"), "protocol.unexpected_upgrade");
  EXPECT_EQ(outcome("HTTP/1.1 200 X\r\nConnection: a\1b\r\n\r\n"), "protocol.header");
}

} // namespace
} // namespace http_task::http
