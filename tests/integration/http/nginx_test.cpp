// nginx, where it is installed: connections that it ends when it likes, slow bodies, refusals of bodies,
// reloads.
#include "client_fixture.hpp"

#include "support/child_process.hpp"
#include "support/temp_folder.hpp"

#include <filesystem>
#include <vector>

#include <unistd.h>

namespace http_task::testing {
namespace {

class nginx_test : public client_fixture {
protected:
  void SetUp() override {
    if (find_program("nginx").empty()) GTEST_SKIP() << "nginx is not installed (Debian: nginx-light).";
    http::client_options options = local_options();
    options.connections_per_origin = 8;
    make_client(std::move(options));
  }

  // `server` stands in the block of the server.
  void run(const std::string& server) {
    const std::string at = folder.path().string();
    std::string conf = ::geteuid() == 0 ? "user root;" : "";
    conf += "daemon off; worker_processes 1; pid " + at + "/nginx.pid; error_log " + at + "/error.log;\n";
    conf += "events { worker_connections 256; }\nhttp { access_log off; root " + at + "/www;";
    int n = 0;
    for (const char* what : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
      conf += " " + std::string(what) + "_temp_path " + at + "/t" + std::to_string(++n) + ";";
    conf += "\nserver { listen 127.0.0.1:" + std::to_string(port) + "; " + server + " } }\n";
    folder.write("nginx.conf", conf);
    folder.write("www/small", "hello");
    folder.write("www/large", std::string(400'000, 'x'));
    nginx = std::make_unique<child_process>(command(), folder.path(), folder.path() / "nginx.log");
    ASSERT_TRUE(wait_until_listening(port, std::chrono::seconds(20)));
  }

  [[nodiscard]] std::vector<std::string> command(const std::string& signal = "") const {
    std::vector<std::string> c{find_program("nginx"), "-p", folder.path().string(), "-c",
                               (folder.path() / "nginx.conf").string()};
    if (!signal.empty()) c.insert(c.end(), {"-s", signal});
    return c;
  }

  void signal(const std::string& name) const {
    child_process tell(command(name), folder.path(), folder.path() / "signal.log");
    EXPECT_EQ(tell.wait(std::chrono::seconds(20)), 0);
  }

  temp_folder folder;
  std::uint16_t port = free_port();
  std::unique_ptr<child_process> nginx;
};

constexpr int many = 300;

} // namespace

TEST_F(nginx_test, connections_that_it_closes_after_some_requests_lose_none) {
  run("keepalive_requests 7;");
  std::vector<std::future<message::exchange>> all;
  for (int i = 0; i < many; ++i)
    all.push_back(start(get(port, "/small")));
  int reused = 0;
  for (auto& one : all) {
    const message::exchange e = wait(std::move(one));
    ASSERT_EQ(error_type(e), "none") << e.error->detail;
    EXPECT_EQ(e.response->body, "hello");
    reused += e.connection.reused ? 1 : 0;
  }
  EXPECT_GT(reused, many / 2);
  EXPECT_LT(reused, many - many / 7 + 1);
}

TEST_F(nginx_test, connections_that_it_closes_when_idle_lose_none) {
  run("keepalive_timeout 50ms;");
  for (int i = 0; i < 20; ++i) {
    const message::exchange e = fetch(get(port, "/small"));
    ASSERT_EQ(error_type(e), "none") << e.error->detail;
    std::this_thread::sleep_for(std::chrono::milliseconds(40 + i)); // at the moment when it closes
  }
}

TEST_F(nginx_test, a_slow_body_is_no_failure) {
  run("limit_rate 200k;");
  http::exchange_options o;
  o.read_timeout = std::chrono::milliseconds(1500);
  const message::exchange e = fetch(get(port, "/large"), o);
  ASSERT_EQ(error_type(e), "none") << e.error->detail;
  EXPECT_EQ(e.response->body.size(), 400'000U);
  EXPECT_GT(e.timings.receive, 500);
}

TEST_F(nginx_test, a_body_that_it_does_not_want_is_not_sent) {
  run("client_max_body_size 1m;");
  const message::exchange e = fetch(post(port, std::string(5'000'000, 'x')));
  ASSERT_EQ(error_type(e), "none") << e.error->detail;
  EXPECT_EQ(e.response->status, 413U);
  EXPECT_EQ(e.sizes.request_body, 0U);
}

TEST_F(nginx_test, its_gzip_is_undone) {
  run("gzip on; gzip_types *; gzip_min_length 1;");
  message::request r = get(port, "/large");
  r.headers.add("Accept-Encoding", "gzip");
  const message::exchange e = fetch(std::move(r));
  ASSERT_EQ(error_type(e), "none") << e.error->detail;
  EXPECT_EQ(e.response->body.size(), 400'000U);
  EXPECT_LT(e.sizes.response_body, 10'000U);
}

TEST_F(nginx_test, a_reload_under_traffic_loses_nothing) {
  run("keepalive_timeout 60s;");
  int failed = 0;
  for (int round = 0; round < 6; ++round) {
    std::vector<std::future<message::exchange>> all;
    for (int i = 0; i < 50; ++i)
      all.push_back(start(get(port, i % 5 == 0 ? "/large" : "/small")));
    signal("reload");
    for (auto& one : all)
      failed += error_type(wait(std::move(one))) == "none" ? 0 : 1;
  }
  EXPECT_EQ(failed, 0);
}

TEST_F(nginx_test, its_end_in_the_middle_of_a_body_is_told) {
  run("limit_rate 50k;");
  auto slow = start(get(port, "/large"));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  signal("stop");
  const message::exchange e = wait(std::move(slow));
  EXPECT_TRUE(error_type(e) == "protocol.truncated" || error_type(e) == "conn.reset") << error_type(e);
  ASSERT_TRUE(e.response);
  EXPECT_FALSE(e.response->body_complete);
  EXPECT_FALSE(e.response->body.empty());
  EXPECT_EQ(e.error->retryable, true);
}

} // namespace http_task::testing
