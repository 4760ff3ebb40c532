#include "search/texts.hpp"

#include "search/format.hpp"
#include "search/words.hpp"

#include <algorithm>
#include <numeric>

namespace http_task::search {

std::uint32_t text_numbers::number(std::string_view text) {
  if (const auto found = numbers_.find(text); found != numbers_.end()) return found->second;
  const auto [at, added] = numbers_.emplace(std::string(text), static_cast<std::uint32_t>(texts_.size()));
  texts_.push_back(&at->first);
  return at->second;
}

std::vector<std::uint32_t> text_numbers::sorted() const {
  std::vector<std::uint32_t> order(texts_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [this](std::uint32_t n) { return std::string_view(*texts_[n]); });
  return order;
}

std::vector<text_piece> split_pieces(std::string_view text) {
  std::vector<text_piece> pieces;
  std::size_t from = 0;
  for (word_reader in(text); const auto w = in.next();) {
    const std::string_view between = text.substr(from, w->offset - from);
    const bool after_word = !pieces.empty();
    if (after_word ? between != " " : !between.empty()) pieces.push_back({between, false});
    pieces.push_back({text.substr(w->offset, w->length), true});
    from = w->offset + w->length;
  }
  if (from < text.size()) pieces.push_back({text.substr(from), false});
  return pieces;
}

void append_varint(std::string& out, std::uint32_t value) {
  for (; value >= 0x80; value >>= 7)
    out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

void append_piece(std::string& out, std::uint32_t piece) {
  if (piece < one_byte_pieces) {
    out += static_cast<char>(piece);
    return;
  }
  piece -= one_byte_pieces;
  if (piece < two_byte_pieces) {
    out += static_cast<char>(one_byte_pieces + piece / 256);
    out += static_cast<char>(piece % 256);
    return;
  }
  piece -= two_byte_pieces;
  out += static_cast<char>(240 + piece / 65536);
  out += static_cast<char>(piece / 256 % 256);
  out += static_cast<char>(piece % 256);
}

} // namespace http_task::search
