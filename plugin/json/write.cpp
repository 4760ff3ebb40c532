#include "json/write.hpp"

#include "base/text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <concepts>

namespace http_task::json {
namespace {

template<class Number>
void append_number(std::string& out, Number n) {
  std::array<char, 32> buffer; // enough for the shortest form of every double
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), n);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  out += text;
  // 5.0 stays a double when it is read back.
  if constexpr (std::floating_point<Number>) {
    if (text.find_first_of(".e") == std::string_view::npos) out += ".0";
  }
}

} // namespace

void append_string(std::string& out, std::string_view text) {
  out += '"';
  append_json_escaped(out, text);
  out += '"';
}

void append(std::string& out, const value& v) {
  switch (v.kind()) {
  case kind::null: out += "null"; break;
  case kind::bool_: out += v.get_bool() ? "true" : "false"; break;
  case kind::int64: append_number(out, v.get_int64()); break;
  case kind::uint64: append_number(out, v.get_uint64()); break;
  case kind::double_:
    if (std::isfinite(v.get_double()))
      append_number(out, v.get_double());
    else
      out += "null";
    break;
  case kind::string: append_string(out, view(v.get_string())); break;
  case kind::array: {
    char separator = '[';
    for (const value& item : v.get_array()) {
      out += separator;
      append(out, item);
      separator = ',';
    }
    out += separator == '[' ? "[]" : "]";
    break;
  }
  case kind::object: {
    char separator = '{';
    for (const auto& [name, member] : v.get_object()) {
      out += separator;
      append_string(out, view(name));
      out += ':';
      append(out, member);
      separator = ',';
    }
    out += separator == '{' ? "{}" : "}";
    break;
  }
  }
}

std::string write(const value& v) {
  std::string out;
  append(out, v);
  return out;
}

} // namespace http_task::json
