// The value of a variable of a URI template, or of a parameter: undefined, a text, a list, or an associative
// array in its order (RFC 6570, section 2.3). Lists and associative arrays may hold further ones; only some
// forms have a way to write them.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace http_task::uri {

struct member;

struct value {
  using list = std::vector<value>;
  using object = std::vector<member>;

  std::variant<std::monostate, std::string, list, object> content;

  [[nodiscard]] const std::string* if_text() const noexcept { return std::get_if<std::string>(&content); }
  [[nodiscard]] const list* if_list() const noexcept { return std::get_if<list>(&content); }
  [[nodiscard]] const object* if_object() const noexcept { return std::get_if<object>(&content); }
  [[nodiscard]] bool is_structured() const noexcept { return content.index() > 1; }
};

struct member {
  std::string name;
  uri::value value;
};

// Nothing is written for it: no value, or a list or associative array in which nothing has one.
[[nodiscard]] bool is_undefined(const value& v) noexcept;

} // namespace http_task::uri
