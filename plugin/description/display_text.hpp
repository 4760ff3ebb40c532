// Foreign text made fit to be shown: one line, no control characters, nothing that turns the direction of
// writing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace http_task::description {

// Blanks run together, cut at `most` bytes (at a character), with U+2026 at the cut.
[[nodiscard]] std::string single_line(std::string_view text, std::size_t most);

// As single_line(), but lines stay lines: for CommonMark.
[[nodiscard]] std::string clean_text(std::string_view text, std::size_t most);

// The first sentence as a single line, without CommonMark's emphasis and headings.
[[nodiscard]] std::string first_sentence(std::string_view text, std::size_t most);

} // namespace http_task::description
