// The descriptions in schemas/endpoints, as files and as the library carries them.

#include "apis.hpp"

#include "catalog/built_in.hpp"
#include "catalog/sample.hpp"
#include "description/meta_schema.hpp"
#include "schema/validator.hpp"

#include <gtest/gtest.h>

namespace http_task::catalog {
namespace {

std::string at(const description::endpoint& e, std::string_view pointer) {
  const json::value* found = json::find(e.schema, pointer);
  return found ? json::write(*found) : "(none)";
}

TEST(built_in, every_file_is_a_description_with_valid_examples) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(HTTP_TASK_SOURCE_DIR "/schemas/endpoints")) {
    ++count;
    const json::value schema = json::parse(test::file(entry.path())).value();
    const std::vector<schema::violation> violations = description::meta_schema_validator().check(schema);
    EXPECT_TRUE(violations.empty()) << entry.path() << violations.front().pointer
                                    << violations.front().detail;
    EXPECT_TRUE(schema::compile(schema)) << entry.path();
    schema::compile_options options;
    options.pointer = "/endpoint/responses/200/schema";
    const schema::validator response = schema::compile(schema, options).value();
    const json::value* examples = json::find(schema, "/endpoint/responses/200/examples");
    ASSERT_TRUE(examples) << entry.path();
    for (const json::value& example : examples->get_array())
      EXPECT_TRUE(response.is_valid(example)) << entry.path();
  }
  EXPECT_EQ(count, 9U);
  const std::vector<description::api> apis = read_built_in();
  ASSERT_EQ(apis.size(), 1U);
  EXPECT_EQ(apis[0].endpoints.size(), count);
  EXPECT_TRUE(apis[0].warnings.empty());
}

TEST(built_in, dialpads_call_subscription_has_all_that_a_person_needs) {
  const catalog c(true);
  const auto e = c.find("dialpad.com:POST:/api/v2/subscriptions/call").value();
  EXPECT_EQ(e->title, "Create a call event subscription");
  EXPECT_EQ(at(*e, "/properties/method"), R"({"const":"POST"})");
  EXPECT_EQ(at(*e, "/properties/uri/default"), R"("https://dialpad.com/api/v2/subscriptions/call")");
  EXPECT_EQ(at(*e, "/properties/uri/examples"),
            R"(["https://sandbox.dialpad.com/api/v2/subscriptions/call"])");
  EXPECT_EQ(at(*e, "/properties/headers/required"), R"(["Content-Type"])");
  EXPECT_EQ(at(*e, "/properties/headers/properties/Content-Type/default"), R"("application/json")");
  EXPECT_EQ(at(*e, "/properties/body/properties/group_calls_only/type"), R"("boolean")");
  EXPECT_EQ(at(*e, "/properties/body/properties/endpoint_id/type"), R"("integer")");
  EXPECT_EQ(at(*e, "/properties/body/properties/call_states/type"), R"("array")");
  EXPECT_EQ(at(*e, "/properties/body/properties/enabled/default"), "true");
  EXPECT_EQ(at(*e, "/properties/body/properties/target_id/type"), R"("integer")");
  EXPECT_EQ(at(*e, "/properties/body/properties/target_type/type"), R"("string")");
  EXPECT_EQ(at(*e, "/properties/authentication/default"),
            R"({"type":"bearer","token":"${secrets.DIALPAD_API_KEY}"})");
  EXPECT_EQ(at(*e, "/properties/rateLimit/default"), R"({"requests":1200,"perSeconds":60})");
  EXPECT_EQ(at(*e, "/endpoint/scopes/0/name"), R"("recordings_export")");
  EXPECT_EQ(at(*e, "/endpoint/scopes/1/name"), R"("conference:all")");
  EXPECT_EQ(at(*e, "/endpoint/responses/200/examples/0/id"), "1001");
}

// The facts are those of the public document; only the words are ours.
TEST(built_in, agrees_with_the_public_document) {
  const std::optional<std::string> text = test::dialpad();
  if (!text) GTEST_SKIP() << test::no_dialpad;
  const catalog ours(true);
  catalog theirs(false);
  ASSERT_TRUE(theirs.load(*text));
  const description::api built_in = std::move(read_built_in().front());
  for (std::size_t i = 0; i < built_in.endpoints.size(); ++i) {
    const description::endpoint own = built_in.describe(i);
    const result<std::shared_ptr<const description::endpoint>> found = theirs.find(own.id);
    ASSERT_TRUE(found) << own.id;
    const description::endpoint& original = **found;
    EXPECT_EQ(own.operation_id, original.operation_id);
    EXPECT_EQ(own.tags, original.tags);
    for (const char* same : {"/required", "/properties/uri/default", "/properties/uri/examples",
                             "/properties/rateLimit/default", "/properties/authentication/default",
                             "/endpoint/parameters", "/properties/pathParameters/required"})
      EXPECT_EQ(at(own, same), at(original, same)) << own.id;
    const json::value* members = json::find(original.schema, "/properties/body/properties");
    if (!members) continue;
    for (const auto& member : members->get_object()) {
      const std::string name = "/properties/body/properties/" + std::string(json::view(member.key()));
      EXPECT_EQ(at(own, name + "/items/enum"), at(original, name + "/items/enum"));
      EXPECT_EQ(at(own, name + "/default"), at(original, name + "/default"));
      EXPECT_EQ(at(own, name + "/type"), at(original, name + "/type/0")) << name;
    }
  }
}

TEST(built_in, samples_are_the_documented_examples) {
  const catalog c(true);
  for (const search_result& r : c.search({"", 100, "", ""}).results) {
    const json::value answer = sample(*c.find(r.id).value()).value();
    EXPECT_EQ(answer.at("statusCode"), 200);
    EXPECT_EQ(answer.at("from"), "example") << r.id;
  }
}

} // namespace
} // namespace http_task::catalog
