#include "search/words.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace http_task::search {
namespace {

using list = std::vector<std::string>;

list split(std::string_view text) {
  list words;
  word_reader reader(text);
  while (const auto w = reader.next())
    words.push_back(fold(text.substr(w->offset, w->length)));
  return words;
}

TEST(words, are_taken_apart_however_they_are_written) {
  EXPECT_EQ(split("userId user_id user-id user.id"),
            (list{"user", "id", "user", "id", "user", "id", "user", "id"}));
  EXPECT_EQ(split("/api/v2/call{id}"), (list{"api", "v2", "call", "id"}));
  EXPECT_EQ(split("HTTPServer e911 OAuth2"), (list{"http", "server", "e911", "oauth2"}));
  EXPECT_EQ(split("createAppsV1NamespacedDeployment"),
            (list{"create", "apps", "v1", "namespaced", "deployment"}));
  EXPECT_EQ(split("\u00DCber caf\u00E9"), (list{"\u00DCber", "caf\u00E9"}));
  EXPECT_TRUE(split(" -- /{}").empty());
}

TEST(words, keep_the_plural_of_acronyms) {
  EXPECT_EQ(split("getURLs listVMs VMsById IDs"),
            (list{"get", "urls", "list", "vms", "vms", "by", "id", "ids"}));
  EXPECT_EQ(split("SMSMessages"), (list{"sms", "messages"}));
}

TEST(words, know_where_they_are) {
  word_reader reader("Call Events");
  static_cast<void>(reader.next());
  const auto second = reader.next();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->offset, 5U);
  EXPECT_EQ(second->length, 6U);
  EXPECT_FALSE(reader.next());
}

TEST(words, of_any_length_fold_to_few_bytes) {
  EXPECT_EQ(fold(std::string(1'000, 'A')), std::string(longest_word, 'a'));
  EXPECT_LE(fold(std::string(39, 'a') + "\u00E9\u00E9").size(), longest_word);
}

TEST(stem, is_what_forms_have_in_common) {
  const std::vector<list> families{{"subscription", "subscriptions"},
                                   {"policy", "policies"},
                                   {"address", "addresses"},
                                   {"create", "creates", "created", "creating", "creation"},
                                   {"box", "boxes"},
                                   {"message", "messages", "messaging"},
                                   {"stop", "stopped", "stopping"}};
  for (const list& family : families)
    for (const std::string& form : family) {
      EXPECT_EQ(stem(form), stem(family.front())) << form;
      EXPECT_TRUE(form.starts_with(stem(form))) << form;
    }
  for (const char* word : {"status", "bus", "api", "sms", "s3", "this", "address"})
    EXPECT_EQ(stem(word), word);
}

TEST(plural, is_more_than_one) {
  for (const char* word : {"users", "boxes", "entries"})
    EXPECT_TRUE(is_plural(word)) << word;
  for (const char* word : {"user", "status", "address", "s3", ""})
    EXPECT_FALSE(is_plural(word)) << word;
}

TEST(markup, is_no_word) {
  EXPECT_EQ(split(without_markup("<p>Sends a <a href=\"/x\">message</a>. See https://example.com/docs.</p>")),
            (list{"sends", "a", "message", "see"}));
  EXPECT_EQ(without_markup("a < b > c"), "a < b > c");
}

} // namespace
} // namespace http_task::search
