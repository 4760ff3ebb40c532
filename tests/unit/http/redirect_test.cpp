#include "http/redirect.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace http_task::http {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

message::request request(std::string method = "GET", std::string scheme = "http") {
  message::request r;
  r.method = std::move(method);
  r.origin = {scheme, "a.example", static_cast<std::uint16_t>(scheme == "https" ? 443 : 80)};
  r.target = "/x/y?z=1";
  r.headers.add("Accept", "*/*");
  return r;
}

message::request post() {
  message::request r = request("POST");
  r.headers.add("Content-Type", "text/plain");
  r.body = "hello";
  return r;
}

message::response answer(unsigned status, const char* location) {
  message::response r;
  r.status = status;
  if (location != nullptr) r.headers.add("location", location);
  return r;
}

redirector::step followed(const message::request& r, unsigned status, const char* location) {
  redirector one(1);
  auto step = one.follow(r, answer(status, location));
  EXPECT_TRUE(step && *step);
  return **step;
}

std::string failure(const message::request& r, const char* location) {
  redirector one(1);
  const auto step = one.follow(r, answer(302, location));
  return step ? "" : step.error().type;
}

} // namespace

TEST(Redirect, LeadsToTheLocation) {
  for (const unsigned status : {301U, 302U, 303U, 307U, 308U}) {
    const redirector::step s = followed(request(), status, "../b?c");
    EXPECT_EQ(s.next.method, "GET");
    EXPECT_EQ(s.next.target, "/b?c");
    EXPECT_EQ(s.location, "http://a.example/b?c");
    EXPECT_THAT(s.removed, IsEmpty());
  }
}

TEST(Redirect, IsNotSeenInOtherAnswers) {
  redirector one(1);
  for (const unsigned status : {200U, 201U, 300U, 304U, 305U, 306U, 404U}) {
    const auto step = one.follow(request(), answer(status, "/b"));
    EXPECT_TRUE(step && !*step) << status;
  }
  const auto without = one.follow(request(), answer(302, nullptr));
  EXPECT_TRUE(without && !*without);
  redirector none(0);
  const auto off = none.follow(request(), answer(302, "/b"));
  EXPECT_TRUE(off && !*off);
}

TEST(Redirect, ChangesTheMethodAsTheStatusSays) {
  const auto method = [](const char* from, unsigned status) {
    return followed(request(from), status, "/b").next.method;
  };
  EXPECT_EQ(method("POST", 301), "GET");
  EXPECT_EQ(method("POST", 302), "GET");
  EXPECT_EQ(method("PUT", 302), "PUT");
  EXPECT_EQ(method("DELETE", 301), "DELETE");
  EXPECT_EQ(method("PUT", 303), "GET");
  EXPECT_EQ(method("HEAD", 303), "HEAD");
  EXPECT_EQ(method("POST", 307), "POST");
  EXPECT_EQ(method("PATCH", 308), "PATCH");
}

TEST(Redirect, TakesTheBodyAlongOnlyWithItsMethod) {
  const redirector::step rewritten = followed(post(), 302, "/b");
  EXPECT_FALSE(rewritten.next.body);
  EXPECT_FALSE(rewritten.next.headers.contains("Content-Type"));
  EXPECT_THAT(rewritten.removed, ElementsAre("Content-Type", "body"));
  const redirector::step kept = followed(post(), 307, "/b");
  EXPECT_EQ(kept.next.body, "hello");
  EXPECT_TRUE(kept.next.headers.contains("Content-Type"));
}

TEST(Redirect, LeavesCredentialsBehindWhenTheOriginChanges) {
  message::request r = request();
  r.headers.add("Authorization", "Bearer x");
  r.headers.add("cookie", "a=b");
  r.headers.add("X-Api-Key", "k");
  r.credentials = {"x-api-key"};
  for (const char* elsewhere : {"http://b.example/", "http://a.example:81/", "https://a.example/"}) {
    const redirector::step s = followed(r, 302, elsewhere);
    EXPECT_THAT(s.removed, ElementsAre("Authorization", "cookie", "X-Api-Key")) << elsewhere;
    EXPECT_EQ(s.next.headers.size(), 1U);
  }
  EXPECT_EQ(followed(r, 302, "http://A.example:80/b").next.headers.size(), 4U);
}

TEST(Redirect, DoesNotGiveCredentialsBackOnTheWayHome) {
  message::request r = request();
  r.headers.add("Authorization", "Bearer x");
  redirector two(2);
  const auto there = two.follow(r, answer(302, "http://b.example/"));
  const auto back = two.follow((*there)->next, answer(302, "http://a.example/"));
  EXPECT_FALSE((*back)->next.headers.contains("Authorization"));
}

TEST(Redirect, IsCounted) {
  redirector two(2);
  EXPECT_TRUE(two.follow(request(), answer(302, "/1")));
  EXPECT_TRUE(two.follow(request(), answer(302, "/2")));
  EXPECT_TRUE(two.follow(request(), answer(200, nullptr)));
  const auto third = two.follow(request(), answer(302, "/3"));
  ASSERT_FALSE(third);
  EXPECT_EQ(third.error().type, "limit.redirects");
}

TEST(Redirect, IsRefusedWhereItLeadsAstray) {
  EXPECT_EQ(failure(request("GET", "https"), "http://a.example/"), "redirect.downgrade");
  EXPECT_EQ(failure(request(), "gopher://127.0.0.1:6379/_x"), "redirect.scheme");
  EXPECT_EQ(failure(request(), "file:///etc/passwd"), "redirect.scheme");
  EXPECT_EQ(failure(request(), ""), "redirect.location");
  EXPECT_EQ(failure(request(), ("/" + std::string(16'384, 'a')).c_str()), "redirect.location");
  EXPECT_EQ(failure(request(), "/\\127.0.0.1/"), "redirect.location");
  EXPECT_EQ(failure(request(), "http://u:p@a.example/"), "redirect.location");
}

} // namespace http_task::http
