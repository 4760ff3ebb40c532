// The header fields of a message, in the order and with the names in which they were sent or received.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::message {

struct field {
  std::string name;
  std::string value;
};

// Names compare without case (RFC 9110, section 5.1); repeated fields stay apart.
class fields {
public:
  void add(std::string name, std::string value) { list_.push_back({std::move(name), std::move(value)}); }
  void reserve(std::size_t count) { list_.reserve(count); }
  // Replaces the first field of that name and removes the others, or adds one.
  void set(std::string_view name, std::string value);
  void remove(std::string_view name);

  [[nodiscard]] bool contains(std::string_view name) const noexcept { return find(name) != nullptr; }
  // The value of the first field of that name, or nullptr.
  [[nodiscard]] const std::string* find(std::string_view name) const noexcept;

  [[nodiscard]] bool empty() const noexcept { return list_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return list_.size(); }
  [[nodiscard]] auto begin() const noexcept { return list_.begin(); }
  [[nodiscard]] auto end() const noexcept { return list_.end(); }

private:
  std::vector<field> list_;
};

// RFC 9110, section 5.6.2: what a field name and a method are made of.
[[nodiscard]] bool is_token(std::string_view text) noexcept;

// RFC 9110, section 5.5, strict: visible ASCII, bytes from 0x80, and blanks within; no other control
// character.
[[nodiscard]] bool is_field_value(std::string_view text) noexcept;

} // namespace http_task::message
