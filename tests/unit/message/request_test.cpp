#include "message/request.hpp"

#include <gtest/gtest.h>

namespace http_task::message {
namespace {

TEST(request, the_default_port_is_left_out) {
  EXPECT_EQ(to_url(origin{"https", "example.com", 443}), "https://example.com");
  EXPECT_EQ(to_url(origin{"http", "example.com", 80}), "http://example.com");
  EXPECT_EQ(to_url(origin{"http", "example.com", 443}), "http://example.com:443");
}

TEST(request, ipv6_stands_in_brackets) {
  EXPECT_EQ(to_authority(origin{"https", "2001:db8::1", 8443}), "[2001:db8::1]:8443");
}

TEST(request, url_has_path_and_query) {
  request r;
  r.origin = {"https", "example.com", 443};
  r.target = "/a?b=c";
  EXPECT_EQ(to_url(r), "https://example.com/a?b=c");
}

} // namespace
} // namespace http_task::message
