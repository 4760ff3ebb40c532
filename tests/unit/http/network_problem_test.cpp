#include "http/network_problem.hpp"

#include <boost/asio/error.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace http_task::http {
namespace {

namespace asio = boost::asio;
using ::testing::HasSubstr;

const asio::ip::tcp::endpoint peer(asio::ip::make_address("192.0.2.1"), 8443);

TEST(network_problem, errors_of_connecting) {
  const problem refused = connect_problem(asio::error::connection_refused, "api.example.com", peer);
  EXPECT_EQ(refused.type, "conn.refused");
  EXPECT_THAT(refused.detail, HasSubstr("api.example.com (192.0.2.1, port 8443)"));
  EXPECT_FALSE(refused.advice.empty());
  EXPECT_EQ(connect_problem(asio::error::connection_reset, "a", peer).type, "conn.reset");
  for (const auto code :
       {asio::error::network_unreachable, asio::error::host_unreachable, asio::error::timed_out})
    EXPECT_EQ(connect_problem(code, "a", peer).type, "conn.unreachable");
}

TEST(network_problem, errors_of_an_established_connection) {
  EXPECT_EQ(stream_problem(asio::error::eof, "a", peer).type, "conn.closed");
  EXPECT_EQ(stream_problem(asio::error::broken_pipe, "a", peer).type, "conn.closed");
  EXPECT_EQ(stream_problem(asio::error::connection_reset, "a", peer).type, "conn.reset");
}

TEST(network_problem, an_address_is_not_named_twice) {
  EXPECT_EQ(describe_peer("192.0.2.1", peer), "192.0.2.1 (port 8443)");
}

} // namespace
} // namespace http_task::http
