#include "base/text.hpp"

#include "base/text_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

namespace http_task {

std::string to_lower(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) { return to_lower(c); });
  return lower;
}

std::string to_upper(std::string_view text) {
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return upper;
}

bool iequals(std::string_view a, std::string_view b) noexcept {
  return std::ranges::equal(a, b, [](char x, char y) { return x == y || to_lower(x) == to_lower(y); });
}

std::string_view trim(std::string_view text) noexcept {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && blank(text.back()))
    text.remove_suffix(1);
  return text;
}

namespace {

// The size of the well-formed sequence at the start of `bytes`, 0 if there is none (RFC 3629, section 4).
std::size_t utf8_sequence(std::string_view bytes) noexcept {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const auto tail = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return i < bytes.size() && at(i) >= low && at(i) <= high;
  };
  const unsigned lead = at(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;
    return tail(1, low, high) && tail(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    return tail(1, low, high) && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

} // namespace

std::size_t plain_prefix(std::string_view text) noexcept {
  const char* at = text.data();
  const char* const end = at + text.size();
  std::uint64_t special = 0;
  for (; end - at >= static_cast<std::ptrdiff_t>(word_size); at += word_size) {
    special = special_bytes(word_at(at));
    if (special != 0) break;
  }
  if (special == 0) special = special_bytes(last_word(at, static_cast<std::size_t>(end - at)));
  if (special == 0) return text.size();
  return static_cast<std::size_t>(at - text.data()) + first_of(special);
}

bool is_utf8(std::string_view bytes) noexcept {
  while (bytes.size() >= word_size) {
    if ((word_at(bytes.data()) & top_bits) == 0) {
      bytes.remove_prefix(word_size);
      continue;
    }
    const std::size_t size = utf8_sequence(bytes);
    if (size == 0) return false;
    bytes.remove_prefix(size);
  }
  while ((last_word(bytes.data(), bytes.size()) & top_bits) != 0) {
    const std::size_t size = utf8_sequence(bytes);
    if (size == 0) return false;
    bytes.remove_prefix(size);
  }
  return true;
}

std::string to_utf8(std::string_view bytes) {
  if (is_utf8(bytes)) return std::string(bytes);
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xC0U | byte >> 6U);
      text += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return text;
}

std::string_view utf8_prefix(std::string_view text, std::size_t size) noexcept {
  if (text.size() <= size) return text;
  // At most three bytes back lies the lead byte of a sequence that was cut.
  for (std::size_t back = 0; back < 4 && back < size; ++back) {
    const auto next = static_cast<unsigned char>(text[size - back]);
    if ((next & 0xC0U) != 0x80U) return text.substr(0, size - back);
  }
  return text.substr(0, size);
}

namespace {

constexpr std::string_view base64_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// The digits of 12 bits at once, the first lowest.
constexpr auto base64_pairs = [] {
  std::array<std::uint16_t, 4096> pairs{};
  for (std::size_t i = 0; i < pairs.size(); ++i)
    pairs[i] = static_cast<std::uint16_t>(base64_alphabet[i >> 6U] | base64_alphabet[i & 0x3FU] << 8U);
  return pairs;
}();

constexpr unsigned char no_digit = 0xFF;
constexpr auto base64_digits = [] {
  std::array<unsigned char, 256> digits{};
  digits.fill(no_digit);
  for (std::size_t i = 0; i < base64_alphabet.size(); ++i)
    digits[static_cast<unsigned char>(base64_alphabet[i])] = static_cast<unsigned char>(i);
  return digits;
}();

} // namespace

namespace {

// Six bytes at a time, from a word of eight.
void put_base64(char* out, std::string_view bytes) noexcept {
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  for (; end - at >= static_cast<std::ptrdiff_t>(word_size); at += 6, out += word_size) {
    const std::uint64_t word = __builtin_bswap64(word_at(at)); // the first byte highest
    const auto pair = [&](unsigned shift) { return std::uint64_t{base64_pairs[word >> shift & 0xFFFU]}; };
    const std::uint64_t digits = pair(52) | pair(40) << 16U | pair(28) << 32U | pair(16) << 48U;
    std::memcpy(out, &digits, word_size);
  }
  while (at != end) {
    const std::ptrdiff_t left = std::min<std::ptrdiff_t>(end - at, 3);
    const auto byte = [&](std::ptrdiff_t i) {
      return i < left ? std::uint32_t{static_cast<unsigned char>(at[i])} : 0U;
    };
    const std::uint32_t group = byte(0) << 16U | byte(1) << 8U | byte(2);
    std::memcpy(out, &base64_pairs[group >> 12U], 2);
    std::memcpy(out + 2, &base64_pairs[group & 0xFFFU], 2);
    if (left < 3) out[3] = '=';
    if (left < 2) out[2] = '=';
    out += 4;
    at += left;
  }
}

} // namespace

// In portions that stay in a processor's cache between being made and being filled.
void append_base64(std::string& text, std::string_view bytes) {
  constexpr std::size_t portion = std::size_t{48} << 10U; // of whole groups
  text.reserve(text.size() + (bytes.size() + 2) / 3 * 4);
  while (!bytes.empty()) {
    const std::string_view next = bytes.substr(0, portion);
    bytes.remove_prefix(next.size());
    const std::size_t before = text.size();
    text.resize(before + (next.size() + 2) / 3 * 4);
    put_base64(text.data() + before, next);
  }
}

std::string base64_encode(std::string_view bytes) {
  std::string text;
  append_base64(text, bytes);
  return text;
}

std::optional<std::string> base64_decode(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  for (std::size_t i = 0; i < text.size(); i += 4) {
    const bool last = i + 4 == text.size();
    const std::size_t padding = last && text[i + 3] == '=' ? (text[i + 2] == '=' ? 2 : 1) : 0;
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 4; ++j) {
      const unsigned char digit =
          j < 4 - padding ? base64_digits[static_cast<unsigned char>(text[i + j])] : 0;
      if (digit == no_digit) return std::nullopt;
      group = group << 6U | digit;
    }
    for (std::size_t j = 0; j < 3 - padding; ++j)
      bytes += static_cast<char>(group >> (16U - 8U * j) & 0xFFU);
  }
  return bytes;
}

