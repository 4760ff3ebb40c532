#include "base/redact.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace http_task {
namespace {

// application/x-www-form-urlencoded writes a space as '+'.
std::string form_encode(std::string_view text) {
  std::string encoded = percent_encode(text);
  for (std::size_t at = encoded.find("%20"); at != std::string::npos; at = encoded.find("%20", at))
    encoded.replace(at, 3, "+");
  return encoded;
}

} // namespace

void redactor::add(std::string_view secret) {
  if (secret.size() < shortest) return;
  std::string base64 = base64_encode(secret);
  std::string base64_open = base64.substr(0, base64.find('='));
  for (std::string form : {std::string(secret), json_escape(secret), percent_encode(secret),
                           form_encode(secret), std::move(base64), std::move(base64_open)}) {
    if (std::ranges::find(needles_, form) == needles_.end()) needles_.push_back(std::move(form));
  }
  std::ranges::stable_sort(needles_, std::greater<>{}, &std::string::size);
}

bool redactor::contains_secret(std::string_view text) const noexcept {
  return std::ranges::any_of(needles_,
                             [&](const std::string& n) { return text.find(n) != std::string_view::npos; });
}

std::string redactor::redact(std::string_view text) const {
  std::string clean(text);
  for (const std::string& needle : needles_) {
    for (std::size_t at = clean.find(needle); at != std::string::npos;
         at = clean.find(needle, at + mask.size()))
      clean.replace(at, needle.size(), mask);
  }
  return clean;
}

} // namespace http_task
