#include "serve/masking.hpp"

#include <algorithm>

#include <openssl/evp.h>

namespace http_task::host {
namespace {

constexpr std::size_t shortest = 4;
constexpr std::string_view mask = "***";

std::string in_base64(std::string_view value) {
  std::string text((value.size() + 2) / 3 * 4 + 1, '\0');
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(value.data()), static_cast<int>(value.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

std::string percent_encoded(std::string_view value) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (const char c : value) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       std::string_view("-._~").find(c) != std::string_view::npos;
    const auto byte = static_cast<unsigned char>(c);
    if (plain)
      text += c;
    else
      (text += '%').append({digits[byte >> 4U], digits[byte & 15U]});
  }
  return text;
}

} // namespace

std::vector<std::string> forms_of_secrets(const json::object& secrets) {
  std::vector<std::string> forms;
  const auto add = [&](std::string form) {
    if (std::ranges::find(forms, form) == forms.end()) forms.push_back(std::move(form));
  };
  for (const auto& member : secrets) {
    if (!member.value().is_string()) continue;
    const std::string_view value = view(member.value().get_string());
    if (value.size() < shortest) continue;
    add(std::string(value));
    const std::string quoted = to_text(member.value());
    add(quoted.substr(1, quoted.size() - 2));
    add(percent_encoded(value));
    add(in_base64(value));
  }
  // Of two that begin at the same place the longer one counts.
  std::ranges::sort(forms, std::ranges::greater(), [](const std::string& form) { return form.size(); });
  return forms;
}

void for_each_masked_piece(std::string_view bytes, const std::vector<std::string>& forms,
                           const std::function<void(std::string_view)>& take) {
  std::vector<std::size_t> next; // where each form is found next
  next.reserve(forms.size());
  for (const std::string& form : forms)
    next.push_back(bytes.find(form));
  std::size_t at = 0;
  for (;;) {
    const auto first = std::ranges::min_element(next);
    if (first == next.end() || *first == std::string_view::npos) break;
    const std::size_t begin = *first;
    const std::string& form = forms[static_cast<std::size_t>(first - next.begin())];
    take(bytes.substr(at, begin - at));
    take(mask);
    at = begin + form.size();
    for (std::size_t i = 0; i < forms.size(); ++i) {
      if (next[i] < at) next[i] = bytes.find(forms[i], at);
    }
  }
  take(bytes.substr(at));
}

} // namespace http_task::host
