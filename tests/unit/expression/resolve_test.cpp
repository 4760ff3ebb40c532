#include "expression/resolve.hpp"
#include "json/parse.hpp"
#include "json/write.hpp"

#include <gtest/gtest.h>

namespace http_task::expression {
namespace {

class Resolve : public testing::Test {
protected:
  // The resolved document as JSON, or the type of the problem.
  std::string resolved(std::string_view text) {
    const result<json::value> document = json::parse(text);
    EXPECT_TRUE(document) << text;
    const result<json::value> r = resolve(*document, {&data_, &secrets_.as_object()}, used_);
    if (r) return json::write(*r);
    failure_ = r.error();
    return failure_.type;
  }

  json::value data_ = *json::parse(R"({
    "workflow": {"input": {"name": "Ada", "id": 9007199254740993, "ratio": 0.5, "on": true, "nothing": null,
                           "list": [1, {"a": "b"}], "a.b": 7,
                           "evil": "${secrets.KEY} ${workflow.input.name}"}},
    "first": {"output": {"response": {"body": {"items": [{"id": 18446744073709551615}]}}}},
    "secrets": {"KEY": "from the data"}})");
  json::value secrets_ = *json::parse(R"({"KEY": "hunter22", "NUMBER": 5, "PIN": "12"})");
  redactor used_;
  problem failure_;
};

} // namespace

TEST_F(Resolve, KeepsTheTypeOfAValue) {
  EXPECT_EQ(resolved(R"("${workflow.input.name}")"), R"("Ada")");
  EXPECT_EQ(resolved(R"("${workflow.input.id}")"), "9007199254740993");
  EXPECT_EQ(resolved(R"("${first.output.response.body.items[0].id}")"), "18446744073709551615");
  EXPECT_EQ(resolved(R"("${workflow.input.on}")"), "true");
  EXPECT_EQ(resolved(R"("${workflow.input.nothing}")"), "null");
  EXPECT_EQ(resolved(R"("${workflow.input.list}")"), R"([1,{"a":"b"}])");
  EXPECT_EQ(resolved(R"("${workflow.input['a.b']}")"), "7");
}

