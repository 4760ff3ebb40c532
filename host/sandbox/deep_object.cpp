#include "sandbox/deep_object.hpp"

#include "sandbox/parameter_style.hpp"

#include <algorithm>
#include <memory>

namespace http_task::host {
namespace {

constexpr std::size_t deepest = 64;

struct node {
  std::vector<std::string> texts; // of the pairs that end here
  std::vector<std::pair<std::string, std::unique_ptr<node>>> children;

  node& child(std::string_view key) {
    const auto known = std::ranges::find_if(children, [&](const auto& c) { return c.first == key; });
    if (known != children.end()) return *known->second;
    return *children.emplace_back(key, std::make_unique<node>()).second;
  }
};

// "a[b][c]" without "a": b, c.
std::vector<std::string_view> keys_of(std::string_view brackets) {
  std::vector<std::string_view> keys;
  while (brackets.starts_with('[') && keys.size() < deepest) {
    const std::size_t end = std::min(brackets.find(']'), brackets.size());
    keys.push_back(brackets.substr(1, end - 1));
    brackets.remove_prefix(std::min(end + 1, brackets.size()));
  }
  return keys;
}

bool is_index(std::string_view key) {
  return key.find_first_not_of("0123456789") == std::string_view::npos;
}

json::value value_of(const node& from, const described& what) {
  if (from.children.empty())
    return what.is_list() || from.texts.size() > 1 ? what.list(from.texts) : what.scalar(from.texts.front());
  const bool is_list = !what.is_object() &&
                       std::ranges::all_of(from.children, [](const auto& c) { return is_index(c.first); });
  if (!is_list) {
    json::object object;
    for (const auto& [key, child] : from.children)
      object[key] = value_of(*child, what.member(key));
    return object;
  }
  json::array list;
  for (const auto& [key, child] : from.children) {
    if (!key.empty() || !child->children.empty()) {
      list.push_back(value_of(*child, what.items()));
      continue;
    }
    for (const std::string& text : child->texts)
      list.push_back(what.items().scalar(text));
  }
  return list;
}

} // namespace

bool is_deep_name(std::string_view text, std::string_view name) noexcept {
  return text.starts_with(name) && (text.size() == name.size() || text[name.size()] == '[');
}

json::value read_deep_object(const std::vector<std::pair<std::string_view, std::string_view>>& pairs,
                             std::string_view name, const described& what) {
  node root;
  for (const auto& [encoded, value] : pairs) {
    const std::string plain = form_decoded(encoded);
    node* at = &root;
    for (const std::string_view key : keys_of(std::string_view(plain).substr(name.size())))
      at = &at->child(key);
    at->texts.push_back(form_decoded(value));
  }
  return value_of(root, what);
}

} // namespace http_task::host
