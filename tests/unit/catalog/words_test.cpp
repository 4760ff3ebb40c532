#include "catalog/words.hpp"

#include <gtest/gtest.h>

namespace http_task::catalog {
namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  for (const word& w : split_words(text))
    words.push_back(w.text);
  return words;
}

using list = std::vector<std::string>;

TEST(words, are_taken_apart_however_they_are_written) {
  EXPECT_EQ(split("userId user_id user-id user.id"),
            (list{"user", "id", "user", "id", "user", "id", "user", "id"}));
  EXPECT_EQ(split("/api/v2/call{id}"), (list{"api", "v2", "call", "id"}));
  EXPECT_EQ(split("HTTPServer getURLs e911 OAuth2"),
            (list{"http", "server", "get", "url", "e911", "oauth2"}));
  EXPECT_EQ(split("\u00DCber caf\u00E9"), (list{"\u00DCber", "caf\u00E9"}));
  EXPECT_TRUE(split(" -- /{}").empty());
}

TEST(words, know_where_they_were) {
  const std::vector<word> words = split_words("Call Events");
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[1].offset, 5U);
  EXPECT_EQ(words[1].length, 6U);
  EXPECT_TRUE(words[1].plural);
  EXPECT_FALSE(words[0].plural);
}

TEST(words, plurals_fold_to_their_singular) {
  const std::vector<std::pair<const char*, const char*>> plurals{{"subscriptions", "subscription"},
                                                                 {"policies", "policy"},
                                                                 {"addresses", "address"},
                                                                 {"statuses", "status"},
                                                                 {"boxes", "box"},
                                                                 {"batches", "batch"},
                                                                 {"responses", "response"}};
  for (const auto& [plural, singular] : plurals) {
    EXPECT_EQ(fold(plural), singular);
    EXPECT_EQ(fold(singular), singular);
  }
  for (const char* word : {"sms", "status", "analysis", "access", "is", "dns"})
    EXPECT_EQ(fold(word), word);
}

TEST(words, are_bounded) {
  EXPECT_EQ(split_words("a b c d", 2).size(), 2U);
  EXPECT_LE(split(std::string(1'000, 'x'))[0].size(), 64U);
}

} // namespace
} // namespace http_task::catalog
