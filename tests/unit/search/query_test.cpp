#include "search/query.hpp"

#include <gtest/gtest.h>

namespace http_task::search {
namespace {

std::vector<std::string> words(const parsed_query& q) {
  std::vector<std::string> all;
  for (const query_word& w : q.words)
    all.push_back(w.text);
  return all;
}

using list = std::vector<std::string>;

TEST(query, has_words_and_filters) {
  const parsed_query q = parse_query("api:shop.example list method:get orders tag:Orders deprecated:no ");
  EXPECT_EQ(words(q), (list{"list", "orders"}));
  EXPECT_EQ(q.only.api, "shop.example");
  EXPECT_EQ(q.only.method, "GET");
  EXPECT_EQ(q.only.tag, "orders");
  EXPECT_EQ(q.only.deprecated, std::optional(false));
  EXPECT_FALSE(q.words.back().unfinished);
  EXPECT_TRUE(parse_query("list ord").words.back().unfinished);
  EXPECT_EQ(words(parse_query("deprecated:maybe")), (list{"deprecated", "maybe"}));
}

TEST(query, does_one_thing) {
  const parsed_query q = parse_query("add subscriber to list");
  EXPECT_NE(q.words[0].actions, 0);
  EXPECT_EQ(q.words[3].actions, 0);
  EXPECT_EQ(q.words[3].kind, word_kind::content);
  EXPECT_EQ(q.heads, 1U << 1U);
}

TEST(query, lists_where_all_are_asked_for) {
  const parsed_query q = parse_query("get all contacts");
  EXPECT_EQ(q.words[0].actions, bit_of(action::list));
  EXPECT_EQ(q.words[1].kind, word_kind::filler);
  EXPECT_EQ(parse_query("all contacts").words[0].kind, word_kind::action);
}

TEST(query, has_verbs_of_two_words) {
  EXPECT_NE(parse_query("turn off server").words[0].actions, 0);
  EXPECT_EQ(parse_query("turn server").words[0].actions, 0);
  EXPECT_EQ(parse_query("list turn off").words[1].actions, 0);
}

TEST(query, may_look_like_code) {
  EXPECT_EQ(parse_query("users/{id}/call").code, "users*call");
  EXPECT_EQ(parse_query("chat.postMessage").code, "chatpostmessage");
  EXPECT_EQ(parse_query("POST /users").code, "users");
  EXPECT_EQ(parse_query("POST /users").method, "POST");
  EXPECT_EQ(parse_query("send message").code, "");
  EXPECT_EQ(code_form("/users/{userId}", false), "usersuserid");
}

TEST(query, of_any_size_is_bounded) {
  EXPECT_EQ(parse_query("a b c d e f g h i j k l m n o p").words.size(), most_query_words);
  EXPECT_LE(parse_query(std::string(1'000'000, 'a')).words.size(), 1U);
  EXPECT_TRUE(parse_query(" \t ").words.empty());
}

} // namespace
} // namespace http_task::search
