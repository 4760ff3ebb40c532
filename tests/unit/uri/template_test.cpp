#include "uri/template.hpp"

#include <gtest/gtest.h>

#include <map>

namespace http_task::uri {
namespace {

using values = std::map<std::string, std::vector<std::string>>;

result<std::string> fill_with(std::string_view text, const values& given) {
  std::vector<variable> variables;
  for (const auto& [name, list] : given)
    variables.push_back({name, list});
  return fill(text, variables);
}

} // namespace

TEST(Template, EncodesValues) {
  const auto items = [](std::string value) {
    return *fill_with("/items/{id}", {{"id", {std::move(value)}}});
  };
  EXPECT_EQ(items("42"), "/items/42");
  EXPECT_EQ(items("a?b"), "/items/a%3Fb");
  EXPECT_EQ(items("a%b"), "/items/a%25b");
  EXPECT_EQ(items("a/../b"), "/items/a%2F..%2Fb");
  EXPECT_EQ(items("a:b@c"), "/items/a%3Ab%40c");
  EXPECT_EQ(items("a\r\nb"), "/items/a%0D%0Ab");
  EXPECT_EQ(items("{id}"), "/items/%7Bid%7D") << "a value is no template";
  EXPECT_EQ(items("..."), "/items/...");
}

TEST(Template, WritesAListWithCommas) {
  EXPECT_EQ(*fill_with("/{ids}", {{"ids", {"a", "b,c"}}}), "/a,b%2Cc");
}

TEST(Template, TakesNamesOfOpenApi) {
  EXPECT_EQ(*fill_with("/{a-b}/{c.d}/{e[0]}", {{"a-b", {"1"}}, {"c.d", {"2"}}, {"e[0]", {"3"}}}), "/1/2/3");
}

TEST(Template, UsesAVariableTwiceAndIgnoresOthers) {
  EXPECT_EQ(*fill_with("/{a}/{a}", {{"a", {"1"}}, {"b", {""}}}), "/1/1");
  EXPECT_EQ(*fill_with("/plain", {}), "/plain");
}

TEST(Template, RefusesValuesThatNameAnotherResource) {
  for (const std::vector<std::string>& list :
       {std::vector<std::string>{"."}, {".."}, {""}, {}, {"a", ""}, {"a", ".."}}) {
    const result<std::string> filled = fill_with("/items/{id}", {{"id", list}});
    ASSERT_FALSE(filled);
    EXPECT_EQ(filled.error().type, "input.path_param");
    EXPECT_EQ(filled.error().pointer, "id");
  }
}

TEST(Template, NamesTheVariableWithoutValue) {
  const result<std::string> filled = fill_with("/{a}/{b}", {{"a", {"1"}}});
  ASSERT_FALSE(filled);
  EXPECT_EQ(filled.error().type, "input.path_param");
  EXPECT_EQ(filled.error().pointer, "b");
}

TEST(Template, ListsNamesOnce) {
  EXPECT_EQ(*variable_names("/{b}/{a}/{b}"), (std::vector<std::string>{"b", "a"}));
  EXPECT_TRUE(variable_names("")->empty());
}

TEST(Template, RefusesBracesThatDoNotMatch) {
  for (const std::string_view text : {"/{", "/}", "/{a", "/a}", "/{a{b}}", "/{}", "/{a/b}", "/{a@b}", "/{a}}"}) {
    ASSERT_FALSE(variable_names(text)) << text;
    EXPECT_EQ(variable_names(text).error().type, "url.invalid") << text;
    EXPECT_FALSE(fill_with(text, {})) << text;
  }
}

TEST(Template, RefusesHigherLevelsByName) {
  for (const std::string_view text : {"/{+a}", "/{?a}", "/{/a}", "/{a,b}", "/{a*}", "/{a:3}", "/{#a}"}) {
    ASSERT_FALSE(variable_names(text)) << text;
    EXPECT_EQ(variable_names(text).error().type, "input.unsupported") << text;
  }
}

} // namespace http_task::uri
