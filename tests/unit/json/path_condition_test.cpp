#include "json/path_query.hpp"

#include "json/parse.hpp"

#include <gtest/gtest.h>

namespace http_task::json {
namespace {

std::string outcome(std::string_view text, std::string_view document) {
  const result<path_condition> condition = path_condition::compile(text);
  if (!condition) return condition.error().detail;
  const result<bool> held = condition->holds(parse(document).value());
  return !held ? held.error().type : *held ? "yes" : "no";
}

} // namespace

TEST(PathCondition, ComparesOrAsksForExistence) {
  EXPECT_EQ(outcome("$.ok == true", R"({"ok":true})"), "yes");
  EXPECT_EQ(outcome("$.ok == true", R"({"ok":false})"), "no");
  EXPECT_EQ(outcome(" @.ok == true && count($.items[*]) > 1 ", R"({"ok":true,"items":[1,2]})"), "yes");
  EXPECT_EQ(outcome("$.ok", R"({"ok":false})"), "yes") << "it is there";
  EXPECT_EQ(outcome("!$.error", R"({"ok":false})"), "yes");
  EXPECT_EQ(outcome("$.items[?@.id == 2]", R"({"items":[{"id":1}]})"), "no");
  EXPECT_EQ(outcome("match($.state, 'done|skipped')", R"({"state":"done"})"), "yes");
}

TEST(PathCondition, RefusesWhatIsNone) {
  for (const std::string_view text :
       {"", "true", "$.a ==", "$.a = 1", "$.a == 1 $.b", "length($.a)", "ok == true"})
    EXPECT_NE(outcome(text, "{}").find("character"), std::string::npos)
        << text << ": " << outcome(text, "{}");
}

} // namespace http_task::json
