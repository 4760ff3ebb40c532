#include "curl_command/curl_text.hpp"

#include "curl_command/shell_words.hpp"
#include "text/utf8.hpp"

#include <algorithm>

namespace http_task::host {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decoded(std::string_view text, bool form) {
  std::string plain(text);
  if (form) std::ranges::replace(plain, '+', ' ');
  return percent_decoded(plain);
}

bool is_text(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

// Each '%' begins an escape.
bool is_well_formed(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    if (at + 2 >= text.size() || hex_value(text[at + 1]) < 0 || hex_value(text[at + 2]) < 0) return false;
  }
  return true;
}

bool has_variable(std::string_view text) {
  return text.find(variable_begin) != std::string_view::npos;
}

} // namespace

std::string as_setting(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (word[at] == variable_begin) {
      const std::size_t end = std::min(word.find(variable_end, at), word.size());
      const std::string_view name = word.substr(at + 1, end - at - 1);
      const bool expression = name.find_first_of(".[") != std::string_view::npos;
      out += (expression ? "${" : "${workflow.input.") + std::string(name) + "}";
      at = end;
    } else {
      if (word.substr(at).starts_with("${")) out += '$';
      out += word[at];
    }
  }
  return out;
}

std::string percent_encoded(std::string_view text, bool form) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  const std::string_view bare = form ? "-._*" : "-._~";
  std::string out;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || bare.find(c) != std::string_view::npos) {
      out += c;
    } else if (form && c == ' ') {
      out += '+';
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += hex[byte >> 4U];
      out += hex[byte & 0xFU];
    }
  }
  return out;
}

std::optional<pairs> read_pairs(std::string_view text, bool form) {
  pairs list;
  if (text.empty()) return list;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find('&', from), text.size());
    const std::string_view pair = text.substr(from, end - from);
    from = end + 1;
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || equals == 0 || has_variable(pair.substr(0, equals))) return {};
    std::string name = decoded(pair.substr(0, equals), form);
    std::string value = decoded(pair.substr(equals + 1), form);
    if (!is_well_formed(pair) || !is_text(name) || !is_utf8(name) || !is_utf8(value)) return {};
    // A form is what it decodes to. What the shell would have put in goes the way of all values.
    const bool any_writing = form || has_variable(value);
    if (!any_writing && percent_encoded(name, false) + "=" + percent_encoded(value, false) != pair) return {};
    const auto same = std::ranges::find(list, name, &pairs::value_type::first);
    if (same != list.end() && list.back().first != name) return {}; // a list could not keep this order
    list.emplace_back(std::move(name), std::move(value));
  }
  return list;
}

json::object as_object(const pairs& list) {
  json::object object;
  for (const auto& [name, value] : list) {
    json::value* known = object.if_contains(name);
    if (known == nullptr)
      object.emplace(name, as_setting(value));
    else if (known->is_array())
      known->get_array().emplace_back(as_setting(value));
    else
      *known = json::array{*known, json::value(as_setting(value))};
  }
  return object;
}

} // namespace http_task::host
