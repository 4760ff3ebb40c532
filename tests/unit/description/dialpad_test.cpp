// The traps of a real document.

#include "documents.hpp"

#include "description/meta_schema.hpp"
#include "schema/validator.hpp"

#include <gtest/gtest.h>

#include <set>

namespace http_task::description {
namespace {

using test::at;

class dialpad : public testing::Test {
protected:
  void SetUp() override {
    const std::optional<std::string> text = test::dialpad();
    if (!text) GTEST_SKIP() << test::no_dialpad;
    api_ = test::read(*text);
  }

  endpoint describe(std::string_view id) const {
    for (std::size_t i = 0; i < api_.endpoints.size(); ++i)
      if (api_.endpoints[i].id == id) return api_.describe(i);
    ADD_FAILURE() << "There is no " << id;
    return {};
  }

  api api_;
};

// Every reference of the document.
void collect_references(const json::value& v, std::set<std::string>& found) {
  if (const json::array* a = v.if_array())
    for (const json::value& item : *a)
      collect_references(item, found);
  if (const json::object* o = v.if_object()) {
    for (const auto& member : *o) {
      if (member.key() == "$ref" && member.value().is_string())
        found.insert(std::string(json::view(member.value().get_string())));
      collect_references(member.value(), found);
    }
  }
}

TEST_F(dialpad, all_operations_become_endpoints) {
  EXPECT_EQ(api_.id, "dialpad.com");
  EXPECT_EQ(api_.endpoints.size(), 193U);
  EXPECT_TRUE(api_.warnings.empty());
  std::set<std::string> ids;
  for (const outline& o : api_.endpoints)
    ids.insert(o.id);
  EXPECT_EQ(ids.size(), 193U);
}

TEST_F(dialpad, every_description_is_a_valid_schema_of_our_vocabulary) {
  for (std::size_t i = 0; i < api_.endpoints.size(); ++i) {
    const endpoint e = api_.describe(i);
    EXPECT_TRUE(e.warnings.empty()) << e.id;
    const result<schema::validator> compiled = schema::compile(e.schema);
    EXPECT_TRUE(compiled) << e.id << ": " << compiled.error().detail;
    const std::vector<schema::violation> violations = meta_schema_validator().check(e.schema);
    EXPECT_TRUE(violations.empty()) << e.id << violations.front().pointer << ": "
                                    << violations.front().detail;
  }
}

TEST_F(dialpad, definitions_are_those_that_are_referred_to) {
  for (std::size_t i = 0; i < api_.endpoints.size(); ++i) {
    const endpoint e = api_.describe(i);
    std::set<std::string> referred;
    collect_references(e.schema, referred);
    std::set<std::string> defined;
    if (const json::value* defs = e.schema.get_object().if_contains("$defs"))
      for (const auto& member : defs->get_object())
        defined.insert("#/$defs/" + std::string(json::view(member.key())));
    EXPECT_EQ(referred, defined) << e.id;
  }
}

TEST_F(dialpad, server_and_sandbox_are_joined_with_one_slash) {
  const endpoint e = describe("dialpad.com:POST:/api/v2/subscriptions/call");
  EXPECT_EQ(
      at(e, "/properties/uri"),
      R"({"type":"string","default":"https://dialpad.com/api/v2/subscriptions/call","examples":["https://sandbox.dialpad.com/api/v2/subscriptions/call"]})");
}

TEST_F(dialpad, type_beside_a_reference_is_ignored) {
  const endpoint e = describe("dialpad.com:POST:/api/v2/subscriptions/call");
  EXPECT_EQ(at(e, "/properties/body/properties/enabled/default"), "true");
  EXPECT_EQ(at(e, "/properties/body/properties/target_type/enum/0"), R"("callcenter")");
  const std::string def =
      "/$defs/schemas.call_event_subscription.CallEventSubscriptionProto/properties/webhook";
  EXPECT_EQ(at(e, def + "/anyOf"), R"([{"$ref":"#/$defs/schemas.webhook.WebhookProto"},{"type":"null"}])");
}

TEST_F(dialpad, both_schemes_are_listed_and_the_header_is_preferred) {
  const endpoint e = describe("dialpad.com:POST:/api/v2/subscriptions/call");
  EXPECT_EQ(at(e, "/endpoint/security"), R"([{"schemes":["api_key_in_url"]},{"schemes":["bearer_token"]}])");
  EXPECT_EQ(at(e, "/properties/authentication/default"),
            R"({"type":"bearer","token":"${secrets.DIALPAD_API_KEY}"})");
}

TEST_F(dialpad, bodies_are_demanded_where_their_members_are) {
  EXPECT_EQ(at(describe("dialpad.com:POST:/api/v2/subscriptions/call"), "/required"),
            R"(["method","uri","headers"])");
  EXPECT_EQ(at(describe("dialpad.com:POST:/api/v2/webhooks"), "/required"),
            R"(["method","uri","headers","body"])");
}

TEST_F(dialpad, rate_limits_and_scopes_are_read_from_the_prose) {
  std::size_t limited = 0;
  for (std::size_t i = 0; i < api_.endpoints.size(); ++i)
    if (at(api_.describe(i), "/endpoint/rateLimit") != "(none)") ++limited;
  EXPECT_EQ(limited, 190U); // the others are three of OAuth, whose prose says nothing
  const endpoint e = describe("dialpad.com:POST:/api/v2/subscriptions/call");
  EXPECT_EQ(at(e, "/properties/rateLimit/default"), R"({"requests":1200,"perSeconds":60})");
  EXPECT_EQ(at(e, "/endpoint/scopes/0/name"), R"("recordings_export")");
  EXPECT_EQ(at(e, "/endpoint/scopes/1/name"), R"("conference:all")");
  const endpoint changes = describe("dialpad.com:POST:/api/v2/subscriptions/changelog");
  EXPECT_EQ(at(changes, "/endpoint/scopes/0"),
            R"({"name":"change_log","from":"Requires scope: ``change_log``"})");
}

TEST_F(dialpad, a_secret_of_a_public_example_stays) {
  const endpoint e = describe("dialpad.com:POST:/api/v2/subscriptions/call");
  EXPECT_EQ(at(e, "/endpoint/responses/200/examples/0/webhook/signature/secret"), R"("puppy")");
}

} // namespace
} // namespace http_task::description
