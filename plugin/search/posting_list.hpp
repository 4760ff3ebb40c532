// The records that have a term, for each class of fields: differences of numbers, or a bit for each record
// where that is shorter.
#pragma once

#include "search/format.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace http_task::search {

// Ascending record numbers below `records`.
void append_postings(std::string& out,
                     const std::array<std::span<const std::uint32_t>, posting_classes>& lists,
                     std::uint32_t records);

// One list where it lies; reads nothing outside of `bytes` and yields nothing that is not below `records`.
class posting_list {
public:
  posting_list() = default;
  posting_list(std::string_view bytes, std::uint32_t count, bool bits, std::uint32_t records)
      : bytes_(bytes), count_(count), records_(records), bits_(bits) {}

  [[nodiscard]] std::uint32_t count() const noexcept { return count_; }
  [[nodiscard]] bool has_bits() const noexcept { return bits_; }
  [[nodiscard]] std::string_view bits() const noexcept { return bits_ ? bytes_ : std::string_view(); }

  // Calls visit(record), ascending, until it returns false.
  template<class Visit>
  void for_each(Visit&& visit) const {
    if (bits_) {
      for (std::size_t i = 0; i < bytes_.size(); ++i)
        for (unsigned byte = static_cast<unsigned char>(bytes_[i]); byte != 0; byte &= byte - 1) {
          const auto record =
              static_cast<std::uint32_t>(i * 8 + static_cast<unsigned>(std::countr_zero(byte)));
          if (record >= records_ || !visit(record)) return;
        }
      return;
    }
    const char* p = bytes_.data();
    const char* const end = p + bytes_.size();
    std::uint32_t next = 0;
    while (p != end) {
      std::uint32_t difference = 0;
      for (unsigned shift = 0; p != end && shift < 32; shift += 7) {
        const auto byte = static_cast<unsigned char>(*p++);
        difference |= static_cast<std::uint32_t>(byte & 0x7FU) << shift;
        if (byte < 0x80) break;
      }
      if (difference >= records_ - next) return;
      next += difference;
      if (!visit(next)) return;
      ++next;
      if (next == records_) return;
    }
  }

private:
  std::string_view bytes_;
  std::uint32_t count_ = 0;
  std::uint32_t records_ = 0;
  bool bits_ = false;
};

using term_postings = std::array<posting_list, posting_classes>;

// What append_postings() wrote at the start of `bytes`.
[[nodiscard]] term_postings read_postings(std::string_view bytes, std::uint32_t records) noexcept;

} // namespace http_task::search
