// Whole exchanges over real sockets: what comes back, and how a body ends.
#include "client_fixture.hpp"

#include "support/scripted_server.hpp"

#include <gmock/gmock.h>

#include <mutex>
#include <set>

namespace http_task::testing {
namespace {

using ::testing::HasSubstr;

class exchange_test : public client_fixture {
protected:
  void SetUp() override { make_client(local_options()); }
};

TEST_F(exchange_test, gives_status_headers_and_body) {
  scripted_server server(
      answer_once("HTTP/1.1 200 Fine\r\nContent-Length: 5\r\nX-A: 1\r\nx-a: 2\r\n\r\nhello"));
  const message::exchange e = fetch(get(server.port(), "/a?b=c"));
  ASSERT_FALSE(e.error) << e.error->detail;
  EXPECT_EQ(e.response->status, 200U);
  EXPECT_EQ(e.response->reason, "Fine");
  EXPECT_EQ(e.response->body, "hello");
  EXPECT_TRUE(e.response->body_complete);
  EXPECT_EQ(e.response->headers.size(), 3U);
  EXPECT_EQ(e.request_head,
            "GET /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) + "\r\n\r\n");
  EXPECT_TRUE(e.request_sent);
  EXPECT_EQ(e.sizes.request_header, e.request_head.size());
  EXPECT_EQ(e.sizes.response_header, 56U);
  EXPECT_EQ(e.sizes.response_body, 5U);
  EXPECT_EQ(e.connection.remote_address, "127.0.0.1");
  EXPECT_EQ(e.connection.remote_port, server.port());
  EXPECT_EQ(e.connection.http_version, "1.1");
  EXPECT_FALSE(e.connection.reused);
  EXPECT_FALSE(e.connection.tls);
}

TEST_F(exchange_test, measures_the_phases) {
  scripted_server server([](peer& p) {
    (void)p.read_request();
    p.sleep(std::chrono::milliseconds(60));
    p.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na");
    p.sleep(std::chrono::milliseconds(60));
    p.send("b");
  });
  const message::timings t = fetch(get(server.port())).timings;
  EXPECT_GE(t.blocked, 0);
  EXPECT_GE(t.dns, 0);
  EXPECT_GE(t.connect, 0);
  EXPECT_EQ(t.ssl, -1);
  EXPECT_GE(t.send, 0);
  EXPECT_GE(t.wait, 50);
  EXPECT_GE(t.receive, 50);
  EXPECT_GE(t.total, t.wait + t.receive);
}

TEST_F(exchange_test, delivers_every_class_of_status) {
  for (const unsigned status : {200U, 201U, 301U, 404U, 418U, 500U, 599U, 799U}) {
    scripted_server server(
        answer_once("HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Length: 2\r\n\r\nok"));
    const message::exchange e = fetch(get(server.port()));
    ASSERT_FALSE(e.error) << status;
    EXPECT_EQ(e.response->status, status);
    EXPECT_EQ(e.response->body, "ok");
  }
}

TEST_F(exchange_test, sends_the_body_as_it_is) {
  std::string head;
  std::string body;
  scripted_server server([&](peer& p) {
    head = p.read_head();
    body = p.read_body(3'000'000);
    p.send("HTTP/1.1 204 No Content\r\n\r\n");
    p.drain();
  });
  std::string sent(3'000'000, '\0');
  for (std::size_t i = 0; i < sent.size(); ++i)
    sent[i] = static_cast<char>(i * 31);
  message::request r = post(server.port(), sent);
  r.headers.add("Content-Type", "application/octet-stream");
  const message::exchange e = fetch(r);
  ASSERT_FALSE(e.error) << e.error->detail;
  EXPECT_EQ(e.response->status, 204U);
  EXPECT_EQ(body, sent);
  EXPECT_THAT(head, HasSubstr("Content-Length: 3000000\r\n"));
  EXPECT_EQ(e.request_head, head);
  EXPECT_EQ(e.sizes.request_body, 3'000'000U);
}

TEST_F(exchange_test, reads_a_chunked_body) {
  scripted_server server(answer_once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                     "5;x=y\r\nhello\r\n1\r\n!\r\n0\r\nX-T: 1\r\n\r\n"));
  const message::exchange e = fetch(get(server.port()));
  ASSERT_FALSE(e.error) << e.error->detail;
  EXPECT_EQ(e.response->body, "hello!");
  EXPECT_FALSE(e.response->headers.contains("X-T")) << "trailers are not part of the header";
}

TEST_F(exchange_test, reads_a_body_that_ends_with_the_connection) {
  scripted_server server(answer_once("HTTP/1.0 200 OK\r\n\r\nhello"));
  const message::exchange e = fetch(get(server.port()));
  ASSERT_FALSE(e.error) << e.error->detail;
  EXPECT_EQ(e.response->body, "hello");
  EXPECT_EQ(e.connection.http_version, "1.0");
}

TEST_F(exchange_test, reads_a_long_body) {
  scripted_server server(
      answer_once("HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n" + std::string(10'000'000, 'x')));
  const message::exchange e = fetch(get(server.port()));
  ASSERT_FALSE(e.error) << e.error->detail;
  EXPECT_EQ(e.response->body.size(), 10'000'000U);
}

TEST_F(exchange_test, keeps_interim_answers_apart) {
  scripted_server server(answer_once("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
                                     "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
  const message::exchange e = fetch(get(server.port()));
  ASSERT_FALSE(e.error) << e.error->detail;
  ASSERT_EQ(e.interim.size(), 1U);
  EXPECT_EQ(e.interim[0].status, 103U);
  EXPECT_TRUE(e.interim[0].headers.contains("link"));
  EXPECT_EQ(e.response->status, 200U);
}

TEST_F(exchange_test, does_not_wait_for_the_body_of_head) {
  scripted_server server([](peer& p) {
    (void)p.read_request();
    p.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
    p.drain();
  });
  message::request r = get(server.port());
  r.method = "HEAD";
  const message::exchange e = fetch(r);
  ASSERT_FALSE(e.error) << e.error->detail;
  EXPECT_EQ(e.response->body, "");
}

TEST_F(exchange_test, takes_a_refusal_that_comes_before_the_request_is_through) {
  scripted_server server([](peer& p) {
    (void)p.read_head();
    p.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 5\r\nConnection: close\r\n\r\nlarge");
    p.sleep(std::chrono::seconds(5)); // reads nothing more
  });
  const message::exchange e = fetch(post(server.port(), std::string(50'000'000, 'x')));
  ASSERT_FALSE(e.error) << e.error->detail;
  EXPECT_EQ(e.response->status, 413U);
  EXPECT_LT(e.sizes.request_body, 50'000'000U);
}

TEST_F(exchange_test, refuses_to_send_what_breaks_the_request) {
  scripted_server server(answer_once("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
  message::request r = get(server.port());
  r.headers.add("X-A", "1\r\nX-Evil: 1");
  const message::exchange e = fetch(r);
  EXPECT_EQ(error_type(e), "input.invalid");
  EXPECT_FALSE(e.request_sent);
  EXPECT_EQ(e.request_head, "");
  EXPECT_EQ(server.connections(), 0);
}

TEST_F(exchange_test, tells_of_its_progress) {
  std::mutex mutex;
  std::vector<std::string> phases;
  on_progress = [&](const char* phase, std::uint64_t) {
    const std::lock_guard lock(mutex);
    if (phases.empty() || phases.back() != phase) phases.emplace_back(phase);
  };
  scripted_server server(answer_once("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
  ASSERT_FALSE(fetch(get(server.port())).error);
  const std::lock_guard lock(mutex);
  EXPECT_THAT(phases, ::testing::ElementsAre("dns", "connect", "send", "wait", "receive"));
}

TEST_F(exchange_test, runs_500_at_once) {
  scripted_server server(answer_always("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
  std::vector<std::future<message::exchange>> all;
  for (int i = 0; i < 500; ++i)
    all.push_back(start(get(server.port())));
  for (auto& one : all) {
    const message::exchange e = wait(std::move(one));
    ASSERT_FALSE(e.error) << e.error->detail;
    EXPECT_EQ(e.response->body, "hello");
  }
  EXPECT_LE(server.connections(), 64);
}

TEST_F(exchange_test, can_be_started_from_the_end_of_another) {
  scripted_server server(answer_always("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
  std::promise<message::exchange> second;
  (void)client->start(std::make_shared<const message::request>(get(server.port())), {},
                      {.on_progress = {}, .on_done = [&](const message::exchange&) {
                         (void)client->start(std::make_shared<const message::request>(get(server.port())), {},
                                             {.on_progress = {}, .on_done = [&](message::exchange e) {
                                                second.set_value(std::move(e));
                                              }});
                       }});
  const message::exchange e = wait(second.get_future());
  ASSERT_FALSE(e.error);
  EXPECT_TRUE(e.connection.reused);
}

} // namespace
} // namespace http_task::testing
