// The table of names: every text finds itself and nothing else does.
#include "schema/text_table.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

namespace http_task::schema {
namespace {

TEST(text_table, finds_texts_of_all_lengths_and_no_others) {
  std::mt19937 random(1);
  for (const std::size_t count : {0U, 1U, 3U, 5U, 64U, 500U}) {
    std::set<std::string> texts;
    while (texts.size() < count) {
      std::string text(random() % 40, 'a');
      for (char& c : text)
        c = static_cast<char>('a' + random() % 3);
      texts.insert(text);
    }
    const text_table table(std::vector<std::string>(texts.begin(), texts.end()));
    std::size_t position = 0;
    for (const std::string& text : texts) {
      const text_table::entry* found = table.find(text);
      ASSERT_NE(found, nullptr) << text;
      EXPECT_EQ(static_cast<std::size_t>(found - table.entries().data()), position++);
      for (std::size_t i = 0; i < text.size(); ++i) {
        std::string other = text;
        other[i] = 'z';
        EXPECT_EQ(table.find(other), nullptr) << other;
      }
      EXPECT_EQ(table.find(text + "z"), nullptr);
    }
  }
}

TEST(text_table, keeps_values) {
  const std::vector<std::uint32_t> values{7, 8};
  const text_table table({"one", "a text of more than sixteen bytes"}, values);
  EXPECT_EQ(table.find("one")->value, 7U);
  EXPECT_EQ(table.find("a text of more than sixteen bytes")->value, 8U);
  EXPECT_EQ(table.find("a text of more then sixteen bytes"), nullptr);
}

} // namespace
} // namespace http_task::schema
