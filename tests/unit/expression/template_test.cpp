#include "expression/template.hpp"
#include "json/parse.hpp"

#include <gtest/gtest.h>

namespace http_task::expression {
namespace {

// Literals as they stand, expressions as <leading steps>, with * if there is more than steps.
std::string shown(std::string_view text) {
  const result<std::vector<piece>> pieces = parse(text);
  if (!pieces) return pieces.error().type;
  std::string all;
  for (const piece& each : *pieces) {
    if (const auto* literal = std::get_if<std::string>(&each)) {
      all += *literal;
      continue;
    }
    const json::path_query& query = std::get<path>(each).query;
    all += '<';
    for (const json::path_step& s : query.steps()) {
      const auto* index = std::get_if<std::int64_t>(&s);
      all += index ? "#" + std::to_string(*index) : "/" + std::get<std::string>(s);
    }
    all += query.is_singular() ? ">" : "*>";
  }
  return all;
}

std::string refusal(std::string_view text) {
  const result<std::vector<piece>> pieces = parse(text);
  return pieces ? "" : pieces.error().detail;
}

} // namespace

TEST(ExpressionTemplate, ReadsPaths) {
  EXPECT_EQ(shown("${workflow.input.x}"), "</workflow/input/x>");
  EXPECT_EQ(shown("${ref.output.response.body.items[0].id}"), "</ref/output/response/body/items#0/id>");
  EXPECT_EQ(shown("${a['b.c'][\"d\"]}"), "</a/b.c/d>");
  EXPECT_EQ(shown("${a['}']['it\\'s']}"), "</a/}/it's>");
  EXPECT_EQ(shown("${ a.b-c_1 }"), "</a/b-c_1>");
  EXPECT_EQ(shown("${\u00fcber.x}"), "</\u00fcber/x>");
}

TEST(ExpressionTemplate, SplitsText) {
  EXPECT_EQ(shown("a ${b} c ${d.e}"), "a </b> c </d/e>");
  EXPECT_EQ(shown("${a}${b}"), "</a></b>");
  EXPECT_EQ(shown(""), "");
  EXPECT_EQ(shown("plain"), "plain");
}

TEST(ExpressionTemplate, KeepsWhatIsNoExpression) {
  EXPECT_EQ(shown("$5 and 100$"), "$5 and 100$");
  EXPECT_EQ(shown("$${workflow.input.x}"), "${workflow.input.x}");
  EXPECT_EQ(shown("$$${a}"), "$${a}");
  EXPECT_EQ(shown("{{a}} }{ $}"), "{{a}} }{ $}");
  EXPECT_EQ(shown("$${a} ${b}"), "${a} </b>");
}

TEST(ExpressionTemplate, RefusesWhatCannotBeRead) {
  for (const std::string_view text : {"${}", "${ }", "${a", "${a.}", "${.a}", "${a..}", "${a[}", "${a[0}",
                                      "${a['b}", "${a['b'}", "${a[0]b}", "${a b}", "${a[?]}", "${a.length()}",
                                      "${[0]}", "${a[99999999999999999999]}", "${a.b c}", "x ${", "${a['b\\"})
    EXPECT_EQ(shown(text), "expression.invalid") << text;
}

TEST(ExpressionTemplate, ReadsJsonPath) {
  EXPECT_EQ(shown("${$.a.b}"), "</a/b>");
  EXPECT_EQ(shown("${$}"), "<>");
  EXPECT_EQ(shown("${a[-1].b}"), "</a#-1/b>");
  EXPECT_EQ(shown("${a[*].b}"), "</a*>");
  EXPECT_EQ(shown("${a.b[?@.c=='}' && @['}\"]']].d} ${e}"), "</a/b*> </e>");
  EXPECT_EQ(shown("${a..b}"), "</a*>");
  EXPECT_EQ(shown("${a[0:2]}${a[0,1]}"), "</a*></a*>");
  EXPECT_EQ(shown("${a-1.x-total[?@.y-z]}"), "</a-1/x-total*>");
}

TEST(ExpressionTemplate, SaysWhereAPathIsWrong) {
  EXPECT_NE(refusal("${a[?count(@.b)]}").find("character 4: count()"), std::string::npos)
      << refusal("${a[?count(@.b)]}");
}

TEST(ExpressionTemplate, RefusesExpressionsWithinExpressions) {
  EXPECT_NE(refusal("${a.${b}}").find("within another"), std::string::npos) << refusal("${a.${b}}");
}

TEST(ExpressionTemplate, NamesSecretsByTheirExactName) {
  const auto secret = [](std::string_view text) {
    const result<std::vector<piece>> pieces = parse(text);
    const std::string* name = pieces ? std::get<path>(pieces->front()).secret() : nullptr;
    return name ? *name : std::string{};
  };
  EXPECT_EQ(secret("${secrets.KEY}"), "KEY");
  EXPECT_EQ(secret("${secrets['a.b']}"), "a.b");
  EXPECT_EQ(secret("${workflow.secrets.KEY}"), "KEY");
  EXPECT_EQ(secret("${workflow.input.secrets}"), "");
  for (const std::string_view text :
       {"${secrets}", "${secrets.A.b}", "${secrets[0]}", "${workflow.secrets}", "${secrets[*]}",
        "${secrets..KEY}", "${$.secrets.KEY}", "${$['secrets']['KEY']}", "${$.workflow.secrets.KEY}",
        "${workflow.secrets[?@]}", "${secrets['A','B']}"})
    EXPECT_EQ(shown(text), "expression.invalid") << text;
}

TEST(ExpressionTemplate, BoundsAPath) {
  std::string longest = "${a";
  for (std::size_t i = 0; i < json::path_limits::segments; ++i)
    longest += ".a";
  EXPECT_EQ(shown(longest + "}"), "expression.invalid");
}

TEST(ExpressionTemplate, ShowsLittleOfALongText) {
  EXPECT_LT(refusal("${" + std::string(100'000, '*') + "}").size(), 300U);
}

TEST(OneExpression, IsTheWholeString) {
  for (const std::string_view text : {"${a}", "${a['}']}", "${a b}", "${}"})
    EXPECT_TRUE(is_one_expression(text)) << text;
  for (const std::string_view text : {"", "a", " ${a}", "${a} ", "${a}${b}", "$${a}", "${a", "${a}}"})
    EXPECT_FALSE(is_one_expression(text)) << text;
  EXPECT_TRUE(is_expression(json::value("${a}")));
  EXPECT_FALSE(is_expression(json::value(1)));
}

TEST(HasExpression, FindsItAnywhere) {
  EXPECT_TRUE(has_expression("a ${b}"));
  EXPECT_TRUE(has_expression("$${a} ${b}"));
  EXPECT_FALSE(has_expression("$${a}"));
  EXPECT_FALSE(has_expression("$a {b}"));
}

TEST(References, AreListedInDocumentOrder) {
  const json::value doc =
      *json::parse(R"({"uri":"https://x/${a.b}","${k}":"x","body":[1,"${secrets.KEY} ${c}","${d"]})");
  const std::vector<reference> found = references(doc);
  ASSERT_EQ(found.size(), 3U) << "names of members are not resolved, and what cannot be read is left out";
  EXPECT_EQ(found[0].pointer, "/uri");
  EXPECT_EQ(found[0].path, "a.b");
  EXPECT_EQ(found[1].pointer, "/body/1");
  EXPECT_EQ(found[1].secret, "KEY");
  EXPECT_EQ(found[2].path, "c");
}

TEST(CheckSyntax, NamesEachStringThatCannotBeRead) {
  const json::value doc = *json::parse(R"({"a":"${x","b":"${ok}","c/d":["${}"]})");
  const std::vector<finding> found = check_syntax(doc);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].pointer, "/a");
  EXPECT_EQ(found[1].pointer, "/c~1d/0");
}

} // namespace http_task::expression
