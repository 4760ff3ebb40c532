#include "uri/template.hpp"
#include "values.hpp"

#include <gtest/gtest.h>

namespace http_task::uri {
namespace {

std::string expanded(std::string_view template_text, const value& a, syntax accepted = syntax::rfc6570) {
  const result<uri_template> t = uri_template::parse(template_text, accepted);
  if (!t) return t.error().type;
  const variable v{"a", &a};
  const result<std::string> out = t->expand({&v, 1});
  return out ? *out : out.error().type + " " + out.error().pointer;
}

std::string refusal(std::string_view template_text) {
  const result<uri_template> t = uri_template::parse(template_text);
  return t ? "ok" : t.error().detail;
}

} // namespace

TEST(UriTemplate, ExpandsEachOperator) {
  const value list_value = list({text("x y"), text("z")});
  EXPECT_EQ(expanded("{a}{a*}", list_value), "x%20y,zx%20y,z");
  EXPECT_EQ(expanded("{+a}{#a}", text("a/b?c=ü")), "a/b?c=%C3%BC#a/b?c=%C3%BC");
  EXPECT_EQ(expanded("{.a*}{/a*}{;a*}", list_value), ".x%20y.z/x%20y/z;a=x%20y;a=z");
  EXPECT_EQ(expanded("{?a}{&a*}", list_value), "?a=x%20y,z&a=x%20y&a=z");
  EXPECT_EQ(expanded("{?a*}", object({{"k", text("v")}, {"e", text("")}})), "?k=v&e=");
  EXPECT_EQ(expanded("{;a*}", object({{"k", text("v")}, {"e", text("")}})), ";k=v;e");
}

TEST(UriTemplate, LeavesOutWhatIsUndefined) {
  for (const value& undefined : {value{}, list({}), object({}), list({value{}}), object({{"k", value{}}})})
    EXPECT_EQ(expanded("x{a}{+a}{#a}{.a}{/a}{;a}{?a}{&a}", undefined), "x");
  EXPECT_EQ(expanded("{a}", list({text("1"), value{}, text("2")})), "1,2");
  EXPECT_EQ(expanded("{?a*}", object({{"k", list({})}, {"l", text("1")}})), "?l=1");
  EXPECT_EQ(expanded("{b,a,c}", text("1")), "1");
}

TEST(UriTemplate, TakesAPrefixInCodePoints) {
  EXPECT_EQ(expanded("{a:2}", text("äöü")), "%C3%A4%C3%B6");
  EXPECT_EQ(expanded("{a:9999}", text("x")), "x");
  EXPECT_EQ(expanded("{a:1}", list({text("x")})), "input.invalid a");
}

TEST(UriTemplate, RefusesNestedValues) {
  EXPECT_EQ(expanded("{a}", list({list({text("x")})})), "input.invalid a");
  EXPECT_EQ(expanded("{?a*}", object({{"k", object({{"l", text("x")}})}})), "input.invalid a");
}

TEST(UriTemplate, NamesThePositionOfAMistake) {
  EXPECT_EQ(refusal("/x{a"), "The braces do not match at position 3 of the URI template.");
  EXPECT_EQ(refusal("/x}"), "The braces do not match at position 3 of the URI template.");
  EXPECT_EQ(refusal("{a{b}}"), "The braces do not match at position 1 of the URI template.");
  EXPECT_EQ(refusal("/{}"), "The braces {} hold no name at position 2 of the URI template.");
  EXPECT_EQ(refusal("{a,b-c}"),
            "Expected the name of a variable in {a,b-c} at position 4 of the URI template.");
  EXPECT_EQ(refusal("{!a}"),
            "The operator ! of {!a}, which RFC 6570 keeps for later, stands at position 2 of "
            "the URI template.");
  EXPECT_EQ(refusal("a b"),
            "A character that no URI can hold (U+0020) stands at position 2 of the URI template.");
  for (const std::string_view broken :
       {"{a:}", "{a:0}", "{a:10000}", "{a:1*}", "{a:x}", "{a*:1}", "{a,}", "{,a}", "{+}", "{a.}", "{.a..b}",
        "{%4}", "{a b}", "{a-b}", "{$a}", "\xFF", "a\\b", "{a}\x01"})
    EXPECT_NE(refusal(broken), "ok") << broken;
}

TEST(UriTemplate, TakesNamesOfOpenApiWhenAsked) {
  for (const std::string_view name :
       {"user-id", "$top", "filter[name]", "X-Foo.bar", "with blank", "~x", "a()"}) {
    const result<uri_template> t = uri_template::parse("/{" + std::string(name) + "}/{b*}", syntax::openapi);
    ASSERT_TRUE(t) << name;
    EXPECT_EQ(t->names(), (std::vector<std::string>{std::string(name), "b"}));
    EXPECT_FALSE(uri_template::parse("/{" + std::string(name) + "}")) << name;
  }
  for (const std::string_view broken :
       {"{!x}", "{a-b,c}", "{a-b*}", "{?a-b}", "{a/b}", "{a@b}", "{ a}", "{a\n}"})
    EXPECT_FALSE(uri_template::parse(broken, syntax::openapi)) << broken;
  EXPECT_EQ(expanded("/ü|{a}", text("1"), syntax::openapi), "/ü|1") << "literals are for the parser of URLs";
}

TEST(UriTemplate, BoundsWhatIsReadAndWritten) {
  EXPECT_NE(refusal(std::string(70'000, 'a')), "ok");
  std::string many;
  for (int i = 0; i < 1'001; ++i)
    many += "{a}";
  EXPECT_NE(refusal(many), "ok");
  many.resize(many.size() - 3);
  EXPECT_EQ(expanded(many, text(std::string(2'000, ' '))), "input.limit a");
}

TEST(UriTemplate, ListsNamesOnce) {
  EXPECT_EQ(uri_template::parse("/{b}/{a}/{?b,c}")->names(), (std::vector<std::string>{"b", "a", "c"}));
  EXPECT_TRUE(uri_template::parse("")->names().empty());
}

} // namespace http_task::uri
