// Bodies piece by piece through http_task.body_stream/1: backpressure both ways, events, ends of every kind.
#include "plugin_fixture.hpp"
#include "support/scripted_server.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace http_task::testing {
namespace {

constexpr std::size_t many_bytes = std::size_t{24} << 20U;

std::string url_of(const scripted_server& server) {
  return "http://127.0.0.1:" + std::to_string(server.port()) + "/";
}

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

// Bytes that tell where they stand.
std::string pattern(std::size_t begin, std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t i = 0; i < size; ++i)
    text[i] = static_cast<char>('a' + (begin + i) * 31 % 26);
  return text;
}

class body_stream : public ::testing::Test {
protected:
  std::uint64_t start(std::string_view settings, sdk::stream_options stream) {
    sdk::submission s;
    s.settings = settings;
    const auto task = tasks.submit(s, stream);
    EXPECT_TRUE(task);
    return task ? *task : 0;
  }

  // Calls `on_event` for each event before COMPLETED, which it returns.
  sdk::event run(const std::function<void(const sdk::event&)>& on_event) {
    while (is_readable(tasks.event_fd().value(), patience)) {
      auto events = tasks.next_events(1).value();
      if (events.empty()) continue;
      if (events[0].kind == HTTP_TASK_EVENT_COMPLETED) return std::move(events[0]);
      on_event(events[0]);
    }
    ADD_FAILURE() << "no COMPLETED within a minute";
    return {};
  }

  std::string take_all(std::uint64_t task) {
    std::string all;
    std::vector<std::byte> piece(10'000);
    while (true) {
      const auto got = tasks.read(task, piece);
      if (!got || *got == 0) return all;
      all.append(reinterpret_cast<const char*>(piece.data()), *got);
    }
  }

  sdk::instance tasks = make_instance();
};

std::string error_of(const sdk::event& completed) {
  const auto o = object_of(completed.doc);
  const auto* error = o.if_contains("error");
  return error ? std::string(error->at("type").as_string()) : "";
}

std::string put(const scripted_server& server, std::string_view more = "") {
  return R"({"method": "PUT", "uri": ")" + url_of(server) +
         R"(", "contentType": "application/octet-stream")" + std::string(more) + "}";
}

} // namespace

TEST_F(body_stream, gives_a_body_of_unknown_size_in_chunks) {
  std::string head;
  std::string seen;
  scripted_server server([&](peer& p) {
    head = p.read_head();
    p.send("HTTP/1.1 100 Continue\r\n\r\n");
    seen = p.read_body(5 + 3 + 2 + 5);
    p.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  });
  const std::uint64_t task = start(put(server), {.flags = HTTP_TASK_STREAM_REQUEST});
  EXPECT_EQ(tasks.write(task, bytes_of("hello")).value(), 5U);
  EXPECT_TRUE(tasks.finish(task));
  const sdk::event end = run([](const sdk::event&) {});
  EXPECT_EQ(status_of(end.doc), "COMPLETED");
  EXPECT_NE(head.find("Transfer-Encoding: chunked\r\n"), std::string::npos);
  EXPECT_NE(head.find("Expect: 100-continue\r\n"), std::string::npos);
  EXPECT_EQ(seen, "5\r\nhello\r\n0\r\n\r\n");
  EXPECT_FALSE(tasks.write(task, bytes_of("x")));
}

