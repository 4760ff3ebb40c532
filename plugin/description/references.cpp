#include "description/references.hpp"

#include "description/display_text.hpp"
#include "json/pointer.hpp"

#include <optional>

namespace http_task::description {
namespace {

// Longer chains of aliases are circles for all that matters.
constexpr int most_aliases = 100;

int hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// A JSON Pointer in a URI fragment is percent-encoded (RFC 6901, section 6).
std::string percent_decode(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low >= 0) {
      plain += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

std::string quoted(std::string_view ref) {
  return "\"" + single_line(ref, 200) + "\"";
}

} // namespace

result<target> resolve(const json::value& root, std::string_view ref) {
  const std::string first(ref);
  std::string next(ref);
  for (int hop = 0; hop < most_aliases; ++hop) {
    if (!next.starts_with('#'))
      return make_problem("description.invalid",
                          "The $ref " + quoted(next) +
                              " leads to another document; only references inside of the "
                              "document are followed.");
    // A pointer is followed as it stands first: some writers do not percent-encode.
    std::string pointer = next.substr(1);
    const json::value* value = json::find(root, pointer);
    if (!value) {
      pointer = percent_decode(pointer);
      value = json::find(root, pointer);
    }
    if (!value) return make_problem("description.invalid", "The $ref " + quoted(next) + " leads nowhere.");
    const json::object* object = value->if_object();
    const json::value* alias = object ? object->if_contains("$ref") : nullptr;
    if (!alias || !alias->is_string()) return target{value, std::move(pointer)};
    next = json::view(alias->get_string());
  }
  return make_problem("description.invalid", "The $ref " + quoted(first) + " leads in a circle.");
}

result<target> dereference(const json::value& root, const json::value& value, std::string pointer) {
  const json::object* object = value.if_object();
  const json::value* ref = object ? object->if_contains("$ref") : nullptr;
  if (!ref || !ref->is_string()) return target{&value, std::move(pointer)};
  return resolve(root, json::view(ref->get_string()));
}

} // namespace http_task::description