TEST_F(Resolve, WritesValuesIntoText) {
  EXPECT_EQ(resolved(R"("Hi ${workflow.input.name}!")"), R"("Hi Ada!")");
  EXPECT_EQ(resolved(R"("${workflow.input.id}/${workflow.input.ratio}/${workflow.input.on}")"),
            R"("9007199254740993/0.5/true")");
  EXPECT_EQ(resolved(R"("<${workflow.input.nothing}>")"), R"("<>")");
  EXPECT_EQ(resolved(R"("x ${workflow.input.list}")"), R"("x [1,{\"a\":\"b\"}]")");
}

TEST_F(Resolve, WalksTheWholeDocumentButNotNames) {
  EXPECT_EQ(resolved(R"({"${workflow.input.name}":[1,null,true,"${workflow.input.name}",{"a":"$${x}"}]})"),
            R"({"${workflow.input.name}":[1,null,true,"Ada",{"a":"${x}"}]})");
}

// Data is never read as an expression: neither by value nor by being put together.
TEST_F(Resolve, EvaluatesOnce) {
  EXPECT_EQ(resolved(R"("${workflow.input.evil}")"), R"("${secrets.KEY} ${workflow.input.name}")");
  EXPECT_EQ(resolved(R"("x${workflow.input.evil}")"), R"("x${secrets.KEY} ${workflow.input.name}")");
  EXPECT_FALSE(used_.contains_secret("hunter22"));
}

TEST_F(Resolve, NotesTheSecretsThatItUsed) {
  EXPECT_EQ(resolved(R"({"a":"Bearer ${secrets.KEY}","b":"${workflow.secrets.KEY}"})"),
            R"({"a":"Bearer hunter22","b":"hunter22"})");
  EXPECT_EQ(used_.redact("Bearer hunter22"), "Bearer ***");
}

TEST_F(Resolve, NotesSecretsAlsoWhenItFails) {
  EXPECT_EQ(resolved(R"(["${secrets.KEY}","${nope}"])"), "expression.unresolved");
  EXPECT_TRUE(used_.contains_secret("hunter22"));
}

TEST_F(Resolve, NeverTakesSecretsFromTheData) {
  secrets_.as_object().erase("KEY");
  EXPECT_EQ(resolved(R"("${secrets.KEY}")"), "expression.unresolved");
  EXPECT_EQ(resolved(R"("${secrets.NUMBER}")"), "expression.unresolved") << "a secret is a string";
}

// Whatever a query selects, it selects from the data, and the secrets are not in it.
TEST_F(Resolve, ReachesNoSecretByJsonPath) {
  data_.as_object().erase("secrets");
  for (const std::string_view text : {"${$..*}", "${$.*}", "${$}", "${$['secrets','workflow']}", "${$..KEY}",
                                      "${workflow..*}", "${$[?@.KEY]}"})
    EXPECT_EQ(resolved("\"" + std::string(text) + "\"").find("hunter22"), std::string::npos) << text;
  EXPECT_EQ(resolved(R"("${$..KEY}")"), "[]");
  EXPECT_EQ(resolved(R"("${$.secrets.KEY}")"), "expression.invalid");
  EXPECT_EQ(resolved(R"("${secrets['KEY','PIN']}")"), "expression.invalid");
  EXPECT_FALSE(used_.contains_secret("hunter22"));
}

TEST_F(Resolve, GivesTheListOfWhatAQuerySelects) {
  data_ = *json::parse(
      R"({"list-1":{"output":{"x-total":2,"items":[{"id":1,"on":true},{"id":18446744073709551615},
                           {"id":0.5,"on":true}]}}})");
  EXPECT_EQ(resolved(R"("${list-1.output.items[*].id}")"), "[1,18446744073709551615,0.5]");
  EXPECT_EQ(resolved(R"("${$.list-1.output.items[?@.on==true].id}")"), "[1,0.5]");
  EXPECT_EQ(resolved(R"("${list-1.output.items[?@.id==7].id}")"), "[]") << "nothing is an answer";
  EXPECT_EQ(resolved(R"("${list-1.output.nope[*]}")"), "[]");
  EXPECT_EQ(resolved(R"("ids: ${list-1.output.items[:2].id}")"), R"("ids: [1,18446744073709551615]")");
  EXPECT_EQ(resolved(R"("${list-1.output.items[-1].id} of ${list-1.output.x-total}")"), R"("0.5 of 2")");
  EXPECT_EQ(resolved(R"("${list-1.output.items[-4].id}")"), "expression.unresolved");
  EXPECT_EQ(resolved(R"("${$.list-1.output.items[0].idd}")"), "expression.unresolved");
  EXPECT_EQ(failure_.findings[0].suggestion, "list-1.output.items[0].id");
}

TEST_F(Resolve, BoundsTheWorkOfAllQueriesTogether) {
  json::array wide(1000, 1);
  data_.as_object()["wide"] = std::move(wide);
  json::array many(1000, "${wide[?$.wide[?@ > 1]]}");
  const result<json::value> r = resolve(many, {&data_, nullptr}, used_);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().type, "input.limit");
  EXPECT_NE(r.error().detail.find("${wide[?"), std::string::npos) << r.error().detail;
}

