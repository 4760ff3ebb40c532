#include "apis.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace http_task::catalog {
namespace {

using test::openapi;

const std::string one_pet = openapi("pets.example", R"({"/pets": {"get": {"operationId": "pets.list"}}})");

TEST(catalog, has_the_built_in_endpoints_or_not) {
  EXPECT_EQ(
      json::write(to_json(catalog(true).list())),
      R"({"endpoints":9,"apis":[{"id":"dialpad.com","title":"Dialpad","version":"v2","endpoints":9,"builtIn":true}]})");
  EXPECT_EQ(json::write(to_json(catalog(false).list())), R"({"endpoints":0,"apis":[]})");
}

TEST(catalog, a_load_says_what_came_in_and_what_did_not) {
  catalog c(false);
  const load_summary summary =
      c.load(openapi("pets.example", R"({"/pets": {"get": {}, "put": 5}})"), {"", "pets.json"}).value();
  EXPECT_EQ(
      json::write(to_json(summary)),
      R"({"api":"pets.example","title":"Test","version":"1","endpoints":1,"warnings":[{"pointer":"/paths/~1pets/put","detail":"Expected an operation, found an integer; left out."}]})");
}

TEST(catalog, a_load_replaces_the_api_as_a_whole) {
  catalog c(true);
  ASSERT_TRUE(c.load(openapi("dialpad.com", R"({"/only": {"get": {}}})")));
  ASSERT_EQ(c.list().size(), 1U);
  EXPECT_EQ(c.list()[0].endpoints, 1U);
  EXPECT_FALSE(c.list()[0].built_in);
  EXPECT_FALSE(c.find("dialpad.com:POST:/api/v2/subscriptions/call"));
  ASSERT_TRUE(c.unload("dialpad.com"));
  EXPECT_TRUE(c.find("dialpad.com:POST:/api/v2/subscriptions/call"));
  EXPECT_TRUE(c.list()[0].built_in);
}

TEST(catalog, a_document_that_cannot_be_read_changes_nothing) {
  catalog c(false);
  ASSERT_TRUE(c.load(one_pet));
  const result<load_summary> failed =
      c.load("{\"openapi\": \"3.0.0\", \"paths\"", {"pets.example", "cut.json"});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().type, "input.not_json");
  EXPECT_EQ(failed.error().source, "cut.json");
  EXPECT_TRUE(c.find("pets.list"));
}

TEST(catalog, unload_takes_only_what_was_loaded) {
  catalog c(true);
  EXPECT_EQ(c.unload("dialpad.com").error().type, "catalog.not_found");
  EXPECT_EQ(c.unload("nobody").error().type, "catalog.not_found");
  ASSERT_TRUE(c.load(one_pet, {"mine", ""}));
  EXPECT_TRUE(c.find("mine:GET:/pets"));
  ASSERT_TRUE(c.unload("mine"));
  EXPECT_FALSE(c.find("mine:GET:/pets"));
}

TEST(catalog, an_endpoint_has_three_names) {
  catalog c(true);
  ASSERT_TRUE(c.load(one_pet));
  for (const char* name : {"pets.example:GET:/pets", "pets.example:pets.list", "pets.list", " pets.list "})
    EXPECT_EQ(c.find(name).value()->id, "pets.example:GET:/pets") << name;
  EXPECT_EQ(c.find("webhooks.create").value()->id, "dialpad.com:POST:/api/v2/webhooks");
}

TEST(catalog, a_name_of_several_is_ambiguous) {
  catalog c(false);
  ASSERT_TRUE(c.load(one_pet));
  ASSERT_TRUE(c.load(one_pet, {"other", ""}));
  const auto found = c.find("pets.list");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().type, "catalog.ambiguous");
  ASSERT_EQ(found.error().findings.size(), 2U);
  EXPECT_EQ(found.error().findings[0].suggestion, "other:GET:/pets");
  EXPECT_TRUE(c.find("other:pets.list"));
}

TEST(catalog, what_is_not_there_comes_with_what_was_meant) {
  const catalog c(true);
  for (const char* name :
       {"dialpad.com:POST:/api/v2/subscription/call", "dialpad.com:post:/api/v2/subscriptions/call",
        "webhook_call_event_subscription.creat", "create call subscription"}) {
    const auto found = c.find(name);
    ASSERT_FALSE(found) << name;
    EXPECT_EQ(found.error().type, "catalog.not_found");
    EXPECT_EQ(found.error().advice, "Did you mean dialpad.com:POST:/api/v2/subscriptions/call?") << name;
  }
  EXPECT_EQ(c.find("dialpad.example:POST:/api/v2/subscriptions/call").error().advice,
            "Did you mean dialpad.com:POST:/api/v2/subscriptions/call?");
  EXPECT_EQ(c.find("dialpad.com").error().advice,
            "Name one of its endpoints; a search for \"api:dialpad.com\" lists them.");
  for (const std::string& name :
       {std::string(), std::string("zzqqxx"), std::string(100'000, 'x'), std::string("\x1B[31m")}) {
    const auto found = c.find(name);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().detail.find('\x1B'), std::string::npos);
    EXPECT_LT(found.error().detail.size(), 500U);
  }
}

TEST(catalog, is_read_and_written_by_several_threads) {
  catalog c(true);
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 2; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 30; ++i) {
        const std::string id = "api" + std::to_string(t);
        if (!c.load(one_pet, {id, ""}) || !c.find(id + ":GET:/pets") || !c.unload(id)) ++failures;
      }
    });
    threads.emplace_back([&] {
      for (int i = 0; i < 30; ++i)
        if (c.search({.text = "create call subscription", .limit = 5}).results.empty() || c.list().empty() ||
            !c.find("webhooks.create"))
          ++failures;
    });
  }
  for (std::thread& t : threads)
    t.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(c.list().size(), 1U);
}

TEST(catalog, an_endpoint_outlives_its_api) {
  catalog c(false);
  ASSERT_TRUE(c.load(one_pet));
  const auto e = c.find("pets.list").value();
  ASSERT_TRUE(c.unload("pets.example"));
  EXPECT_EQ(e->id, "pets.example:GET:/pets");
}

} // namespace
} // namespace http_task::catalog
