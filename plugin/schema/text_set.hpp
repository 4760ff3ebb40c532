// Tells whether a text is among those of an `enum`, without allocating.
//
// Short texts are compared with those of the same length alone, which mostly are one or two; where they are
// many, or the texts are long, a table finds them by hash.
#pragma once

#include "schema/text_ends.hpp"
#include "schema/text_table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::schema {

class text_set {
public:
  text_set() : text_set(std::vector<std::string>{}) {}
  static const text_set& of_nothing() noexcept;
  // Each below 4 GiB; twice the same is once.
  explicit text_set(std::vector<std::string> texts);

  [[nodiscard]] bool contains(std::string_view text) const noexcept {
    return contains_short(text) || others_.contains(text);
  }

  // The same, but false for texts that only the table has.
  [[nodiscard, gnu::always_inline]] bool contains_short(std::string_view text) const noexcept {
    if (text.size() > longest) [[unlikely]]
      return false;
    const text_ends own = ends_of(text);
    const text_ends* known = short_.data() + first_[text.size()];
    for (; *known != own; ++known) {
      if (*known == nothing) [[unlikely]]
        return false;
    }
    return true;
  }

private:
  static constexpr std::size_t longest = 15; // of the short ones
  static constexpr std::size_t most = 8;     // of one length
  // As head and tail of up to 15 bytes overlap, or are less than eight bytes, no text has these.
  static constexpr text_ends nothing{0, ~std::uint64_t{0}};

  std::vector<text_ends> short_;                  // by length, behind those of each `nothing`
  std::array<std::uint8_t, longest + 1> first_{}; // of each length
  text_table others_;
};

} // namespace http_task::schema
