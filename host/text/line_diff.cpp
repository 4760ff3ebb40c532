#include "text/line_diff.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace http_task::host {
namespace {

constexpr std::size_t context = 3;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

void append(std::string& out, char mark, std::string_view line) {
  out += mark;
  out += line;
  if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

// "12,3", or "12" for one line; the line before for none, as diff writes it.
std::string range(std::size_t begin, std::size_t count) {
  const std::string first = std::to_string(count == 0 ? begin : begin + 1);
  return count == 1 ? first : first + "," + std::to_string(count);
}

} // namespace

std::string line_diff(std::string_view before, std::string_view after, std::string_view name) {
  if (before == after) return {};
  const auto old_lines = lines_of(before);
  const auto new_lines = lines_of(after);
  const std::size_t shorter = std::min(old_lines.size(), new_lines.size());
  std::size_t head = 0;
  while (head < shorter && old_lines[head] == new_lines[head])
    ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && old_lines.rbegin()[static_cast<std::ptrdiff_t>(tail)] ==
                                      new_lines.rbegin()[static_cast<std::ptrdiff_t>(tail)])
    ++tail;

  const std::size_t begin = head - std::min(head, context);
  const std::size_t after_context = std::min(tail, context);
  const std::size_t old_end = old_lines.size() - tail;
  const std::size_t new_end = new_lines.size() - tail;
  std::string out = "--- " + (before.empty() ? std::string("/dev/null") : std::string(name)) + "\n+++ " +
                    std::string(name) + "\n@@ -" + range(begin, old_end + after_context - begin) + " +" +
                    range(begin, new_end + after_context - begin) + " @@\n";
  for (std::size_t i = begin; i < head; ++i)
    append(out, ' ', old_lines[i]);
  for (std::size_t i = head; i < old_end; ++i)
    append(out, '-', old_lines[i]);
  for (std::size_t i = head; i < new_end; ++i)
    append(out, '+', new_lines[i]);
  for (std::size_t i = old_end; i < old_end + after_context; ++i)
    append(out, ' ', old_lines[i]);
  return out;
}

} // namespace http_task::host
