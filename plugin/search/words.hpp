// Text to the words that search compares.
//
// Letters and digits of ASCII and everything beyond ASCII belong to words; camelCase is taken apart, acronyms
// keep their plural ("listVMs" is "list", "VMs"), digits stay with the letters before them ("s3", "oauth2").
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace http_task::search {

inline constexpr std::size_t longest_word = 40; // bytes; longer ones are cut where they are looked up

struct word_range {
  std::size_t offset = 0; // in bytes
  std::size_t length = 0;
};

// The words of a text, one after the other.
class word_reader {
public:
  explicit word_reader(std::string_view text) noexcept : text_(text) {}

  [[nodiscard]] std::optional<word_range> next() noexcept;

private:
  std::string_view text_;
  std::size_t at_ = 0;
};

// Lower case (ASCII), at most longest_word bytes.
void fold_into(std::string_view word, std::string& folded);
[[nodiscard]] std::string fold(std::string_view word);

// What the forms of a word have in common; always a prefix of the (folded) word: "subscriptions" and
// "subscription" are "subscript", "creating", "created" and "creation" are "creat".
[[nodiscard]] std::string_view stem(std::string_view folded) noexcept;

[[nodiscard]] bool is_plural(std::string_view folded) noexcept;

// Tags, links and code marks of HTML and Markdown become blanks, so that their names are no words.
[[nodiscard]] std::string without_markup(std::string_view prose);

} // namespace http_task::search
