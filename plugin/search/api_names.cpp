#include "search/api_names.hpp"

#include "base/text.hpp"
#include "search/words.hpp"

#include <algorithm>
#include <array>

namespace http_task::search {
namespace {

constexpr auto empty_words = std::to_array<std::string_view>(
    {"a",    "an",      "and",  "api",     "apis",    "app",      "client",        "co",     "com",
     "dev",  "docs",    "for",  "from",    "in",      "io",       "json",          "local",  "management",
     "net",  "of",      "open", "openapi", "org",     "our",      "platform",      "public", "reference",
     "rest", "restful", "sdk",  "server",  "service", "services", "specification", "spec",   "swagger",
     "the",  "this",    "to",   "v",       "version", "web",      "with",          "www"});

bool says_nothing(std::string_view word) {
  return std::ranges::find(empty_words, word) != empty_words.end();
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "v2", "2", "2010-04-01", "3.1", "beta".
bool is_version(std::string_view word) {
  if (word == "beta" || word == "alpha" || word == "preview") return true;
  if (!word.empty() && to_lower(word.front()) == 'v') word.remove_prefix(1);
  return !word.empty() && is_digit(word.front()) &&
         std::ranges::all_of(word, [](char c) { return is_digit(c) || c == '.' || c == '-' || c == '_'; });
}

void add_words(std::string_view text, api_level level, std::vector<named_word>& names) {
  std::vector<std::string> found;
  std::vector<std::string> rest;
  for (word_reader in(text); const auto w = in.next();)
    if (std::string word = fold(text.substr(w->offset, w->length)); !is_version(word))
      (says_nothing(word) ? rest : found).push_back(std::move(word));
  // "googleapis.com/docs": all that the service is called.
  if (found.empty() && level == api_level::service) found = std::move(rest);
  const auto count = static_cast<std::uint8_t>(std::min<std::size_t>(found.size(), 255));
  for (std::string& word : found)
    if (std::ranges::find(names, word, &named_word::word) == names.end())
      names.push_back({std::move(word), level, count});
}

// "squareup", "postmarkapp", "googleapis": brands with something added to make a domain of them.
void add_brand(std::string_view label, std::vector<named_word>& names) {
  for (const std::string_view added : {"apis", "api", "app", "aws", "hq", "up"})
    if (label.size() > added.size() + 3 && label.ends_with(added)) {
      add_words(label.substr(0, label.size() - added.size()), api_level::provider, names);
      return;
    }
}

bool is_part_of_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// "DocumentDB": what camelCase takes apart is also a name as it stands.
void add_joined_names(std::string_view title, std::vector<named_word>& names) {
  for (std::size_t begin = 0; begin < title.size();) {
    std::size_t end = begin;
    while (end < title.size() && is_part_of_word(title[end]))
      ++end;
    const std::string_view whole = title.substr(begin, end - begin);
    begin = end + 1;
    word_reader in(whole);
    if (const auto first = in.next(); !first || first->length == whole.size()) continue;
    std::string word = fold(whole);
    if (!is_version(word) && std::ranges::find(names, word, &named_word::word) == names.end())
      names.push_back({std::move(word), api_level::title, 1});
  }
}

std::string_view provider_of(std::string_view id) {
  return id.substr(0, id.find('/'));
}

std::string_view service_of(std::string_view id) {
  const std::size_t slash = id.find('/');
  return slash == std::string_view::npos ? std::string_view() : id.substr(slash + 1);
}

// The labels of a domain that name who offers it; "rubrikinc.github.io" is not GitHub's.
std::string_view naming_labels(std::string_view provider) {
  for (const std::string_view host : {".appspot.com", ".azurewebsites.net", ".github.io", ".herokuapp.com"})
    if (provider.ends_with(host)) return provider.substr(0, provider.size() - host.size());
  const std::size_t top = provider.rfind('.');
  return provider.substr(0, top == 0 ? std::string_view::npos : top);
}

// Compares runs of digits as numbers.
std::strong_ordering natural(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t k = 0;
  while (i < a.size() && k < b.size()) {
    if (is_digit(a[i]) && is_digit(b[k])) {
      const auto run = [](std::string_view s, std::size_t& at) {
        while (at + 1 < s.size() && s[at] == '0' && is_digit(s[at + 1]))
          ++at;
        const std::size_t begin = at;
        while (at < s.size() && is_digit(s[at]))
          ++at;
        return s.substr(begin, at - begin);
      };
      const std::string_view x = run(a, i);
      const std::string_view y = run(b, k);
      if (const auto order = x.size() <=> y.size(); order != 0) return order;
      if (const auto order = x <=> y; order != 0) return order;
      continue;
    }
    if (a[i] != b[k]) return a[i] <=> b[k];
    ++i;
    ++k;
  }
  return a.size() - i <=> b.size() - k;
}

bool is_draft(std::string_view id) {
  return id.find("beta") != std::string_view::npos || id.find("preview") != std::string_view::npos;
}

} // namespace

std::vector<named_word> names_of(const api_record& api) {
  std::vector<named_word> names;
  const std::string_view labels = naming_labels(provider_of(api.id));
  add_words(labels, api_level::provider, names);
  const std::size_t last = labels.rfind('.');
  add_brand(to_lower(last == std::string_view::npos ? labels : labels.substr(last + 1)), names);
  add_words(service_of(api.id), api_level::service, names);
  add_words(api.title, api_level::title, names);
  add_joined_names(api.title, names);
  return names;
}

std::string family_of(const api_record& api) {
  std::string family = to_lower(provider_of(api.id));
  for (word_reader in(api.title); const auto w = in.next();)
    if (const std::string word = fold(api.title.substr(w->offset, w->length)); !is_version(word))
      family += ' ' + word;
  return family;
}

std::string unversioned(std::string_view path) {
  std::string plain;
  for (std::size_t from = 0; from <= path.size();) {
    const std::size_t end = std::min(path.find('/', from), path.size());
    const std::string_view segment = path.substr(from, end - from);
    from = end + 1;
    if (segment.empty() || is_version(segment)) continue;
    plain += '/';
    bool in_name = false;
    for (const char c : segment) {
      if (c == '}') in_name = false;
      if (!in_name) plain += to_lower(c);
      if (c == '{') in_name = true;
    }
  }
  return plain;
}

bool more_current(const api_record& a, std::size_t a_operations, const api_record& b,
                  std::size_t b_operations) {
  if (a.preferred != b.preferred) return a.preferred;
  if (is_draft(a.id) != is_draft(b.id)) return is_draft(b.id);
  if (const auto order = natural(a.version, b.version); order != 0) return order > 0;
  // "checkout-v71" is newer than "checkout-v70", and a name without a number is the one that goes on.
  const bool a_numbered = !a.id.empty() && is_digit(a.id.back());
  const bool b_numbered = !b.id.empty() && is_digit(b.id.back());
  if (a_numbered != b_numbered) return b_numbered;
  if (!a_numbered && a_operations != b_operations) return a_operations > b_operations;
  return natural(a.id, b.id) > 0;
}

} // namespace http_task::search
