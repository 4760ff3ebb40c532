// A network that delays, loses, doubles and reorders packets: tc netem in a network namespace of this
// process.
#include "client_fixture.hpp"

#include "support/closed_network.hpp"
#include "support/scripted_server.hpp"

#include <cstdlib>
#include <vector>

namespace http_task::testing {
namespace {

// "" or why there is none.
std::string spoil_network(const std::string& how) {
  const std::string command =
      "PATH=$PATH:/usr/sbin:/sbin; exec 2>/dev/null; tc qdisc replace dev lo root netem " + how;
  return std::system(command.c_str()) == 0 ? "" : "tc (of iproute2) or the kernel's sch_netem is missing";
}

class bad_network : public ::testing::Test {
protected:
  // Before any thread is started, so the client comes after it.
  static void SetUpTestSuite() { why_not = enter_closed_network(); }

  bool prepare(const std::string& how) {
    if (why_not.empty()) why_not = spoil_network(how);
    return why_not.empty();
  }

  static inline std::string why_not;
};

class client_there : public client_fixture {
public:
  client_there() { make_client(local_options()); }
  void TestBody() override {}
  using client_fixture::fetch;
  using client_fixture::get;
  using client_fixture::post;
  using client_fixture::start;
  using client_fixture::wait;
};

} // namespace

TEST_F(bad_network, answers_come_whole_through_delay_loss_and_disorder) {
  if (!prepare("delay 20ms 10ms loss 3% duplicate 2% reorder 10%"))
    GTEST_SKIP() << "No bad network: " << why_not << ".";
  const std::string body(200'000, 'x');
  scripted_server server(
      answer_always("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body));
  client_there c;
  std::vector<std::future<message::exchange>> all;
  for (int i = 0; i < 20; ++i)
    all.push_back(c.start(c.get(server.port())));
  for (auto& one : all) {
    const message::exchange e = c.wait(std::move(one));
    ASSERT_EQ(error_type(e), "none") << e.error->detail;
    EXPECT_TRUE(e.response->body == body);
    if (!e.connection.reused) {
      EXPECT_GT(e.timings.connect, 10);
    }
  }
}

TEST_F(bad_network, a_network_that_loses_everything_is_a_timeout) {
  if (!prepare("loss 100%")) GTEST_SKIP() << "No bad network: " << why_not << ".";
  client_there c;
  http::exchange_options o;
  o.connect_timeout = std::chrono::milliseconds(300);
  EXPECT_EQ(error_type(c.fetch(c.get(9), o)), "timeout.connect");
  (void)prepare("delay 0ms");
}

} // namespace http_task::testing
