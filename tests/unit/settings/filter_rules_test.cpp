// outputFilter and successCondition, as validate() and read() see them.
#include "settings/filter_rules.hpp"

#include "settings/read.hpp"
#include "json/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace http_task::settings {
namespace {

using testing::HasSubstr;

report checked(std::string_view members, stage when = stage::stored) {
  return validate(json::parse(R"({"uri":"http://h.test/",)" + std::string(members) + "}").value(), nullptr,
                  when);
}

} // namespace

TEST(FilterRules, AcceptJsonPath) {
  const report found =
      checked(R"("outputFilter":{"id":"$.response.body.id","all":"$.response.body[?@.on==true].id"},
                                  "successCondition":"$.response.body.ok == true && !$.response.error")");
  EXPECT_TRUE(found.valid());
  EXPECT_TRUE(found.warnings.empty());
}

TEST(FilterRules, NameTheSpotAndTheCharacter) {
  const report found = checked(R"("outputFilter":{"a/b":"$.response.body[x]"},
                                  "successCondition":"$.response.body.ok =")");
  ASSERT_EQ(found.errors.size(), 2U);
  EXPECT_EQ(found.errors[0].pointer, "/outputFilter/a~1b");
  EXPECT_THAT(found.errors[0].detail, HasSubstr("character 17: expected a quoted name"));
  EXPECT_EQ(found.errors[1].pointer, "/successCondition");
  EXPECT_THAT(found.errors[1].detail, HasSubstr("character 20"));
}

TEST(FilterRules, ConditionAndQueryAreNotTheSame) {
  EXPECT_FALSE(checked(R"("outputFilter":{"a":"$.response.body.ok == true"})").valid());
  EXPECT_FALSE(checked(R"("successCondition":"true")").valid());
  EXPECT_FALSE(checked(R"("outputFilter":{"a":1})").valid());
  EXPECT_FALSE(checked(R"("outputFilter":["$.a"])").valid());
  EXPECT_FALSE(checked(R"("successCondition":"")").valid());
}

TEST(FilterRules, RefuseExpressions) {
  const report found =
      checked(R"("outputFilter":{"a":"$.response.body[?@.id==${workflow.input.id}]","b":"${x}"},
                                  "successCondition":"${x}")");
  ASSERT_EQ(found.errors.size(), 3U);
  for (const finding& f : found.errors)
    EXPECT_THAT(f.detail, HasSubstr("without ${...}")) << f.pointer;
  EXPECT_FALSE(checked(R"("outputFilter":"${workflow.input.filter}")").valid());
  EXPECT_EQ(checked(R"("outputFilter":{"a":"${x}","b":"$["})").errors.size(), 2U)
      << "the others are still checked";
}

TEST(FilterRules, WarnOfAPatternThatNeverMatches) {
  const report found = checked(R"x("successCondition":"match($.response.body.state, '\\\\d+')")x");
  EXPECT_TRUE(found.valid());
  ASSERT_EQ(found.warnings.size(), 1U);
  EXPECT_THAT(found.warnings[0].detail, HasSubstr("never matches"));
}

TEST(FilterRules, OfferTheNameThatIsMeant) {
  const report found = checked(R"("resultSelector":{"a":"$.b"})");
  ASSERT_EQ(found.errors.size(), 1U);
  EXPECT_EQ(found.errors[0].suggestion, "\"outputFilter\"");
  EXPECT_EQ(checked(R"("outputFilter":{"a":"response.body"})").errors[0].suggestion, "\"$.response.body\"");
}

TEST(FilterRules, AreReadCompiled) {
  const request_settings s =
      read(json::parse(R"({"uri":"http://h.test/","outputFilter":{"b":"$.response.body","a":"$..x"},
                           "successCondition":"$.response.body.ok == true"})")
               .value())
          .value();
  ASSERT_EQ(s.output_filter.size(), 2U);
  EXPECT_EQ(s.output_filter[0].first, "b") << "the order is kept";
  EXPECT_TRUE(s.output_filter[0].second.is_singular());
  EXPECT_FALSE(s.output_filter[1].second.is_singular());
  EXPECT_EQ(s.success_condition->text, "$.response.body.ok == true");
  const auto wrong = read(json::parse(R"({"uri":"http://h.test/","outputFilter":{"a":"$["}})").value());
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().pointer, "/outputFilter/a");
}

} // namespace http_task::settings
