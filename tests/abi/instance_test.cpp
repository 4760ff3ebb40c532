// An instance through the SDK: options, the catalogue's functions, failures with their problems, the host's
// log.
#include "plugin_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace http_task::testing {
namespace {

using ::testing::HasSubstr;

constexpr const char* call_subscription = "dialpad.com:POST:/api/v2/subscriptions/call";

std::string problem_type(const sdk::failure& f) {
  return std::string(boost::json::parse(f.problem_json).at("type").as_string());
}

TEST(instance, options_that_are_wrong_come_back_as_problem) {
  for (const auto* options : {"{", "[]", R"({"unknown": 1})", R"({"threads": 0})"}) {
    const auto made = sdk::instance::create(the_plugin(), options);
    ASSERT_FALSE(made) << options;
    EXPECT_EQ(made.error().status, HTTP_TASK_E_REJECTED);
    EXPECT_FALSE(made.error().message.empty());
    EXPECT_FALSE(problem_type(made.error()).empty());
  }
}

TEST(instance, search_describe_prefill_validate_sample) {
  auto i = make_instance();
  const auto found = object_of(i.search(R"({"query": "create call subscription"})").value());
  EXPECT_EQ(found.at("results").at(0).at("id"), call_subscription);

  EXPECT_TRUE(object_of(i.describe(call_subscription).value()).contains("properties"));

  const auto named = R"({"endpoint": ")" + std::string(call_subscription) + R"("})";
  const auto settings = i.prefill(named).value();
  EXPECT_EQ(object_of(settings).at("method"), "POST");

  const auto report = i.validate(settings.json()).value();
  EXPECT_EQ(object_of(report).at("valid"), true) << report.json();

  EXPECT_TRUE(object_of(i.sample(named).value()).contains("statusCode"));
}

TEST(instance, a_form_is_made_of_an_endpoint_of_one_of_its_fields_and_of_none) {
  auto i = make_instance();
  const auto named = R"({"endpoint": ")" + std::string(call_subscription) + R"("})";
  const auto form = object_of(i.form(named).value());
  EXPECT_EQ(form.at("endpoint"), call_subscription);
  EXPECT_GT(form.at("fields").as_array().size(), 10U);

  const auto one = object_of(i.form(R"({"endpoint": ")" + std::string(call_subscription) +
                                    R"(", "schemaPointer": "/properties/body/properties/call_states",
                                         "pointer": "/body/call_states"})")
                                 .value());
  EXPECT_EQ(one.at("fields").as_array().size(), 1U);
  EXPECT_EQ(one.at("fields").at(0).at("pointer"), "/body/call_states");

  EXPECT_FALSE(object_of(i.form("{}").value()).contains("endpoint"));
  EXPECT_EQ(i.form(R"({"endpoint": "no:GET:/where"})").error().status, HTTP_TASK_E_NOT_FOUND);
  EXPECT_EQ(problem_type(i.form(R"({"pointer": "/body"})").error()), "input.invalid");
}

TEST(instance, what_a_person_typed_stays) {
  auto i = make_instance();
  const auto settings = object_of(i.prefill(R"({"endpoint": ")" + std::string(call_subscription) +
                                            R"(", "settings": {"uri": "http://x/"}})")
                                      .value());
  EXPECT_EQ(settings.at("uri"), "http://x/");
  EXPECT_EQ(settings.at("method"), "POST");
}

TEST(instance, an_api_is_loaded_and_unloaded) {
  constexpr std::string_view openapi = R"({"openapi": "3.0.3", "info": {"title": "Tiny", "version": "1"},
    "servers": [{"url": "https://tiny.test"}],
    "paths": {"/things": {"get": {"operationId": "listThings", "responses": {"200": {"description": "ok"}}}}}})";
  auto i = make_instance();
  const auto loaded = i.load(std::as_bytes(std::span(openapi)), R"({"api": "tiny"})");
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(object_of(*loaded).at("api"), "tiny");
  EXPECT_EQ(object_of(*loaded).at("endpoints"), 1);
  EXPECT_TRUE(i.describe("tiny:GET:/things"));
  EXPECT_TRUE(i.describe("tiny:listThings"));
  EXPECT_TRUE(i.unload("tiny"));
  EXPECT_EQ(i.describe("tiny:GET:/things").error().status, HTTP_TASK_E_NOT_FOUND);
  EXPECT_EQ(i.unload("tiny").error().status, HTTP_TASK_E_NOT_FOUND);
}

TEST(instance, built_in_endpoints_can_be_left_out) {
  auto i = make_instance(R"(, "catalog": {"builtIn": false})");
  EXPECT_EQ(object_of(i.list().value()).at("endpoints"), 0);
}

TEST(instance, failures_carry_the_problem) {
  auto i = make_instance();
  const auto f = i.describe("dialpad.com:POST:/api/v2/subscriptions/cal").error();
  EXPECT_EQ(f.status, HTTP_TASK_E_NOT_FOUND);
  EXPECT_EQ(problem_type(f), "catalog.not_found");
  EXPECT_THAT(f.problem_json, HasSubstr(std::string(call_subscription))) << "what was probably meant";
  EXPECT_EQ(i.search("nonsense").error().status, HTTP_TASK_E_REJECTED);
  EXPECT_EQ(i.cancel(12345).error().status, HTTP_TASK_E_NOT_FOUND);
}

TEST(instance, the_log_says_why_options_of_a_submission_were_refused) {
  std::mutex mutex;
  std::vector<std::string> lines;
  auto i = sdk::instance::create(the_plugin(), "", [&](unsigned level, std::string_view text) {
             const std::scoped_lock lock(mutex);
             EXPECT_EQ(level, HTTP_TASK_LOG_ERROR);
             lines.emplace_back(text);
           }).value();
  sdk::submission s;
  s.settings = "{}";
  s.options = R"({"inspectionLevel": "LOUD"})";
  EXPECT_EQ(i.submit(s).error().status, HTTP_TASK_E_REJECTED);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_THAT(lines[0], HasSubstr("/inspectionLevel"));
}

TEST(instance, moves_keep_it_usable) {
  auto first = make_instance();
  auto second = std::move(first);
  first = make_instance();
  EXPECT_TRUE(first.list());
  second = std::move(first);
  EXPECT_TRUE(second.list());
}

} // namespace
} // namespace http_task::testing
