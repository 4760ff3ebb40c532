#include "serve/completions.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace http_task::host {
namespace {

json::object object(const char* text) {
  return parse_object(text, "test").value();
}

const json::object* find(const json::array& items, std::string_view expression) {
  for (const json::value& item : items) {
    if (text_of(item.get_object(), "expression") == expression) return &item.get_object();
  }
  return nullptr;
}

TEST(Completions, NamesAreWrittenAsAPathHasThem) {
  EXPECT_EQ(path_step("a_b-1"), ".a_b-1");
  EXPECT_EQ(path_step("x total"), "['x total']");
  EXPECT_EQ(path_step("it's\\"), "['it\\'s\\\\']");
  EXPECT_EQ(path_step(""), "['']");
}

TEST(Completions, OfInputStepsAndSecrets) {
  step_context context;
  context.input = object(R"({"a": {"b": 1}, "text": "hello"})");
  context.steps.push_back({"list", "", std::make_shared<const std::string>(R"({"status": "COMPLETED",
      "output": {"id": 7}, "response": {"statusCode": 200, "headers": {"x-total": ["9"]},
      "body": {"items": [{"id": 5}], "none": null}}})"),
                           true});
  const json::array items =
      completions_of(context, object(R"({"inputParameters": ["a", "later"]})"), {"KEY"});
  for (const char* expected :
       {"${workflow.input.a.b}", "${workflow.input.later}", "${list.output.output.id}",
        "${list.output.response.statusCode}", "${list.output.response.body.items[0].id}",
        "${list.output.response.headers.x-total[0]}", "${secrets.KEY}"})
    EXPECT_NE(find(items, expected), nullptr) << expected;
  EXPECT_EQ(text_of(*find(items, "${workflow.input.text}"), "value"), "hello");
  EXPECT_EQ(text_of(*find(items, "${list.output.response.body.items[0].id}"), "type"), "integer");
  EXPECT_TRUE(flag_of(*find(items, "${list.output.response.body.none}"), "madeUp"));
  EXPECT_FALSE(find(items, "${secrets.KEY}")->contains("value"));
}

TEST(Completions, AreBounded) {
  step_context context;
  json::object wide;
  for (int i = 0; i < 5000; ++i)
    wide.emplace("n" + std::to_string(i), i);
  json::value deep(1);
  for (int i = 0; i < 200; ++i)
    deep = json::array{deep};
  context.input = {{"wide", wide}, {"deep", deep}, {"long", std::string(1000, 'x') + "\xC3\xA4"}};
  const json::array items = completions_of(context, {}, {});
  EXPECT_LT(items.size(), 500U);
}

} // namespace
} // namespace http_task::host
