#include "settings/own_schema.hpp"
#include "settings/read.hpp"
#include "settings/validate.hpp"
#include "json/pointer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace http_task::settings {

TEST(OwnSchema, IsTheFileAsItStands) {
  std::ifstream file(HTTP_TASK_SOURCE_DIR "/schemas/request-settings.schema.json");
  ASSERT_TRUE(file);
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_EQ(own_schema_text(), text.str());
}

TEST(OwnSchema, ListsFieldsAndMethods) {
  EXPECT_NE(std::ranges::find(field_names(), "uri"), field_names().end());
  EXPECT_NE(std::ranges::find(methods(), "QUERY"), methods().end());
}

TEST(OwnSchema, AcceptsItsExamples) {
  for (const json::value& example : json::find(own_schema(), "/examples")->as_array()) {
    const report found = validate(example, nullptr);
    for (const finding& f : found.errors)
      ADD_FAILURE() << f.pointer << ": " << f.detail;
  }
}

} // namespace http_task::settings
