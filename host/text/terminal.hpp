// Words for a terminal: emphasis, wrapping, and foreign text made harmless.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace http_task::host {

enum class ink { plain, bold, dim, underline, red, green, yellow, blue, cyan };

// Emphasis, or none where colours are not wanted.
class palette {
public:
  explicit palette(bool colours = false) noexcept : colours_(colours) {}
  [[nodiscard]] bool colours() const noexcept { return colours_; }
  [[nodiscard]] std::string operator()(ink i, std::string_view text) const;

private:
  bool colours_;
};

// Foreign text without control characters other than line feed and tab: they are shown as \x1b and the like,
// so that an answer cannot move the cursor or change what stands above it. Carriage returns before a line
// feed vanish.
[[nodiscard]] std::string printable(std::string_view text);
// The same on one line.
[[nodiscard]] std::string printable_line(std::string_view text);

// Code points, which is close enough to columns for the texts of API descriptions.
[[nodiscard]] std::size_t columns(std::string_view utf8) noexcept;

// `text` padded with spaces to that many columns.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

// The first `width` columns of one line; where something is missing, the last of them is "…".
[[nodiscard]] std::string cut(std::string_view text, std::size_t width);

// CommonMark as plain text: paragraphs filled to `width` columns, each line behind `indent` spaces; lists,
// tables and code keep their lines; the marks of headings and strong emphasis are left out. Ends with a line
// feed unless empty.
[[nodiscard]] std::string filled(std::string_view markdown, std::size_t indent, std::size_t width);

} // namespace http_task::host
