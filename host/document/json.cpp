#include "document/json.hpp"

#include <boost/json/parser.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace http_task::host {
namespace {

constexpr std::size_t max_depth = 500;

problem not_json(std::string_view text, std::size_t offset, const std::string& why, std::string_view source) {
  const std::string_view before = text.substr(0, offset);
  const auto line = 1 + std::ranges::count(before, '\n');
  const std::size_t last_break = before.rfind('\n');
  const std::size_t column = last_break == std::string_view::npos ? offset + 1 : offset - last_break;
  std::string where = "line " + std::to_string(line) + ", column " + std::to_string(column);
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) where = "it is empty";
  problem p = make_problem("input.not_json",
                           "Expected JSON in " + std::string(source) + "; " + where + ": " + why + ".");
  p.source = source;
  return p;
}

void append(std::string& out, const json::value& v);

void append(std::string& out, double number) {
  std::array<char, 32> digits;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  const std::string_view text(digits.data(), static_cast<std::size_t>(end - digits.data()));
  out += text;
  if (text.find_first_of(".e") == std::string_view::npos) out += ".0";
}

void append(std::string& out, const json::object& o) {
  out += '{';
  for (bool first = true; const auto& member : o) {
    if (!std::exchange(first, false)) out += ',';
    out += json::serialize(member.key());
    out += ':';
    append(out, member.value());
  }
  out += '}';
}

void append(std::string& out, const json::array& a) {
  out += '[';
  for (bool first = true; const json::value& item : a) {
    if (!std::exchange(first, false)) out += ',';
    append(out, item);
  }
  out += ']';
}

void append(std::string& out, const json::value& v) {
  switch (v.kind()) {
  case json::kind::object: return append(out, v.get_object());
  case json::kind::array: return append(out, v.get_array());
  case json::kind::double_: return append(out, v.get_double());
  default: out += json::serialize(v);
  }
}

} // namespace

result<json::value> parse_json(std::string_view text, std::string_view source) {
  json::parse_options options;
  options.max_depth = max_depth;
  json::parser parser({}, options);
  boost::system::error_code error;
  const std::size_t consumed = parser.write_some(text.data(), text.size(), error);
  if (error) return not_json(text, consumed, error.message(), source);
  const std::size_t rest = text.find_first_not_of(" \t\r\n", consumed);
  if (rest != std::string_view::npos)
    return not_json(text, rest, "there is something behind the value", source);
  return parser.release();
}

result<json::object> parse_object(std::string_view text, std::string_view source) {
  auto parsed = parse_json(text, source);
  if (!parsed) return std::move(parsed).error();
  if (!parsed->is_object()) {
    problem p = make_problem("input.invalid", "Expected a JSON object in " + std::string(source) +
                                                  "; found another kind of value.");
    p.source = source;
    return p;
  }
  return std::move(parsed->get_object());
}

std::string_view text_of(const json::object& o, std::string_view name) noexcept {
  const json::value* member = o.if_contains(name);
  return member != nullptr && member->is_string() ? view(member->get_string()) : std::string_view{};
}

const json::object* object_of(const json::object& o, std::string_view name) noexcept {
  const json::value* member = o.if_contains(name);
  return member != nullptr ? member->if_object() : nullptr;
}

const json::array* array_of(const json::object& o, std::string_view name) noexcept {
  const json::value* member = o.if_contains(name);
  return member != nullptr ? member->if_array() : nullptr;
}

const json::object& or_empty(const json::object* o) {
  static const json::object empty;
  return o != nullptr ? *o : empty;
}

const json::array& or_empty(const json::array* a) {
  static const json::array empty;
  return a != nullptr ? *a : empty;
}

bool flag_of(const json::object& o, std::string_view name, bool otherwise) noexcept {
  const json::value* member = o.if_contains(name);
  return member != nullptr && member->is_bool() ? member->get_bool() : otherwise;
}

double number_of(const json::object& o, std::string_view name, double otherwise) noexcept {
  const json::value* member = o.if_contains(name);
  if (member == nullptr) return otherwise;
  switch (member->kind()) {
  case json::kind::int64: return static_cast<double>(member->get_int64());
  case json::kind::uint64: return static_cast<double>(member->get_uint64());
  case json::kind::double_: return member->get_double();
  default: return otherwise;
  }
}

std::int64_t integer_of(const json::object& o, std::string_view name, std::int64_t otherwise) noexcept {
  constexpr double exact = 9007199254740992; // 2^53
  const json::value* member = o.if_contains(name);
  if (member != nullptr && member->is_int64()) return member->get_int64();
  const double number = number_of(o, name, static_cast<double>(otherwise));
  return number >= -exact && number <= exact ? static_cast<std::int64_t>(number) : otherwise;
}

std::string to_text(const json::value& v) {
  std::string out;
  append(out, v);
  return out;
}

} // namespace http_task::host
