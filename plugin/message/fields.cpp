#include "message/fields.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace http_task::message {

void fields::set(std::string_view name, std::string value) {
  const auto named = [&](const field& f) { return iequals(f.name, name); };
  const auto first = std::ranges::find_if(list_, named);
  if (first == list_.end()) {
    add(std::string(name), std::move(value));
    return;
  }
  first->value = std::move(value);
  list_.erase(std::remove_if(first + 1, list_.end(), named), list_.end());
}

void fields::remove(std::string_view name) {
  std::erase_if(list_, [&](const field& f) { return iequals(f.name, name); });
}

const std::string* fields::find(std::string_view name) const noexcept {
  const auto found = std::ranges::find_if(list_, [&](const field& f) { return iequals(f.name, name); });
  return found == list_.end() ? nullptr : &found->value;
}

bool is_token(std::string_view text) noexcept {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           marks.find(c) != std::string_view::npos;
  });
}

bool is_field_value(std::string_view text) noexcept {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  if (!text.empty() && (blank(text.front()) || blank(text.back()))) return false;
  return std::ranges::all_of(text, [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return blank(c) || (byte > 0x20 && byte != 0x7F);
  });
}

} // namespace http_task::message
