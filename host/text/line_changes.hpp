// Two texts compared line by line.
#pragma once

#include <string_view>
#include <vector>

namespace http_task::host {

struct line_change {
  enum class kinds { same, removed, added };
  kinds kind = kinds::same;
  std::string_view line; // without its end; borrowed from the texts

  friend bool operator==(const line_change&, const line_change&) = default;
};

// All lines of both, in order; of lines that differ, those removed stand before those added. The fewest
// changes, unless the part that differs is too large to be compared so (2,000 lines by 2,000).
[[nodiscard]] std::vector<line_change> compare_lines(std::string_view before, std::string_view after);

} // namespace http_task::host
