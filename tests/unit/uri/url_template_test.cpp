#include "uri/url_template.hpp"
#include "values.hpp"

#include <gtest/gtest.h>

#include <map>

namespace http_task::uri {
namespace {

using values = std::map<std::string, value>;

result<std::string> fill(std::string_view template_text, const values& given,
                         std::optional<parameter_style> style_of_a = std::nullopt) {
  const result<url_template> t = url_template::parse(template_text);
  if (!t) return t.error();
  std::vector<path_parameter> parameters;
  for (const auto& [name, v] : given)
    parameters.push_back({name, &v, name == "a" ? style_of_a : std::nullopt});
  return t->fill(parameters);
}

// The URL, or "type pointer" of the problem.
std::string filled(std::string_view template_text, const values& given,
                   std::optional<parameter_style> style_of_a = std::nullopt) {
  const result<std::string> url = fill(template_text, given, style_of_a);
  return url ? *url : url.error().type + " " + url.error().pointer;
}

std::string with(std::string_view template_text, std::string a) {
  return filled(template_text, {{"a", text(std::move(a))}});
}

} // namespace

TEST(UrlTemplate, EncodesValues) {
  EXPECT_EQ(with("https://h/{a}", "42"), "https://h/42");
  EXPECT_EQ(with("https://h/{a}", "a?b%c#d"), "https://h/a%3Fb%25c%23d");
  EXPECT_EQ(with("https://h/{a}", "a/../b"), "https://h/a%2F..%2Fb");
  EXPECT_EQ(with("https://h/{a}", "a\r\nb:@"), "https://h/a%0D%0Ab%3A%40");
  EXPECT_EQ(with("https://h/{a}", "{a}"), "https://h/%7Ba%7D") << "a value is no template";
  EXPECT_EQ(with("https://h/{a}", "..."), "https://h/...");
  EXPECT_EQ(filled("https://h/{a}", {{"a", list({text("x"), text("y,z")})}}), "https://h/x,y%2Cz");
  EXPECT_EQ(filled("https://h/{a}/{a}", {{"a", text("1")}, {"b", text("")}}), "https://h/1/1");
}

TEST(UrlTemplate, FillsAllLevels) {
  EXPECT_EQ(with("https://h/{+a}", "x/y:z"), "https://h/x/y:z");
  EXPECT_EQ(with("https://h/x{.a}", "json"), "https://h/x.json");
  EXPECT_EQ(filled("https://h{/a*}", {{"a", list({text("x"), text("y")})}}), "https://h/x/y");
  EXPECT_EQ(filled("https://h/x{;a*}", {{"a", object({{"k", text("v")}})}}), "https://h/x;k=v");
  EXPECT_EQ(filled("https://h/{?q,lang}", {{"q", text("a b")}}), "https://h/?q=a%20b");
  EXPECT_EQ(filled("https://h/x?z=1{&q*}", {{"q", list({text("1"), text("2")})}}), "https://h/x?z=1&q=1&q=2");
  EXPECT_EQ(with("https://h/{a:2}", "abc"), "https://h/ab");
  EXPECT_EQ(filled("https://h/{a,b}", {{"a", text("1")}, {"b", text("2")}}), "https://h/1,2");
  EXPECT_EQ(with("https://h/x?to={+a}", "http://e/?b=c&d=e"), "https://h/x?to=http://e/?b=c&d=e");
}

TEST(UrlTemplate, TakesNamesOfOpenApi) {
  EXPECT_EQ(filled("https://h/{user-id}/{$top}/{filter[name]}/{X-Foo.bar}", {{"user-id", text("1")},
                                                                             {"$top", text("2")},
                                                                             {"filter[name]", text("3")},
                                                                             {"X-Foo.bar", text("4")}}),
            "https://h/1/2/3/4");
}

TEST(UrlTemplate, AppliesTheStylesOfOpenApi) {
  const value ids = list({text("3"), text("4")});
  EXPECT_EQ(filled("https://h/u/{a}", {{"a", ids}}, parameter_style{style::label, true, false}),
            "https://h/u/.3.4");
  EXPECT_EQ(filled("https://h/u/{a}", {{"a", ids}}, parameter_style{style::matrix, false, false}),
            "https://h/u/;a=3,4");
  EXPECT_EQ(filled("https://h/u/{a}", {{"a", text("")}}, parameter_style{style::matrix, false, false}),
            "https://h/u/;a");
  EXPECT_EQ(filled("https://h/u/{a}", {{"a", text("")}}, parameter_style{style::label, false, false}),
            "input.path_param a")
      << "\".\" would be a dot segment";
  EXPECT_EQ(filled("https://h/u/{a}", {{"a", text(".")}}, parameter_style{style::label, false, false}),
            "input.path_param a");
  EXPECT_EQ(filled("https://h/u/{a}", {{"a", text("%2e%2E")}}, parameter_style{style::simple, false, true}),
            "input.path_param a");
  EXPECT_EQ(filled("https://h/u/{a}", {}, parameter_style{style::label, false, false}), "input.path_param a");
  for (const std::string_view taken : {"https://h/{+a}", "https://h/{a*}", "https://h/{a,b}", "https://{a}/"})
    EXPECT_EQ(
        filled(taken, {{"a", text("x")}, {"b", text("y")}}, parameter_style{style::label, false, false}),
        "input.conflict a")
        << taken;
}

TEST(UrlTemplate, RefusesValuesThatNameAnotherResource) {
  for (const std::string_view t :
       {"https://h/x/{a}", "https://h/x/{+a}", "https://h/x{/a}", "https://h/x/{a}/y"}) {
    for (const char* value : {"", ".", ".."})
      EXPECT_EQ(with(t, value), "input.path_param a") << t << " " << value;
    EXPECT_EQ(filled(t, {{"a", list({})}}), "input.path_param a") << t;
    EXPECT_EQ(filled(t, {{"a", value{}}}), "input.path_param a") << t;
    EXPECT_EQ(filled(t, {{"a", list({text("x"), text("..")})}}), "input.path_param a") << t;
    EXPECT_EQ(filled(t, {{"a", object({{"..", text("x")}})}}), "input.path_param a") << t;
  }
  EXPECT_EQ(filled("https://h/{a}", {}), "input.path_param a");
  EXPECT_EQ(filled("https://h/{+a}", {}), "input.path_param a");
}

TEST(UrlTemplate, RefusesDotSegmentsHoweverTheyComeAbout) {
  EXPECT_EQ(with("https://h/x/{+a}", "y/../../z"), "input.path_param a");
  EXPECT_EQ(with("https://h/x/{+a}", "y/%2e%2E/z"), "input.path_param a");
  EXPECT_EQ(with("https://h/x/{+a}", "y/.%2e"), "input.path_param a");
  EXPECT_EQ(with("https://h/x/{+a}./z", "y/."), "input.path_param a");
  EXPECT_EQ(with("https://h/x/{a:2}/y", "..z"), "input.path_param a");
  EXPECT_EQ(with("https://h/x/{.a}", "."), "input.path_param a");
  EXPECT_EQ(with("https://h/x/{.a}", ""), "input.path_param a");
  EXPECT_EQ(filled("https://h/x/.{.b}/y", {}), "input.path_param b");
  EXPECT_EQ(filled("https://h/{a}{b}", {{"a", text("x")}, {"b", text("..")}}), "input.path_param b");
  EXPECT_EQ(with("https://h/x/{+a}", "...x/..y"), "https://h/x/...x/..y");
  EXPECT_EQ(with("https://h/../{a}", "x"), "https://h/../x") << "what is written in uri is meant";
}

TEST(UrlTemplate, RefusesEmptySegmentsThatAValueMakes) {
  EXPECT_EQ(with("https://h/{+a}", "/e.example/x"), "input.path_param a");
  EXPECT_EQ(with("https://h/x{+a}", "/y"), "https://h/x/y");
  EXPECT_EQ(with("https://h/x/{+a}", "y//z"), "input.path_param a");
  EXPECT_EQ(with("https://h/{+a}/z", "y/"), "input.path_param a");
  EXPECT_EQ(with("https://h/{+a}", "y/"), "https://h/y/");
  EXPECT_EQ(with("https://h//x/{a}", "y"), "https://h//x/y") << "what is written in uri is meant";
}

TEST(UrlTemplate, KeepsReservedExpansionInItsPlace) {
  for (const char* value : {"x?admin=1", "x#y", "x[", "x]"})
    EXPECT_EQ(with("https://h/{+a}", value), "input.path_param a") << value;
  EXPECT_EQ(with("https://h/?q={+a}", "x#y"), "input.path_param a");
  EXPECT_EQ(with("https://h/{+a}", "x%3Fy\\z"), "https://h/x%3Fy%5Cz");
}

TEST(UrlTemplate, LeavesOutWhatPathParametersDoesNotHave) {
  EXPECT_EQ(filled("https://h/x{/a}{?b,c}", {}), "https://h/x");
  EXPECT_EQ(filled("https://h/x{.a}{;b}/y", {}), "https://h/x/y");
  EXPECT_EQ(filled("https://h/x{;a}", {{"a", value{}}}), "input.path_param a") << "data takes nothing away";
  EXPECT_EQ(filled("https://h/x{?a}", {{"a", value{}}}), "https://h/x");
  EXPECT_EQ(filled("https://h/x{?a}{&b}", {{"b", text("1")}}), "https://h/x?b=1");
  EXPECT_EQ(filled("https://h/x{?a}{&b}{&c}", {{"b", text("1")}, {"c", text("2")}}), "https://h/x?b=1&c=2");
}

TEST(UrlTemplate, KeepsExpressionsOutOfSchemeAndHost) {
  for (const std::string_view t :
       {"{+a}/x", "{+a}", "http{+a}/", "https://{+a}/", "https://{a*}/", "https://{a:3}/", "https://{a,b}/",
        "https://h{.a}/", "https://h{;a}/", "https://h{a}{+b}/", "https://h{&a}", "https://{/a}",
        "https://h{/a}b", "https://h{/a}{b}", "https://h{?a}b", "{a}{+b}"}) {
    const result<url_template> parsed = url_template::parse(t);
    ASSERT_FALSE(parsed) << t;
    EXPECT_EQ(parsed.error().type, "url.structure_changed") << t;
  }
  EXPECT_EQ(with("https://{a}.example/", "eu"), "https://eu.example/");
  EXPECT_EQ(with("https://h:{a}/", "80"), "https://h:80/");
  EXPECT_EQ(with("https://{a}/", "e.example/x@y"), "https://e.example%2Fx%40y/")
      << "no host; the URL is refused";
  for (const std::string_view t : {"https://h{/a}", "https://h{/a}{?b}{&c}", "https://h{?b}",
                                   "https://h{/a}/x", "https://h{/a}?x=1", "https://h{?b}#x{c}y"})
    EXPECT_TRUE(url_template::parse(t)) << t;
}

TEST(UrlTemplate, BeginsTheQueryOnce) {
  for (const std::string_view t :
       {"https://h/{?a}{?b}", "https://h/?x{?a}", "https://h/{&a}", "https://h/{?a}&b=1",
        "https://h/{?a}{/b}", "https://h/{?a}/x", "https://h/{#a}", "https://h/x{#a}/y"}) {
    const result<url_template> parsed = url_template::parse(t);
    ASSERT_FALSE(parsed) << t;
    EXPECT_EQ(parsed.error().type, "url.structure_changed") << t;
    EXPECT_FALSE(parsed.error().advice.empty()) << t;
  }
}

TEST(UrlTemplate, TellsWhatMustHaveAValue) {
  const url_template t = url_template::parse("https://{h}/{a}/{+b}{/c}{;d}/{a}{?e}").value();
  EXPECT_EQ(t.names(), (std::vector<std::string>{"h", "a", "b", "c", "d", "e"}));
  EXPECT_EQ(t.required_names(), (std::vector<std::string>{"h", "a", "b"}));
}

TEST(UrlTemplate, IsBounded) {
  EXPECT_EQ(with("https://h/{a}", std::string(70'000, 'x')), "input.limit ");
}

} // namespace http_task::uri
