#include "search/language.hpp"

#include "search/words.hpp"

#include <gtest/gtest.h>

namespace http_task::search {
namespace {

TEST(language, knows_what_people_call_actions) {
  for (const char* word : {"create", "creates", "add", "new"})
    EXPECT_NE(actions_of(word) & bit_of(action::create), 0) << word;
  EXPECT_NE(actions_of("remove") & bit_of(action::remove), 0);
  EXPECT_EQ(actions_of("customer"), 0);
  EXPECT_NE(actions_of_method("DELETE") & bit_of(action::remove), 0);
  EXPECT_EQ(actions_of_method("BREW"), 0);
}

TEST(language, tells_kinds_of_words) {
  EXPECT_EQ(kind_of("the"), word_kind::empty);
  EXPECT_EQ(kind_of("v2"), word_kind::number);
  EXPECT_EQ(kind_of("2010"), word_kind::number);
  EXPECT_EQ(kind_of("specified"), word_kind::filler);
  EXPECT_EQ(kind_of("list"), word_kind::action);
  EXPECT_EQ(kind_of("archive"), word_kind::content);
  EXPECT_EQ(kind_of("customer"), word_kind::content);
  EXPECT_EQ(kind_of(""), word_kind::content);
}

TEST(language, knows_synonyms_short_forms_and_phrases) {
  const auto has = [](std::string_view word, std::string_view other) {
    for (const alternative& a : alternatives_of(stem(word)))
      for (const std::string_view w : a.words)
        if (w == other) return true;
    return false;
  };
  EXPECT_TRUE(has("ticket", "issue"));
  EXPECT_TRUE(has("issues", "ticket"));
  EXPECT_TRUE(has("k8s", "kubernetes"));
  EXPECT_TRUE(has("repo", "repository"));
  EXPECT_FALSE(has("zzqqxx", "issue"));
  ASSERT_FALSE(own_names_of("slack", stem("channels")).empty());
  EXPECT_EQ(own_names_of("slack", stem("channels")).front().words.front(), "conversation");
  EXPECT_TRUE(own_names_of("zzqqxx", stem("channels")).empty());
  ASSERT_FALSE(phrases_from(stem("virtual")).empty());
  EXPECT_EQ(phrases_from(stem("virtual")).front().words[1], stem("machine"));
}

} // namespace
} // namespace http_task::search
