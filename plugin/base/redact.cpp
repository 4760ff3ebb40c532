#include "base/redact.hpp"

#include "base/encoded_match.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace http_task {
namespace {

// Of base64 that begins or ends within something longer, less could be anything.
constexpr std::size_t shortest_core = 8;

unsigned char byte(char c) noexcept {
  return static_cast<unsigned char>(c);
}

void insert(std::vector<std::string>& into, std::string value) {
  if (std::ranges::find(into, value) != into.end()) return;
  const auto place = std::ranges::upper_bound(into, value.size(), std::greater<>{}, &std::string::size);
  into.insert(place, std::move(value));
}

} // namespace

void redactor::add(std::string_view secret) {
  if (secret.size() < shortest) return;
  insert(values_, std::string(secret));
  begins_[byte(secret.front())] = true;
  for (const char c : {'%', '+', '\\', '&'})
    begins_[byte(c)] = true;
  add_base64(secret);
}

// RFC 4648, sections 4 and 5. What encodes the secret within a longer text depends on where in a group of
// three bytes it begins; the characters that hold bits of its neighbours as well are left out.
void redactor::add_base64(std::string_view secret) {
  const auto add_form = [&](std::string_view form) {
    begins_[byte(form.front())] = true;
    insert(base64_, std::string(form));
  };
  const auto add_forms = [&](const std::string& form) {
    std::string url = form;
    std::ranges::replace(url, '+', '-');
    std::ranges::replace(url, '/', '_');
    add_form(form);
    add_form(url); // the same in most cases
  };
  for (std::size_t before = 0; before < 3; ++before) {
    const std::string all = base64_encode(std::string(before, '\0') + std::string(secret));
    const std::size_t begin = (before * 8 + 5) / 6;
    const std::size_t end = (before + secret.size()) * 8 / 6;
    if (before == 0) add_forms(all.substr(0, all.find('=')));
    if (end >= begin + shortest_core) add_forms(all.substr(begin, end - begin));
  }
}

std::size_t redactor::match(std::string_view text, std::size_t at) const {
  const bool encoded = begins_encoded(text[at]);
  for (const std::string& value : values_) {
    if (!encoded && value.front() != text[at]) continue;
    if (const std::size_t end = match_encoded(text, at, value); end != std::string_view::npos) return end;
  }
  for (const std::string& form : base64_)
    if (text.substr(at, form.size()) == form)
      return std::min(text.find_first_not_of('=', at + form.size()), text.size()); // with its padding
  return std::string_view::npos;
}

redactor::found redactor::find(std::string_view text, std::size_t from) const {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (!begins_[byte(text[at])]) continue;
    if (const std::size_t end = match(text, at); end != std::string_view::npos) return {at, end};
  }
  return {text.size(), text.size()};
}

bool redactor::contains_secret(std::string_view text) const {
  return !empty() && find(text, 0).begin < text.size();
}

std::string redactor::redact(std::string_view text) const {
  if (empty()) return std::string(text);
  std::string clean;
  std::size_t done = 0;
  for (found f = find(text, 0); f.begin < text.size(); f = find(text, done)) {
    clean.append(text.substr(done, f.begin - done)).append(mask);
    done = f.end;
  }
  return clean.append(text.substr(done));
}

} // namespace http_task
