#include "text/line_changes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace http_task::host {
namespace {

using lines = std::span<const std::string_view>;
using kinds = line_change::kinds;

constexpr std::size_t most_compared = std::size_t{2000} * 2000;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    found.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

void append(std::vector<line_change>& changes, kinds kind, lines part) {
  for (const std::string_view line : part)
    changes.push_back({kind, line});
}

// By the longest common subsequence: length[i][j] is that of before[i..] and after[j..].
void compare(lines before, lines after, std::vector<line_change>& changes) {
  const std::size_t width = after.size() + 1;
  if (before.empty() || after.empty() || before.size() * after.size() > most_compared) {
    append(changes, kinds::removed, before);
    append(changes, kinds::added, after);
    return;
  }
  std::vector<std::uint32_t> length((before.size() + 1) * width);
  for (std::size_t i = before.size(); i-- > 0;) {
    for (std::size_t j = after.size(); j-- > 0;)
      length[i * width + j] = before[i] == after[j]
                                  ? length[(i + 1) * width + j + 1] + 1
                                  : std::max(length[(i + 1) * width + j], length[i * width + j + 1]);
  }
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < before.size() && j < after.size()) {
    if (before[i] == after[j]) {
      changes.push_back({kinds::same, before[i++]});
      ++j;
    } else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) {
      changes.push_back({kinds::removed, before[i++]});
    } else {
      changes.push_back({kinds::added, after[j++]});
    }
  }
  append(changes, kinds::removed, before.subspan(i));
  append(changes, kinds::added, after.subspan(j));
}

} // namespace

std::vector<line_change> compare_lines(std::string_view before, std::string_view after) {
  const std::vector<std::string_view> old_lines = lines_of(before);
  const std::vector<std::string_view> new_lines = lines_of(after);
  const std::size_t shorter = std::min(old_lines.size(), new_lines.size());
  std::size_t head = 0;
  while (head < shorter && old_lines[head] == new_lines[head])
    ++head;
  std::size_t tail = 0;
  while (tail < shorter - head &&
         old_lines[old_lines.size() - 1 - tail] == new_lines[new_lines.size() - 1 - tail])
    ++tail;
  std::vector<line_change> changes;
  const lines old_all(old_lines);
  const lines new_all(new_lines);
  append(changes, kinds::same, old_all.first(head));
  compare(old_all.subspan(head, old_all.size() - head - tail),
          new_all.subspan(head, new_all.size() - head - tail), changes);
  append(changes, kinds::same, old_all.last(tail));
  return changes;
}

} // namespace http_task::host
