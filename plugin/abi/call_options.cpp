#include "abi/call_options.hpp"

#include "json/parse.hpp"
#include "json/pointer.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace http_task::abi {
namespace {

problem expected_object(std::string_view source, const json::value& found) {
  auto p =
      make_problem("input.invalid", "Expected an object; found " + std::string(json::kind_name(found)) + ".");
  return in_source(std::move(p), source);
}

} // namespace

result<json::object> read_object(std::string_view text, std::string_view source,
                                 std::initializer_list<std::string_view> texts,
                                 std::initializer_list<std::string_view> others) {
  auto read = json::parse(text);
  if (!read) return in_source(std::move(read).error(), source);
  if (!read->is_object()) return expected_object(source, *read);
  for (const auto& [key, member] : read->get_object()) {
    const auto name = json::view(key);
    const auto is_name = [name](std::string_view n) { return n == name; };
    const bool is_text = std::any_of(texts.begin(), texts.end(), is_name);
    std::string mistake;
    if (!is_text && std::none_of(others.begin(), others.end(), is_name)) mistake = "There is no such member.";
    if (is_text && !member.is_string()) {
      mistake = "Expected a string; found " + std::string(json::kind_name(member)) + ".";
    }
    if (!mistake.empty()) {
      return in_source(make_problem("input.invalid", std::move(mistake), json::join("", name)), source);
    }
  }
  return std::move(read->get_object());
}

} // namespace http_task::abi
