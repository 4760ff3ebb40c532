#include "search/texts.hpp"

#include <gtest/gtest.h>

namespace http_task::search {
namespace {

std::vector<std::string> pieces(std::string_view text) {
  std::vector<std::string> all;
  for (const text_piece& p : split_pieces(text))
    all.push_back((p.is_word ? "w:" : "") + std::string(p.text));
  return all;
}

TEST(texts, are_words_and_what_stands_between_them) {
  EXPECT_EQ(pieces("/users/{id}"), (std::vector<std::string>{"/", "w:users", "/{", "w:id", "}"}));
  EXPECT_EQ(pieces("List users."), (std::vector<std::string>{"w:List", "w:users", "."}));
  EXPECT_EQ(pieces("listUsers"), (std::vector<std::string>{"w:list", "", "w:Users"}));
  EXPECT_EQ(pieces(" a"), (std::vector<std::string>{" ", "w:a"}));
  EXPECT_TRUE(pieces("").empty());
}

TEST(texts, are_numbered_once) {
  text_numbers numbers;
  EXPECT_EQ(numbers.number("b"), 0U);
  EXPECT_EQ(numbers.number("a"), 1U);
  EXPECT_EQ(numbers.number("b"), 0U);
  EXPECT_EQ(numbers.sorted(), (std::vector<std::uint32_t>{1, 0}));
}

} // namespace
} // namespace http_task::search
