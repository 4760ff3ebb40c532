#include "response/output_filter.hpp"

#include "response/answer_view.hpp"
#include "json/write.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace http_task::response {
namespace {

using testing::HasSubstr;

class Output : public testing::Test {
protected:
  Output() {
    answer.status = 201;
    answer.reason = "Created";
    answer.headers.add("Content-Type", "application/json");
    answer.headers.add("X-Total", "3");
    answer.headers.add("x-total", "4");
    answer.body = R"({"id":18446744073709551615,"ratio":0.1,"items":[{"id":1},{"id":2}],"none":null})";
  }

  filtered select(std::initializer_list<std::pair<std::string, std::string>> queries) {
    output_filter filter;
    for (const auto& [name, query] : queries)
      filter.emplace_back(name, json::path_query::compile(query).value());
    interpreted_body body = interpret_body(answer);
    const answer_view view(answer, body);
    return filter_output(filter, view.root(), "/http_request");
  }

  message::response answer;
};

} // namespace

TEST_F(Output, HasTheValuesInTheOrderOfTheFilter) {
  const filtered found = select({{"total", "$.response.headers['x-total']"},
                                 {"status", "$.response.statusCode"},
                                 {"id", "$.response.body.id"},
                                 {"ratio", "$.response.body.ratio"},
                                 {"ids", "$.response.body.items[*].id"},
                                 {"none", "$.response.body.none"}});
  EXPECT_EQ(
      json::write(found.output),
      R"({"total":["3","4"],"status":201,"id":18446744073709551615,"ratio":0.1,"ids":[1,2],"none":null})");
  ASSERT_EQ(found.checks.size(), 1U);
  EXPECT_TRUE(found.checks[0].pass) << "null is a value";
}

TEST_F(Output, SaysWhatIsMissing) {
  const filtered found = select({{"a/b", "$.response.body.nope"}, {"list", "$.response.body.nope[*]"}});
  EXPECT_EQ(json::write(found.output), R"({"a/b":null,"list":[]})");
  ASSERT_EQ(found.checks.size(), 1U);
  EXPECT_FALSE(found.checks[0].pass);
  EXPECT_EQ(found.checks[0].pointer, "/http_request/outputFilter/a~1b");
  EXPECT_THAT(found.checks[0].message, HasSubstr("Selected nothing"));
}

TEST_F(Output, SaysWhatIsTooMuch) {
  answer.body = "[\"" + std::string(1'000'000, 'x') + "\"]";
  output_filter filter;
  for (int i = 0; i < 100; ++i)
    filter.emplace_back(std::to_string(i), json::path_query::compile("$").value());
  interpreted_body body = interpret_body(answer);
  const answer_view view(answer, body);
  const filtered found = filter_output(filter, view.root(), "");
  EXPECT_TRUE(found.output.at("99").is_null());
  EXPECT_THAT(found.checks.back().message, HasSubstr("bytes"));
}

TEST_F(Output, TakesTextAndNoBody) {
  answer.headers = {};
  answer.headers.add("Content-Type", "text/plain");
  answer.body = "hello \"you\"";
  EXPECT_EQ(json::write(select({{"b", "$.response.body"}}).output), R"({"b":"hello \"you\""})");
  answer.body.clear();
  EXPECT_EQ(json::write(select({{"b", "$.response.body"}, {"r", "$.response.reasonPhrase"}}).output),
            R"({"b":null,"r":"Created"})");
}

TEST_F(Output, LeavesTheBodyAsItWas) {
  interpreted_body body = interpret_body(answer);
  const json::value before = *body.value;
  { const answer_view view(answer, body); }
  EXPECT_EQ(*body.value, before);
}

TEST(CheckSuccess, NamesTheCondition) {
  const std::string_view text = "$.response.body.ok == true";
  const json::path_condition condition = json::path_condition::compile(text).value();
  const auto answer = [](bool ok) {
    return json::value{{"response", json::object{{"body", json::object{{"ok", ok}}}}}};
  };
  EXPECT_TRUE(check_success(condition, text, answer(true)).pass);
  const check failed = check_success(condition, text, answer(false));
  EXPECT_FALSE(failed.pass);
  EXPECT_EQ(failed.message, "$.response.body.ok == true does not hold.");
  EXPECT_EQ(failed.rule, "success condition");
}

} // namespace http_task::response
