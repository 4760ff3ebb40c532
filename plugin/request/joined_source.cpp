#include "request/joined_source.hpp"

#include <algorithm>
#include <cstring>

namespace http_task::request {

std::optional<std::uint64_t> joined_source::size() const {
  std::uint64_t sum = 0;
  for (const piece& p : pieces_) {
    const auto* text = std::get_if<std::string>(&p);
    sum += text ? text->size() : std::get<1>(p)->size().value_or(0);
  }
  return sum;
}

result<std::size_t> joined_source::read(std::span<char> into) {
  while (current_ < pieces_.size()) {
    if (const auto* text = std::get_if<std::string>(&pieces_[current_])) {
      const std::size_t size = std::min(into.size(), text->size() - offset_);
      std::memcpy(into.data(), text->data() + offset_, size);
      offset_ += size;
      if (size > 0) return size;
    } else {
      const result<std::size_t> got = std::get<1>(pieces_[current_])->read(into);
      if (!got || *got > 0) return got;
    }
    ++current_;
    offset_ = 0;
  }
  return std::size_t{0};
}

result<void> joined_source::rewind() {
  for (const piece& p : pieces_) {
    if (const auto* source = std::get_if<1>(&p)) {
      if (result<void> rewound = (*source)->rewind(); !rewound) return rewound;
    }
  }
  current_ = 0;
  offset_ = 0;
  return {};
}

} // namespace http_task::request
