#include "search/fuzzy.hpp"

#include "shop.hpp"

#include <gtest/gtest.h>

namespace http_task::search {
namespace {

class fuzzy : public testing::Test {
protected:
  std::vector<std::string> near(std::string_view word, std::size_t most, bool unfinished = false) const {
    std::vector<std::string> words;
    for (const near_word& n : find_near(in_, word, most, unfinished))
      words.emplace_back(in_.word(n.word));
    return words;
  }

private:
  const std::string bytes_ =
      test::make_index({.id = "x"}, {{"GET", "/message/messages/meeting/channel/chanel/box"}});
  const index in_ = index::open(bytes_).value();
};

using list = std::vector<std::string>;

TEST_F(fuzzy, finds_one_letter_more_less_other_or_swapped) {
  EXPECT_EQ(near("mesage", 1), list{"message"});
  EXPECT_EQ(near("messsage", 1), list{"message"});
  EXPECT_EQ(near("massage", 1), list{"message"});
  EXPECT_EQ(near("messaeg", 1), list{"message"});
  EXPECT_EQ(near("chanel", 1), (list{"chanel", "channel"}));
  EXPECT_TRUE(near("zzzz", 1).empty());
  EXPECT_TRUE(near("", 1).empty());
}

TEST_F(fuzzy, finds_two_letters_behind_the_right_first_one) {
  EXPECT_EQ(near("mesagge", 2), list{"message"});
  EXPECT_TRUE(near("nesagge", 2).empty());
}

TEST_F(fuzzy, of_an_unfinished_word_a_beginning_is_enough) {
  EXPECT_EQ(near("mesa", 1, true), (list{"message", "messages"}));
}

TEST(differ_by_one, is_one_letter_more_less_other_or_swapped) {
  for (const char* other : {"lst", "liist", "lost", "lsit", "lists", "ist"})
    EXPECT_TRUE(differ_by_one("list", other) && differ_by_one(other, "list")) << other;
  for (const char* other : {"list", "ls", "lsti2", "tsil", ""})
    EXPECT_FALSE(differ_by_one("list", other) || differ_by_one(other, "list")) << other;
}

} // namespace
} // namespace http_task::search