TEST_F(body_stream, a_server_that_does_not_read_stops_the_giver) {
  std::atomic<bool> reads{false};
  std::string seen;
  scripted_server server([&](peer& p) {
    p.read_head();
    p.send("HTTP/1.1 100 Continue\r\n\r\n");
    while (!reads)
      p.sleep(std::chrono::milliseconds(5));
    seen = p.read_body(many_bytes);
    p.send("HTTP/1.1 204 No Content\r\n\r\n");
  });
  const std::uint64_t task =
      start(put(server), {.flags = HTTP_TASK_STREAM_REQUEST, .request_size = many_bytes});
  const std::string body = pattern(0, many_bytes);
  std::size_t given = 0;
  const auto give = [&] {
    while (given < body.size()) {
      const auto taken = tasks.write(task, bytes_of(std::string_view(body).substr(given, 100'000)));
      if (!taken || *taken == 0) return;
      given += *taken;
    }
  };
  give();
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  give();
  EXPECT_LT(given, many_bytes) << "more than the pipe and the buffers of the system hold";
  reads = true;
  const sdk::event end = run([&](const sdk::event& e) {
    if (e.kind == HTTP_TASK_EVENT_WRITABLE) give();
  });
  EXPECT_EQ(status_of(end.doc), "COMPLETED");
  EXPECT_TRUE(seen == body);
}

TEST_F(body_stream, a_host_that_does_not_take_stops_the_server) {
  std::atomic<std::size_t> sent{0};
  scripted_server server([&](peer& p) {
    p.read_head();
    p.send("HTTP/1.1 200 OK\r\nX-A: b\r\nContent-Length: " + std::to_string(many_bytes) + "\r\n\r\n");
    for (std::size_t at = 0; at < many_bytes; at += 65'536) {
      p.send(pattern(at, std::min<std::size_t>(65'536, many_bytes - at)));
      sent += 65'536;
    }
  });
  const std::uint64_t task = start(R"({"uri": ")" + url_of(server) + R"(", "readTimeOut": 200})",
                                   {.flags = HTTP_TASK_STREAM_RESPONSE, .response_limit = many_bytes});
  std::string all;
  bool waited = false;
  std::string head;
  const sdk::event end = run([&](const sdk::event& e) {
    if (e.kind == HTTP_TASK_EVENT_ANSWERED) head = e.doc.json();
    if (e.kind != HTTP_TASK_EVENT_READABLE) return;
    if (!std::exchange(waited, true)) {
      std::this_thread::sleep_for(std::chrono::milliseconds(500)); // longer than readTimeOut
      EXPECT_LT(sent, many_bytes);
    }
    all += take_all(task);
  });
  EXPECT_EQ(status_of(end.doc), "COMPLETED") << end.doc.json();
  EXPECT_NE(head.find(R"("x-a":["b"])"), std::string::npos) << head;
  EXPECT_TRUE(all == pattern(0, many_bytes));
  EXPECT_TRUE(object_of(end.doc).at("response").at("bodyStreamed").as_bool());
  EXPECT_TRUE(end.doc.body().empty());
}

TEST_F(body_stream, completed_waits_for_the_last_byte_to_be_taken) {
  scripted_server server(answer_always("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
  const std::uint64_t task = start(get(url_of(server)), {.flags = HTTP_TASK_STREAM_RESPONSE});
  std::string all;
  const sdk::event end = run([&](const sdk::event& e) {
    if (e.kind != HTTP_TASK_EVENT_READABLE) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    EXPECT_TRUE(tasks.next_events(1).value().empty());
    all = take_all(task);
  });
  EXPECT_EQ(status_of(end.doc), "COMPLETED");
  EXPECT_EQ(all, "hello");
}

TEST_F(body_stream, what_came_before_a_break_is_taken) {
  scripted_server server(answer_once("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello"));
  const std::uint64_t task = start(get(url_of(server)), {.flags = HTTP_TASK_STREAM_RESPONSE});
  std::string all;
  const sdk::event end = run([&](const sdk::event&) { all += take_all(task); });
  EXPECT_EQ(all, "hello");
  EXPECT_EQ(error_of(end), "protocol.truncated");
  EXPECT_TRUE(object_of(end.doc).at("response").at("bodyTruncated").as_bool());
}

TEST_F(body_stream, a_refusal_stands_in_the_document) {
  scripted_server server(answer_always("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno"));
  start(get(url_of(server)), {.flags = HTTP_TASK_STREAM_RESPONSE});
  int told = 0;
  const sdk::event end = run([&](const sdk::event&) { ++told; });
  EXPECT_EQ(told, 0);
  EXPECT_EQ(object_of(end.doc).at("response").at("statusCode").as_int64(), 404);
  EXPECT_EQ(end.doc.body().size(), 2U);
}

TEST_F(body_stream, an_early_refusal_ends_the_giving) {
  scripted_server server([](peer& p) {
    p.read_head();
    p.send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
    p.drain();
  });
  const std::uint64_t task = start(put(server), {.flags = HTTP_TASK_STREAM_REQUEST});
  const sdk::event end = run([](const sdk::event&) {});
  EXPECT_EQ(object_of(end.doc).at("response").at("statusCode").as_int64(), 413);
  EXPECT_FALSE(tasks.finish(task));
}

TEST_F(body_stream, a_body_of_another_size_than_announced_fails) {
  scripted_server server([](peer& p) {
    p.read_head();
    p.drain();
  });
  const std::uint64_t task = start(put(server), {.flags = HTTP_TASK_STREAM_REQUEST, .request_size = 5});
  EXPECT_EQ(tasks.write(task, bytes_of("hel")).value(), 3U);
  EXPECT_FALSE(tasks.write(task, bytes_of("loo")));
  EXPECT_TRUE(tasks.finish(task));
  EXPECT_EQ(error_of(run([](const sdk::event&) {})), "input.invalid");
}

TEST_F(body_stream, a_body_that_is_gone_is_not_sent_again) {
  scripted_server server([](peer& p) {
    p.read_head();
    p.send("HTTP/1.1 100 Continue\r\n\r\n");
    p.read_body(10);
    p.send("HTTP/1.1 307 Go\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n");
    p.drain();
  });
  const std::uint64_t task = start(put(server), {.flags = HTTP_TASK_STREAM_REQUEST});
  (void)tasks.write(task, bytes_of("x"));
  EXPECT_TRUE(tasks.finish(task));
  EXPECT_EQ(error_of(run([](const sdk::event&) {})), "input.not_repeatable");
}

TEST_F(body_stream, events_come_as_they_are_sent) {
  std::atomic<int> taken{0};
  scripted_server server([&](peer& p) {
    p.read_head();
    p.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\n");
    p.send("\xEF\xBB\xBF: hi\r\ndata: one\n\n");
    while (taken < 1)
      p.sleep(std::chrono::milliseconds(5));
    p.send("event: price\rid: 7\rretry: 50\rdata:two\rdata: lines\r\rdata: cut off");
  });
  const std::uint64_t task =
      start(get(url_of(server)), {.flags = HTTP_TASK_STREAM_RESPONSE | HTTP_TASK_STREAM_EVENTS});
  std::vector<std::string> events;
  const sdk::event end = run([&](const sdk::event& e) {
    if (e.kind != HTTP_TASK_EVENT_READABLE) return;
    while (true) {
      const auto message = tasks.next_message(task);
      if (!message || !*message) return;
      events.emplace_back((**message).json());
      ++taken;
    }
  });
  EXPECT_EQ(status_of(end.doc), "COMPLETED");
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0], R"({"event":"message","data":"one"})");
  EXPECT_EQ(events[1], R"({"event":"price","data":"two\nlines","id":"7","retry":50})");
}

TEST_F(body_stream, cancelling_ends_it_in_every_phase) {
  scripted_server server([](peer& p) {
    p.read_head();
    p.send("HTTP/1.1 200 OK\r\n\r\n");
    p.send_for_ever(std::string(65'536, 'x'), std::chrono::milliseconds(0));
  });
  // While the host does not take, and while it does not give.
  for (const unsigned flags :
       {HTTP_TASK_STREAM_RESPONSE, HTTP_TASK_STREAM_RESPONSE | HTTP_TASK_STREAM_REQUEST}) {
    const std::uint64_t task =
        start(put(server), {.flags = flags, .response_limit = ~std::uint64_t{0} >> 1U});
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    EXPECT_TRUE(tasks.cancel(task));
    EXPECT_EQ(status_of(run([](const sdk::event&) {}).doc), "CANCELED");
    std::vector<std::byte> piece(10);
    EXPECT_FALSE(tasks.read(task, piece));
  }
}

TEST_F(body_stream, the_total_time_limit_holds_while_the_host_does_not_take) {
  scripted_server server(answer_always("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
  start(R"({"uri": ")" + url_of(server) + R"(", "totalTimeOut": 300})", {.flags = HTTP_TASK_STREAM_RESPONSE});
  const sdk::event end = run([](const sdk::event&) {});
  EXPECT_EQ(status_of(end.doc), "TIMED_OUT");
  EXPECT_EQ(error_of(end), "timeout.total");
}

TEST_F(body_stream, misuse_is_told) {
  scripted_server server(answer_always("HTTP/1.1 204 No Content\r\n\r\n"));
  sdk::submission s;
  const std::string settings = put(server);
  s.settings = settings;
  EXPECT_FALSE(tasks.submit(s, {.flags = 0}));
  EXPECT_FALSE(tasks.submit(s, {.flags = HTTP_TASK_STREAM_EVENTS}));
  EXPECT_FALSE(tasks.submit(s, {.flags = 8U | HTTP_TASK_STREAM_RESPONSE}));
  s.body = bytes_of("x");
  EXPECT_FALSE(tasks.submit(s, {.flags = HTTP_TASK_STREAM_REQUEST}));
  EXPECT_FALSE(tasks.write(1, bytes_of("x")));
  EXPECT_FALSE(tasks.finish(~std::uint64_t{0}));
  EXPECT_FALSE(tasks.next_message(0));
}

} // namespace http_task::testing