TEST_F(Resolve, NamesWhatIsMissingAndWhatWasMeant) {
  EXPECT_EQ(resolved(R"({"headers":{"X-A":"a ${workflow.input.nme}"}})"), "expression.unresolved");
  EXPECT_EQ(failure_.pointer, "/headers/X-A");
  EXPECT_NE(failure_.detail.find("${workflow.input.nme}"), std::string::npos) << failure_.detail;
  ASSERT_EQ(failure_.findings.size(), 1U);
  EXPECT_EQ(failure_.findings[0].suggestion, "workflow.input.name");
  EXPECT_NE(failure_.advice.find("${workflow.input.name}"), std::string::npos) << failure_.advice;

  EXPECT_EQ(resolved(R"("${secrets.KEYS}")"), "expression.unresolved");
  EXPECT_EQ(failure_.findings[0].suggestion, "secrets.KEY");
  EXPECT_EQ(resolved(R"("${frist.output}")"), "expression.unresolved");
  EXPECT_EQ(failure_.findings[0].suggestion, "first.output");
}

TEST_F(Resolve, SaysWhyAPathLeadsNowhere) {
  const auto why = [&](std::string_view text) {
    EXPECT_EQ(resolved("\"" + std::string(text) + "\""), "expression.unresolved") << text;
    return failure_.detail;
  };
  EXPECT_NE(why("${workflow.input.list[2]}").find("has 2 items"), std::string::npos) << failure_.detail;
  EXPECT_NE(why("${workflow.input.name[0]}").find("is a string, not an array"), std::string::npos);
  EXPECT_NE(why("${workflow.input.nothing.x}").find("is null, not an object"), std::string::npos);
  EXPECT_NE(why("${workflow.input.list.x}").find("is an array, not an object"), std::string::npos);
}

TEST_F(Resolve, ReportsAllThatIsMissing) {
  EXPECT_EQ(resolved(R"(["${a}","${b} ${c}"])"), "expression.unresolved");
  ASSERT_EQ(failure_.findings.size(), 3U);
  EXPECT_EQ(failure_.findings[2].pointer, "/1");
  EXPECT_NE(failure_.detail.find("2 more"), std::string::npos);
}

TEST_F(Resolve, ReportsSyntaxBeforeMissingValues) {
  EXPECT_EQ(resolved(R"(["${a}","${"])"), "expression.invalid");
  EXPECT_EQ(failure_.findings.size(), 2U);
}

TEST_F(Resolve, WorksWithoutContext) {
  const json::value plain = *json::parse(R"({"a":"b"})");
  const json::value with = *json::parse(R"("${a}")");
  EXPECT_EQ(*resolve(plain, {}, used_), plain);
  ASSERT_FALSE(resolve(with, {}, used_));
  EXPECT_EQ(resolve(with, {}, used_).error().type, "expression.unresolved");
}

TEST_F(Resolve, BoundsWhatExpressionsBringIn) {
  data_.as_object()["big"] = std::string(1'000'000, 'x');
  std::string text = "[\"${big}\"";
  for (int i = 0; i < 100; ++i)
    text += ",\"${big}\"";
  EXPECT_EQ(resolved(text + "]"), "input.limit");
}

TEST_F(Resolve, BoundsTheNumberOfExpressions) {
  std::string text = "[\"";
  for (std::size_t i = 0; i <= limits::expressions; ++i)
    text += "${workflow.input.on}";
  EXPECT_EQ(resolved(text + "\"]"), "input.limit");
}

TEST_F(Resolve, BoundsTheDepth) {
  json::value deep = "${workflow.input.name}";
  for (std::size_t i = 0; i <= limits::depth; ++i)
    deep = json::array{deep};
  const result<json::value> r = resolve(deep, {&data_, nullptr}, used_);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().type, "input.limit");
}

TEST_F(Resolve, KeepsThePartsOfAStringApart) {
  const result<std::vector<part>> parts =
      resolve_parts("https://${workflow.input.name}/x", {&data_, &secrets_.as_object()}, used_);
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 3U);
  EXPECT_FALSE((*parts)[0].from_data);
  EXPECT_TRUE((*parts)[1].from_data);
  EXPECT_EQ((*parts)[1].text, "Ada");
  EXPECT_EQ(resolve_parts("${nope}", {&data_, nullptr}, used_).error().type, "expression.unresolved");
}

} // namespace http_task::expression
