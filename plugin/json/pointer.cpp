#include "json/pointer.hpp"

#include <charconv>
#include <optional>

namespace http_task::json {

std::string escape_token(std::string_view token) {
  std::string escaped;
  escaped.reserve(token.size());
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

std::string join(std::string_view pointer, std::string_view token) {
  std::string joined(pointer);
  joined += '/';
  joined += escape_token(token);
  return joined;
}

std::string join(std::string_view pointer, std::size_t index) {
  return join(pointer, std::to_string(index));
}

namespace {

std::optional<std::string> unescape_token(std::string_view token) {
  std::string plain;
  plain.reserve(token.size());
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] != '~') {
      plain += token[i];
      continue;
    }
    if (++i == token.size() || (token[i] != '0' && token[i] != '1')) return std::nullopt;
    plain += token[i] == '0' ? '~' : '/';
  }
  return plain;
}

// RFC 6901, section 4: "0", or digits without a leading zero.
std::optional<std::size_t> array_index(std::string_view token) noexcept {
  if (token.empty() || (token.size() > 1 && token[0] == '0') || token[0] < '0' || token[0] > '9')
    return std::nullopt;
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
  if (error != std::errc{} || end != token.data() + token.size()) return std::nullopt;
  return index;
}

} // namespace

result<std::vector<std::string>> split_pointer(std::string_view pointer) {
  std::vector<std::string> tokens;
  while (!pointer.empty()) {
    if (pointer.front() != '/')
      return make_problem("input.invalid", "A JSON Pointer is empty or starts with '/' (RFC 6901).");
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    std::optional<std::string> token = unescape_token(pointer.substr(0, end));
    if (!token)
      return make_problem("input.invalid", "In a JSON Pointer '~' stands only in '~0' and '~1' (RFC 6901).");
    tokens.push_back(std::move(*token));
    pointer.remove_prefix(end);
  }
  return tokens;
}

const value* find(const value& root, std::string_view pointer) noexcept {
  const value* at = &root;
  while (!pointer.empty()) {
    if (pointer.front() != '/') return nullptr;
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    const std::string_view token = pointer.substr(0, end);
    pointer.remove_prefix(end);
    if (const object* o = at->if_object()) {
      if (token.find('~') == std::string_view::npos) {
        at = o->if_contains(token);
      } else {
        const std::optional<std::string> plain = unescape_token(token);
        at = plain ? o->if_contains(*plain) : nullptr;
      }
    } else if (const array* a = at->if_array()) {
      const std::optional<std::size_t> index = array_index(token);
      at = index ? a->if_contains(*index) : nullptr;
    } else {
      return nullptr;
    }
    if (!at) return nullptr;
  }
  return at;
}

value* find(value& root, std::string_view pointer) noexcept {
  return const_cast<value*>(find(static_cast<const value&>(root), pointer));
}

} // namespace http_task::json
