// The set of texts of an `enum`: it has these and no others, whatever their lengths.
#include "schema/text_set.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

namespace http_task::schema {
namespace {

TEST(text_set, contains_its_texts_and_no_others) {
  std::mt19937 random(1);
  for (const std::size_t count : {0U, 1U, 3U, 20U, 500U}) {
    std::set<std::string> texts;
    while (texts.size() < count) {
      std::string text(random() % 30, 'a');
      for (char& c : text)
        c = static_cast<char>('a' + random() % 3);
      texts.insert(text);
    }
    const text_set set(std::vector<std::string>(texts.begin(), texts.end()));
    EXPECT_EQ(set.contains(""), texts.contains(""));
    for (const std::string& text : texts) {
      EXPECT_TRUE(set.contains(text)) << text;
      for (std::size_t i = 0; i < text.size(); ++i) {
        std::string other = text;
        other[i] = 'z';
        EXPECT_FALSE(set.contains(other)) << other;
      }
      EXPECT_FALSE(set.contains(text + "z"));
      EXPECT_FALSE(set.contains("z" + text));
    }
  }
}

TEST(text_set, contains_what_is_given_twice) {
  const text_set set({"one", "one", "a text of more than sixteen bytes"});
  EXPECT_TRUE(set.contains("one"));
  EXPECT_TRUE(set.contains("a text of more than sixteen bytes"));
  EXPECT_FALSE(set.contains("two"));
}

TEST(text_set, takes_any_bytes) {
  const std::string high(15, '\xFF');
  for (std::size_t size = 0; size <= 15; ++size) {
    const std::string zeros(size, '\0');
    EXPECT_FALSE(text_set({"one"}).contains(zeros)) << size;
    EXPECT_FALSE(text_set({"one"}).contains(high.substr(0, size))) << size;
    EXPECT_TRUE(text_set({"one", zeros}).contains(zeros)) << size;
    EXPECT_TRUE(text_set({"one", high.substr(0, size)}).contains(high.substr(0, size))) << size;
  }
}

} // namespace
} // namespace http_task::schema
