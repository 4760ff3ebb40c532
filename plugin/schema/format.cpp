#include "schema/format.hpp"

#include "schema/number.hpp"
#include "schema/pattern.hpp"

#include <array>
#include <limits>

namespace http_task::schema {
namespace {

struct entry {
  std::string_view name;
  std::string_view article;
  std::string_view example;
};

// In the order of the enumeration.
constexpr auto entries = std::to_array<entry>({
    {"date", "a", "2024-05-17"},
    {"date-time", "a", "2024-05-17T09:30:00Z"},
    {"duration", "a", "P1DT2H"},
    {"email", "an", "someone@example.com"},
    {"hostname", "a", "www.example.com"},
    {"idn-email", "an", "someone@example.com"},
    {"idn-hostname", "an", "www.example.com"},
    {"int32", "an", "1"},
    {"int64", "an", "1"},
    {"ipv4", "an", "192.0.2.1"},
    {"ipv6", "an", "2001:db8::1"},
    {"iri", "an", "https://example.com/"},
    {"iri-reference", "an", "/path"},
    {"json-pointer", "a", "/items/0"},
    {"regex", "a", "^[a-z]+$"},
    {"relative-json-pointer", "a", "1/items"},
    {"time", "a", "09:30:00Z"},
    {"uri", "a", "https://example.com/"},
    {"uri-reference", "a", "/path"},
    {"uri-template", "a", "/items/{id}"},
    {"uuid", "a", "123e4567-e89b-42d3-a456-426614174000"},
});

const entry& entry_of(format f) noexcept {
  return entries[static_cast<std::size_t>(f)];
}

template<class Integer>
bool fits(const json::value& v) noexcept {
  using limits = std::numeric_limits<Integer>;
  return is_integer(v) && compare_numbers(v, json::value(std::int64_t{limits::min()})) >= 0 &&
         compare_numbers(v, json::value(std::int64_t{limits::max()})) <= 0;
}

bool satisfies(std::string_view text, format f) {
  using namespace formats;
  switch (f) {
  case format::date: return is_date(text);
  case format::date_time: return is_date_time(text);
  case format::duration: return is_duration(text);
  case format::email: return is_email(text, false);
  case format::hostname: return is_hostname(text, false);
  case format::idn_email: return is_email(text, true);
  case format::idn_hostname: return is_hostname(text, true);
  case format::ipv4: return is_ipv4(text);
  case format::ipv6: return is_ipv6(text);
  case format::iri: return is_uri(text, false, true);
  case format::iri_reference: return is_uri(text, true, true);
  case format::json_pointer: return is_json_pointer(text);
  case format::regex: {
    const result<std::string> translation = translate_pattern(text);
    return translation || translation.error().type == "input.unsupported";
  }
  case format::relative_json_pointer: return is_relative_json_pointer(text);
  case format::time: return is_time(text);
  case format::uri: return is_uri(text, false, false);
  case format::uri_reference: return is_uri(text, true, false);
  case format::uri_template: return is_uri_template(text);
  case format::uuid: return is_uuid(text);
  case format::int32:
  case format::int64: return true;
  }
  return true;
}

} // namespace

std::optional<format> find_format(std::string_view name) noexcept {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].name == name) return static_cast<format>(i);
  }
  return std::nullopt;
}

std::string description_of(format f) {
  const entry& e = entry_of(f);
  return std::string(e.article) + " " + std::string(e.name) + " such as " + std::string(e.example);
}

std::string_view example_of(format f) noexcept {
  return entry_of(f).example;
}

bool satisfies(const json::value& v, format f) {
  if (f == format::int32 || f == format::int64)
    return !v.is_number() || (f == format::int32 ? fits<std::int32_t>(v) : fits<std::int64_t>(v));
  const json::string* text = v.if_string();
  return !text || satisfies(json::view(*text), f);
}

} // namespace http_task::schema
