#include "json/write.hpp"

#include "base/text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace http_task::json {
namespace {

template<class Number>
std::string_view shortest(std::array<char, 32>& buffer, Number n) { // enough for every double
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), n);
  return {buffer.data(), static_cast<std::size_t>(end - buffer.data())};
}

} // namespace

void append_number(std::string& out, std::int64_t n) {
  std::array<char, 32> buffer;
  out += shortest(buffer, n);
}

void append_number(std::string& out, std::uint64_t n) {
  std::array<char, 32> buffer;
  out += shortest(buffer, n);
}

void append_number(std::string& out, double d) {
  if (!std::isfinite(d)) {
    out += "null";
    return;
  }
  std::array<char, 32> buffer;
  const std::string_view text = shortest(buffer, d);
  out += text;
  // 5.0 stays a double when it is read back.
  if (text.find_first_of(".e") == std::string_view::npos) out += ".0";
}

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
  case kind::double_: append_number(out, v.get_double()); break;
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
