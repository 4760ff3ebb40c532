// The texts of records as numbered pieces, while an index is built.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace http_task::search {

// Numbers each text once, in the order of coming.
class text_numbers {
public:
  std::uint32_t number(std::string_view text);
  [[nodiscard]] const std::string& text(std::uint32_t n) const { return *texts_[n]; }
  [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }
  // The numbers by text.
  [[nodiscard]] std::vector<std::uint32_t> sorted() const;

private:
  struct hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const noexcept { return std::hash<std::string_view>{}(s); }
  };
  std::unordered_map<std::string, std::uint32_t, hash, std::equal_to<>> numbers_;
  std::vector<const std::string*> texts_;
};

struct text_piece {
  std::string_view text;
  bool is_word = false;
};

// Words and what stands between them. A single blank between two words is not a piece; where two words touch,
// an empty piece says so.
[[nodiscard]] std::vector<text_piece> split_pieces(std::string_view text);

void append_varint(std::string& out, std::uint32_t value);
void append_piece(std::string& out, std::uint32_t piece);

} // namespace http_task::search