std::string percent_encode(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  text.reserve(bytes.size());
  for (const char c : bytes) {
    const bool unreserved = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                            c == '-' || c == '.' || c == '_' || c == '~';
    if (unreserved) {
      text += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      text += {'%', digits[byte >> 4U], digits[byte & 0xFU]};
    }
  }
  return text;
}

std::string code_point_name(char ascii) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(ascii);
  return {'U', '+', '0', '0', digits[byte >> 4U], digits[byte & 0xFU]};
}

void append_json_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  while (true) {
    std::size_t plain = plain_prefix(text);
    while (plain < text.size() && static_cast<unsigned char>(text[plain]) >= 0x80)
      plain += 1 + plain_prefix(text.substr(plain + 1));
    out.append(text.substr(0, plain));
    if (plain == text.size()) return;
    switch (const char c = text[plain]) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\b': out += "\\b"; break;
    case '\f': out += "\\f"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    default:
      out += "\\u00";
      out += digits[static_cast<unsigned char>(c) >> 4U];
      out += digits[static_cast<unsigned char>(c) & 0xFU];
    }
    text.remove_prefix(plain + 1);
  }
}

std::string json_escape(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  append_json_escaped(escaped, text);
  return escaped;
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) noexcept {
  constexpr std::size_t longest = 64;
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > most || a.size() > longest || b.size() > longest) return most + 1;
  // Three rows of the table are enough for a swap of neighbours.
  std::array<std::array<std::size_t, longest + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j)
    rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i - 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replace, above[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], rows[(i - 2) % 3][j - 2] + 1);
    }
  }
  return std::min(rows[a.size() % 3][b.size()], most + 1);
}

namespace {

// "desk" is no misspelling of "department", but of rooms, users and departments it can only mean the last.
std::optional<std::string_view> only_one_that_begins_like(std::string_view lower,
                                                          std::span<const std::string_view> candidates) {
  const std::string_view start = lower.substr(0, std::max<std::size_t>(2, (lower.size() + 1) / 2));
  if (lower.size() < 2) return std::nullopt;
  std::optional<std::string_view> found;
  for (const std::string_view candidate : candidates) {
    if (!to_lower(candidate).starts_with(start)) continue;
    if (found) return std::nullopt;
    found = candidate;
  }
  return found;
}

} // namespace

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates) {
  const std::string lower = to_lower(word);
  std::optional<std::string_view> best;
  std::size_t best_distance = 0;
  for (const std::string_view candidate : candidates) {
    const std::size_t most = std::max<std::size_t>(1, std::max(word.size(), candidate.size()) / 3);
    const std::size_t distance = edit_distance(lower, to_lower(candidate), most);
    if (distance <= most && distance < std::max(word.size(), candidate.size()) &&
        (!best || distance < best_distance)) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best ? best : only_one_that_begins_like(lower, candidates);
}

} // namespace http_task
