#include "apis.hpp"

#include <gtest/gtest.h>

namespace http_task::catalog {
namespace {

using test::find_ids;

struct wanted {
  const char* query;
  const char* id; // without "dialpad.com:"
};

void expect_first(const catalog& c, const std::vector<wanted>& all) {
  for (const wanted& w : all) {
    const std::vector<std::string> found = find_ids(c, w.query, 3);
    ASSERT_FALSE(found.empty()) << w.query;
    EXPECT_EQ(found[0], std::string("dialpad.com:") + w.id) << w.query;
  }
}

TEST(search, finds_the_built_in_endpoints) {
  expect_first(catalog(true), {
                                  {"create call subscription", "POST:/api/v2/subscriptions/call"},
                                  {"delete webhook", "DELETE:/api/v2/webhooks/{id}"},
                                  {"list webhooks", "GET:/api/v2/webhooks"},
                                  {"remove a call subscription", "DELETE:/api/v2/subscriptions/call/{id}"},
                                  {"edit subscription", "PATCH:/api/v2/subscriptions/call/{id}"},
                              });
}

TEST(search, finds_the_right_one_of_all_of_dialpad) {
  const std::optional<std::string> text = test::dialpad();
  if (!text) GTEST_SKIP() << test::no_dialpad;
  catalog c(true);
  ASSERT_TRUE(c.load(*text));
  expect_first(c, {
                      {"create call subscription", "POST:/api/v2/subscriptions/call"},
                      {"subscripton call create", "POST:/api/v2/subscriptions/call"},
                      {"creat call subscr", "POST:/api/v2/subscriptions/call"},
                      {"call subscription", "POST:/api/v2/subscriptions/call"},
                      {"subscriptions/call", "POST:/api/v2/subscriptions/call"},
                      {"webhook_call_event_subscription.create", "POST:/api/v2/subscriptions/call"},
                      {"dialpad.com:POST:/api/v2/subscriptions/call", "POST:/api/v2/subscriptions/call"},
                      {"list users", "GET:/api/v2/users"},
                      {"GET /api/v2/users", "GET:/api/v2/users"},
                      {"get user", "GET:/api/v2/users/{id}"},
                      {"create user", "POST:/api/v2/users"},
                      {"send sms", "POST:/api/v2/sms"},
                      {"dialpad send sms", "POST:/api/v2/sms"},
                      {"delete webhook", "DELETE:/api/v2/webhooks/{id}"},
                      {"transcript", "GET:/api/v2/transcripts/{call_id}"},
                      {"list call centers", "GET:/api/v2/callcenters"},
                      {"blocked numbers", "GET:/api/v2/blockednumbers"},
                      {"hang up call", "PUT:/api/v2/call/{id}/actions/hangup"},
                      {"transfer a call", "POST:/api/v2/call/{id}/transfer"},
                      {"new contact", "POST:/api/v2/contacts"},
                      {"toggle call recording", "PATCH:/api/v2/users/{id}/activecall"},
                      {"assign fax line", "POST:/api/v2/faxline"},
                  });
}

TEST(search, shows_where_the_words_are) {
  catalog c(false);
  ASSERT_TRUE(c.load(
      test::openapi("pets.example", R"({"/callcenters/{id}": {"delete": {"summary": "Call Centers -- Remove",
      "description": "Deletes one."}}})")));
  const search_results found = c.search({.text = "delete callcenter", .limit = 10});
  ASSERT_EQ(found.results.size(), 1U);
  const std::vector<search::match_range> expected{
      {"method", 0, 6}, {"path", 1, 11}, {"title", 0, 12}, {"title", 16, 6}, {"summary", 0, 7}};
  EXPECT_EQ(found.results[0].shown.matches, expected);
}

TEST(search, filters_by_method_and_api) {
  catalog c(true);
  ASSERT_TRUE(c.load(test::openapi("pets.example", R"({"/webhooks": {"get": {}, "post": {}}})")));
  EXPECT_EQ(test::ids(c.search({.text = "webhook", .limit = 10, .method = "get", .api = "pets.example"})),
            std::vector<std::string>{"pets.example:GET:/webhooks"});
  for (const search_result& r :
       c.search({.text = "webhook", .limit = 100, .method = "", .api = "dialpad.com"}).results)
    EXPECT_EQ(r.shown.api, "dialpad.com");
  EXPECT_TRUE(c.search({.text = "webhook", .limit = 10, .method = "", .api = "nobody"}).results.empty());
  EXPECT_TRUE(c.search({.text = "webhook", .limit = 10, .method = "BREW", .api = ""}).results.empty());
}

TEST(search, without_words_lists_by_id) {
  catalog c(false);
  ASSERT_TRUE(c.load(test::openapi("b.example", R"({"/z": {"get": {}}, "/a": {"get": {}}})")));
  ASSERT_TRUE(c.load(test::openapi("a.example", R"({"/z": {"get": {}}})")));
  EXPECT_EQ(find_ids(c, " "),
            (std::vector<std::string>{"a.example:GET:/z", "b.example:GET:/a", "b.example:GET:/z"}));
  EXPECT_EQ(find_ids(c, "", 2).size(), 2U);
}

TEST(search, prefers_the_plain_operation_and_the_living_one) {
  catalog c(false);
  ASSERT_TRUE(c.load(test::openapi("shop.example", R"({
      "/orders/{id}/items": {"get": {"summary": "List items of an order"}},
      "/orders": {"get": {"summary": "List orders"}},
      "/v1/orders": {"get": {"summary": "List orders", "deprecated": true}},
      "/orders/export": {"get": {"summary": "List orders as a file"}}})")));
  const std::vector<std::string> found = find_ids(c, "list orders");
  ASSERT_GE(found.size(), 2U);
  EXPECT_EQ(found[0], "shop.example:GET:/orders");
}

TEST(search, finds_words_in_other_forms) {
  catalog c(false);
  ASSERT_TRUE(
      c.load(test::openapi("x.example", R"({"/blockedNumbers": {"get": {"summary": "Blocked numbers"}},
      "/user-profiles": {"get": {"operationId": "getUserProfiles"}}, "/recordings": {"get": {"summary": "Recording list"}}})")));
  for (const char* query :
       {"block number", "blockednumber", "blocked_numbers", "bloked numbers", "blockednum"})
    EXPECT_EQ(find_ids(c, query)[0], "x.example:GET:/blockedNumbers") << query;
  for (const char* query : {"user profile", "userprofile", "userProfiles", "profil", "usr-profiles"})
    EXPECT_EQ(find_ids(c, query).at(0), "x.example:GET:/user-profiles") << query;
}

TEST(search, no_match_is_an_empty_list) {
  const catalog c(true);
  EXPECT_TRUE(find_ids(c, "zzqqxx").empty());
  EXPECT_TRUE(find_ids(catalog(false), "anything").empty());
}

TEST(search, gives_the_same_answer_each_time) {
  catalog c(true);
  const std::string same = R"({"/a": {"get": {"summary": "Same"}}, "/b": {"get": {"summary": "Same"}}})";
  ASSERT_TRUE(c.load(test::openapi("two.example", same)));
  ASSERT_TRUE(c.load(test::openapi("one.example", same)));
  EXPECT_EQ(find_ids(c, "same"), (std::vector<std::string>{"one.example:GET:/a", "one.example:GET:/b",
                                                           "two.example:GET:/a", "two.example:GET:/b"}));
}

TEST(search, takes_any_text) {
  const catalog c(true);
  for (const std::string& text :
       {std::string(1'000'000, 'a'), std::string(100'000, ' ') + "x", std::string("\xFF\xFE\x80"),
        std::string(3, '\0'), std::string("\u202E\u0000\u001B[31m"), std::string("+create"),
        std::string("{}[]()*?.+^$|\\"), std::string("/"), std::string("."), std::string("the"),
        std::string("a of the")})
    EXPECT_LE(find_ids(c, text, 100).size(), 9U);
}

} // namespace
} // namespace http_task::catalog
