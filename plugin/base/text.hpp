// Small operations on text that several modules need: ASCII case, UTF-8, base64, percent-encoding, near
// misses.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace http_task {

// ASCII only, whatever the locale.
[[nodiscard]] constexpr char to_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
[[nodiscard]] std::string to_lower(std::string_view text);
[[nodiscard]] std::string to_upper(std::string_view text);
[[nodiscard]] bool iequals(std::string_view a, std::string_view b) noexcept;
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;

// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view bytes) noexcept;

// Valid UTF-8 as it stands; anything else read as ISO-8859-1, so that every byte shows.
[[nodiscard]] std::string to_utf8(std::string_view bytes);

// The longest prefix of at most `size` bytes that does not cut a UTF-8 sequence.
[[nodiscard]] std::string_view utf8_prefix(std::string_view text, std::size_t size) noexcept;

// RFC 4648, section 4 (with padding).
void append_base64(std::string& text, std::string_view bytes);
[[nodiscard]] std::string base64_encode(std::string_view bytes);
[[nodiscard]] std::optional<std::string> base64_decode(std::string_view text);

// RFC 3986: everything but unreserved characters becomes %XX.
[[nodiscard]] std::string percent_encode(std::string_view bytes);

// How messages name a byte that cannot be shown, e.g. "U+000D".
[[nodiscard]] std::string code_point_name(char ascii);

// The size of the longest prefix that is ASCII and stands in a JSON string as it is.
[[nodiscard]] std::size_t plain_prefix(std::string_view text) noexcept;

// As the text stands between the quotes of a JSON string (RFC 8259, section 7).
[[nodiscard]] std::string json_escape(std::string_view text);
void append_json_escaped(std::string& out, std::string_view text);

// Optimal string alignment distance (insert, delete, replace, swap neighbours), cut off above `most`.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) noexcept;

// The candidate that was probably meant: equal but for case, or at most a third of its letters away, or else
// the only one that begins as the word does, with at least two letters and half of the word.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view word,
                                                      std::span<const std::string_view> candidates);

} // namespace http_task
