#include "files/file_name.hpp"

#include <charconv>

namespace http_task::host {

std::string file_name_of(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string name;
  for (const char c : text) {
    if (plain.find(c) != std::string_view::npos || (c == '.' && !name.empty())) {
      name += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      name += {'%', digits[byte >> 4U], digits[byte & 0xFU]};
    }
  }
  return name;
}

std::string text_of_file_name(std::string_view name) {
  std::string text;
  for (std::size_t i = 0; i < name.size(); ++i) {
    unsigned byte = 0;
    const char* digits = name.data() + i + 1;
    if (name[i] == '%' && i + 2 < name.size() &&
        std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      text += static_cast<char>(byte);
      i += 2;
    } else {
      text += name[i];
    }
  }
  return text;
}

} // namespace http_task::host
