#include "workflow/output.hpp"

#include <charconv>
#include <optional>

namespace http_task::host {
namespace {

// ".name" and "[0]" in turn; nothing for a path of another form.
std::optional<json::value> value_at(const json::value& context, std::string_view path) {
  const json::value* at = &context;
  const auto name_end = [&] { return std::min(path.find_first_of(".["), path.size()); };
  path.remove_prefix(path.starts_with("$.") ? 2 : 0);
  for (bool first = true; !path.empty(); first = false) {
    if (path.front() == '[') {
      std::size_t index = 0;
      const std::size_t close = path.find(']');
      if (close == std::string_view::npos) return std::nullopt;
      const auto [end, error] = std::from_chars(path.data() + 1, path.data() + close, index);
      if (error != std::errc() || end != path.data() + close) return std::nullopt;
      const json::array* array = at->if_array();
      if (array == nullptr || index >= array->size()) return json::value();
      at = &(*array)[index];
      path.remove_prefix(close + 1);
      continue;
    }
    if (!first) {
      if (path.front() != '.') return std::nullopt;
      path.remove_prefix(1);
    }
    const std::string_view name = path.substr(0, name_end());
    if (name.empty() || name.find_first_of("*?@()' ") != std::string_view::npos) return std::nullopt;
    const json::object* object = at->if_object();
    at = object != nullptr ? object->if_contains(name) : nullptr;
    if (at == nullptr) return json::value();
    path.remove_prefix(name.size());
  }
  return *at;
}

} // namespace

json::value resolve_output(const json::value& parameters, const json::value& context) {
  if (parameters.is_object()) {
    json::object resolved;
    for (const auto& member : parameters.get_object())
      resolved.emplace(member.key(), resolve_output(member.value(), context));
    return resolved;
  }
  if (parameters.is_array()) {
    json::array resolved;
    for (const json::value& item : parameters.get_array())
      resolved.push_back(resolve_output(item, context));
    return resolved;
  }
  if (!parameters.is_string()) return parameters;
  const std::string_view text = view(parameters.get_string());
  const bool one_expression =
      text.starts_with("${") && text.ends_with('}') && text.find('}') == text.size() - 1 && text.size() > 3;
  const auto value = one_expression ? value_at(context, text.substr(2, text.size() - 3)) : std::nullopt;
  return value ? *value : parameters;
}

} // namespace http_task::host
