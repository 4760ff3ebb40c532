// A network that delays, loses, doubles and reorders packets, and one that dies in the middle.
#include "tls_fixture.hpp"

#include "support/bad_link.hpp"
#include "support/closed_network.hpp"
#include "support/scripted_server.hpp"

#include <gmock/gmock.h>

#include <memory>
#include <vector>

namespace http_task::testing {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;

constexpr std::uint16_t port = 8080; // of a network where nobody else is
constexpr weather rain{.delay = milliseconds(20), .jitter = milliseconds(15), .loss = .03, .duplicate = .02};
constexpr weather nothing_arrives{.loss = 1};

class bad_network : public tls_fixture {
protected:
  // Before any thread is started, so before the client.
  static void SetUpTestSuite() {
    why_not = enter_closed_network();
    if (!why_not.empty()) return;
    link = std::make_unique<bad_link>();
    why_not = link->why_not();
  }
  static void TearDownTestSuite() { link.reset(); }

  void SetUp() override {
    if (!why_not.empty()) GTEST_SKIP() << "No bad network: " << why_not << ".";
    link->set({});
    http::client_options options = trusting_options();
    options.egress.allow = {bad_link::far_address};
    options.lookup = [](const std::string&) -> result<std::vector<std::string>> {
      return std::vector<std::string>{bad_link::far_address};
    };
    make_client(std::move(options));
  }

  static message::request far(message::request r) {
    r.origin.host = bad_link::far_address;
    return r;
  }

  static http::exchange_options hasty() {
    http::exchange_options o;
    o.connect_timeout = milliseconds(400);
    o.read_timeout = milliseconds(400);
    return o;
  }

  static inline std::string why_not = "SetUpTestSuite was not run";
  static inline std::unique_ptr<bad_link> link;
};

std::string answer_of(const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

} // namespace

TEST_F(bad_network, answers_come_whole_through_delay_loss_and_disorder) {
  link->set(rain);
  std::string body;
  while (body.size() < 200'000)
    body += std::to_string(body.size()) + ' '; // no piece like another
  scripted_server server(answer_always(answer_of(body)), port);
  std::vector<std::future<message::exchange>> all;
  for (int i = 0; i < 20; ++i)
    all.push_back(start(far(get(port))));
  for (auto& one : all) {
    const message::exchange e = wait(std::move(one));
    ASSERT_EQ(error_type(e), "none") << e.error->detail;
    EXPECT_TRUE(e.response->body == body);
    if (!e.connection.reused) {
      EXPECT_GE(e.timings.connect, 40) << "there and back";
    }
  }
  EXPECT_GT(link->lost(), 0U);
}

TEST_F(bad_network, requests_arrive_whole_and_once) {
  link->set(rain);
  const std::string sent(300'000, 'x');
  std::atomic<int> whole = 0;
  scripted_server server(
      [&](peer& p) {
        for (;;) {
          const std::string request = p.read_request();
          if (request.ends_with("\r\n\r\n" + sent)) ++whole;
          p.send(answer_of("ok"));
        }
      },
      port);
  std::vector<std::future<message::exchange>> all;
  for (int i = 0; i < 5; ++i)
    all.push_back(start(far(post(port, sent))));
  for (auto& one : all) {
    const message::exchange e = wait(std::move(one));
    ASSERT_EQ(error_type(e), "none") << e.error->detail;
  }
  EXPECT_EQ(whole, 5);
}

TEST_F(bad_network, tls_through_delay_loss_and_disorder) {
  link->set(rain);
  const test_ca::context context = ca.server(good());
  scripted_server server(answer_always(answer_of(std::string(100'000, 'x'))), port, context.get());
  for (int i = 0; i < 3; ++i) {
    const message::exchange e = fetch(secure(port));
    ASSERT_EQ(error_type(e), "none") << e.error->detail;
    EXPECT_EQ(e.response->body.size(), 100'000U);
  }
}

TEST_F(bad_network, one_that_loses_everything_is_a_timeout_of_the_phase) {
  scripted_server server(answer_always(answer_of("ok")), port);
  ASSERT_EQ(error_type(fetch(far(get(port)))), "none");

  link->set(nothing_arrives);
  const message::exchange silent = fetch(far(post(port, "x")), hasty());
  EXPECT_EQ(error_type(silent), "timeout.first_byte") << "by the connection that was idle";
  EXPECT_EQ(silent.error->retryable, false) << "POST may have arrived";
  const message::exchange unreachable = fetch(far(get(port)), hasty());
  EXPECT_EQ(error_type(unreachable), "timeout.connect");
  EXPECT_FALSE(unreachable.request_sent);

  link->set({});
  EXPECT_EQ(error_type(fetch(far(get(port)))), "none") << "all is well once the network is";
}

TEST_F(bad_network, one_that_dies_within_the_answer_leaves_what_came) {
  scripted_server server(
      [](peer& p) {
        (void)p.read_request();
        p.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        p.sleep(milliseconds(100));
        link->set(nothing_arrives);
        p.send("world");
        p.drain(milliseconds(2000));
      },
      port);
  const message::exchange e = fetch(far(get(port)), hasty());
  ASSERT_EQ(error_type(e), "timeout.idle");
  EXPECT_EQ(e.error->phase, "receive");
  ASSERT_TRUE(e.response);
  EXPECT_EQ(e.response->body, "hello");
}

} // namespace http_task::testing
