#include "sandbox/authentication.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

json::object endpoint(const char* security) {
  return *parse_object(std::string(R"({"security": )") + security +
                           R"(, "securitySchemes": {
                             "token": {"type": "http", "scheme": "bearer"},
                             "basic": {"type": "http", "scheme": "basic"},
                             "query": {"type": "apiKey", "in": "query", "name": "api key"},
                             "header": {"type": "apiKey", "in": "header", "name": "X-Key"},
                             "cookie": {"type": "apiKey", "in": "cookie", "name": "sid"},
                             "oauth": {"type": "oauth2", "flows": {}},
                             "mtls": {"type": "mutualTLS"}}})",
                       "test");
}

using fields = std::vector<std::pair<std::string, std::string>>;

bool met(const char* security, const fields& headers, const char* target = "/") {
  return check_authentication(endpoint(security), {"https", "GET", target, headers, {}}).met;
}

TEST(Authentication, AnyAlternativeWillDo) {
  const char* either = R"([{"schemes": ["token"]}, {"schemes": ["query"]}])";
  EXPECT_TRUE(met(either, {{"authorization", "bearer x"}}));
  EXPECT_TRUE(met(either, {}, "/?a=1&api%20key=x"));
  EXPECT_FALSE(met(either, {}, "/?api%20key="));
  EXPECT_FALSE(met(either, {{"Authorization", "Basic eDp5"}}));
  EXPECT_FALSE(met(either, {{"Authorization", "Bearer "}}));
}

TEST(Authentication, AllOfAnAlternativeAreNeeded) {
  const char* both = R"([{"schemes": ["token", "header"]}])";
  EXPECT_FALSE(met(both, {{"Authorization", "Bearer x"}}));
  EXPECT_TRUE(met(both, {{"Authorization", "Bearer x"}, {"x-key", "k"}}));
}

TEST(Authentication, KnowsTheOtherSchemes) {
  EXPECT_TRUE(met(R"([{"schemes": ["basic"]}])", {{"Authorization", "Basic eDp5"}}));
  EXPECT_TRUE(met(R"([{"schemes": ["cookie"]}])", {{"Cookie", "a=b; sid=x"}}));
  EXPECT_FALSE(met(R"([{"schemes": ["cookie"]}])", {{"Cookie", "xsid=x"}}));
  EXPECT_TRUE(met(R"([{"schemes": ["oauth"]}])", {{"Authorization", "Bearer x"}}));
  EXPECT_TRUE(met(R"([{"schemes": ["mtls"]}])", {}));
}

TEST(Authentication, NothingIsDemandedWithoutSchemes) {
  EXPECT_TRUE(met("[]", {}));
  EXPECT_TRUE(met(R"([{"schemes": ["token"]}, {"schemes": []}])", {}));
}

TEST(Authentication, SaysWhatWasExpected) {
  const auto demand = check_authentication(endpoint(R"([{"schemes": ["token"]}, {"schemes": ["query"]}])"),
                                           {"https", "GET", "/", {}, {}});
  EXPECT_EQ(demand.expected, "Authorization: Bearer, or api key in the query");
  EXPECT_EQ(demand.challenge, "Bearer realm=\"sandbox\"");
}

} // namespace
} // namespace http_task::host
