// Text to the words that search compares: lower case, camelCase and snake_case taken apart, plurals folded.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::catalog {

struct word {
  std::string text;       // folded
  std::size_t offset = 0; // of what it was made from, in bytes
  std::size_t length = 0;
  bool plural = false; // folding took something away
};

// At most `most` words. Letters and digits of ASCII and everything beyond ASCII belong to words.
[[nodiscard]] std::vector<word> split_words(std::string_view text, std::size_t most = 1'000);

// "subscriptions" to "subscription", "policies" to "policy"; short words and "status" stay as they are.
[[nodiscard]] std::string fold(std::string_view lower);

} // namespace http_task::catalog
