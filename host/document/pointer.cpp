#include "document/pointer.hpp"

#include <charconv>
#include <optional>
#include <span>

namespace http_task::host {
namespace {

// RFC 6901, section 4: no leading zero.
std::optional<std::size_t> index_of(std::string_view token) {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
  if (token.empty() || error != std::errc() || end != token.data() + token.size()) return std::nullopt;
  if (token.size() > 1 && token.front() == '0') return std::nullopt;
  return index;
}

problem blocked(std::string_view pointer, const std::string& why) {
  problem p = make_problem("input.invalid", "Cannot set " + std::string(pointer) + ": " + why + ".");
  p.pointer = pointer;
  return p;
}

// Builds the part of the way that does not exist yet, so that a failure leaves the document untouched.
json::value nested(std::span<const std::string> tokens, json::value value) {
  for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
    json::object parent;
    parent.emplace(*token, std::move(value));
    value = std::move(parent);
  }
  return value;
}

} // namespace

result<std::vector<std::string>> pointer_tokens(std::string_view pointer) {
  std::vector<std::string> tokens;
  if (pointer.empty()) return tokens;
  const auto malformed = [&](const char* why) {
    return make_problem("usage", "\"" + std::string(pointer) + "\" is not a JSON Pointer: " + why + ".",
                        "Write it as in /body/target_type; ~ in a name is ~0, / is ~1.");
  };
  if (pointer.front() != '/') return malformed("it begins with /");
  for (std::size_t i = 0; i < pointer.size(); ++i) {
    const char c = pointer[i];
    if (c == '/') {
      tokens.emplace_back();
    } else if (c != '~') {
      tokens.back() += c;
    } else if (i + 1 < pointer.size() && (pointer[i + 1] == '0' || pointer[i + 1] == '1')) {
      tokens.back() += pointer[++i] == '0' ? '~' : '/';
    } else {
      return malformed("~ is followed by 0 or 1");
    }
  }
  return tokens;
}

std::string pointer_escape(std::string_view token) {
  std::string escaped;
  for (const char c : token) {
    if (c == '~')
      escaped += "~0";
    else if (c == '/')
      escaped += "~1";
    else
      escaped += c;
  }
  return escaped;
}

result<void> set_at(json::value& root, std::string_view pointer, json::value value) {
  const auto tokens = pointer_tokens(pointer);
  if (!tokens) return tokens.error();
  json::value* at = &root;
  for (std::size_t i = 0; i < tokens->size(); ++i) {
    const std::string& token = (*tokens)[i];
    const auto rest = std::span(*tokens).subspan(i + 1);
    if (json::object* object = at->if_object()) {
      json::value* member = object->if_contains(token);
      if (member == nullptr) {
        object->emplace(token, nested(rest, std::move(value)));
        return {};
      }
      at = member;
    } else if (json::array* array = at->if_array()) {
      const auto index = token == "-" ? array->size() : index_of(token);
      if (!index || *index > array->size())
        return blocked(pointer, "the array has " + std::to_string(array->size()) + " items and no place \"" +
                                    token + "\"");
      if (*index == array->size()) {
        array->push_back(nested(rest, std::move(value)));
        return {};
      }
      at = &(*array)[*index];
    } else {
      return blocked(pointer, "before \"" + token + "\" stands a value that is no object and no array");
    }
  }
  *at = std::move(value);
  return {};
}

} // namespace http_task::host
