#include "message/fields.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

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

namespace {

constexpr auto token_bytes = [] {
  std::array<bool, 256> table{};
  for (const char c :
       std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    table[static_cast<unsigned char>(c)] = true;
  return table;
}();

} // namespace

bool is_token(std::string_view text) noexcept {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return token_bytes[static_cast<unsigned char>(c)]; });
}

bool is_field_value(std::string_view text) noexcept {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  if (!text.empty() && (blank(text.front()) || blank(text.back()))) return false;
  return std::ranges::all_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte != 0x7F) || byte == '\t';
  });
}

} // namespace http_task::message
